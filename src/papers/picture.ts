import type { Figure } from './paper'

/**
 * The PNG of a drawing, `scale` pixels for each of its own. Needs a page: the browser itself draws the SVG, in the
 * fonts of the device. The address is a `data:` one, which the page's policy allows for pictures.
 *
 * @throws if the SVG cannot be read, or the picture is larger than the browser can draw
 */
export async function pictureOf(figure: Figure, scale = 2): Promise<Uint8Array> {
  const image = new Image()
  await new Promise<void>((resolve, reject) => {
    image.onload = () => resolve()
    image.onerror = () => reject(new Error('The drawing cannot be read as a picture'))
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(figure.svg)}`
  })
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(figure.width * scale)
  canvas.height = Math.round(figure.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (picture === null) throw new Error('The picture is too large for this browser')
  return new Uint8Array(await picture.arrayBuffer())
}
