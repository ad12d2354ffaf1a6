/** A file to hand over: a JSON text, or any content. */
export type Download = { readonly name: string } & ({ readonly text: string } | { readonly content: Blob })

/** Hands a file to the person; `null` hands over nothing. */
export function useDownload() {
  function download(file: Download | null): void {
    if (!file) return
    const content = 'content' in file ? file.content : new Blob([file.text], { type: 'application/json' })
    const url = URL.createObjectURL(content)
    const link = document.createElement('a')
    link.href = url
    link.download = file.name
    link.click()
    // Some browsers read the file only after the click has been handled.
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return { download }
}
