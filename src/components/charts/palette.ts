/** The colours and the font of the page's tokens, as a canvas needs them. In forced colours these are system colours. */
export interface Palette {
  readonly mark: string
  readonly fill: string
  readonly target: string
  readonly text: string
  readonly soft: string
  readonly line: string
  readonly page: string
  readonly font: string
}

/** Reads the tokens as they hold now. A canvas cannot follow `var()`, so each is resolved through a real element. */
export function readPalette(): Palette {
  const probe = document.createElement('span')
  document.body.append(probe)
  const colour = (token: string) => {
    probe.style.color = `var(${token})`
    return getComputedStyle(probe).color
  }
  const mark = colour('--color-mark')
  const palette = {
    mark,
    fill: mark.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.1)'),
    target: colour('--color-target'),
    text: colour('--color-text'),
    soft: colour('--color-text-soft'),
    line: colour('--color-mark-empty'),
    page: colour('--color-page'),
    font: getComputedStyle(document.body).fontFamily,
  }
  probe.remove()
  return palette
}
