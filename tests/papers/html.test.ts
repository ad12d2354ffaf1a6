import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { htmlOf, linesOf, oneLineOf, pagesOf } from '@/papers/html'
import type { Block, Figure, Paper } from '@/papers/paper'
import { aPhoto } from '../support/photos'

const HOSTILE = [
  `"Quotes" and 'apostrophes', commas; & ampersands &amp; &lt;`,
  `</title></style></svg><script>alert(1)</script><img src=x onerror=alert(1)>`,
  `" onmouseover="alert(1)" x='`,
  '<!-- a comment that never ends',
  ']]> {{ mustache }} ${template}',
  '=1+1',
  '+1',
  '-1',
  '@name',
  'نقابة העובדים (Waymark 2026)',
  'family 👩‍👩‍👧 and flag 🇪🇺',
  'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(8),
]

const FIGURE: Figure = {
  svg: `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 90" width="9" height="9" role="presentation" aria-label='old > name'><rect width="200" height="30"/><text x="4" y="60">on the list: a &lt;script&gt; onload=1</text></svg>
`,
  width: 320,
  height: 90,
  alternative: 'Bars: "inventory" 3.4 of 5,\n<quality> 2.1',
}

function aPaper(blocks: readonly Block[], rest: Partial<Paper> = {}): Paper {
  return {
    language: 'en-GB',
    direction: 'ltr',
    title: 'Report',
    footer: 'Small print',
    isOneSide: false,
    blocks,
    ...rest,
  }
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

function opened(html: string) {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } })
  return new window.DOMParser().parseFromString(html, 'text/html')
}

const textsOf = (html: string, selector: string) =>
  [...opened(html).querySelectorAll(selector)].map((e) => e.textContent)

const VOID = new Set(['meta', 'br', 'img'])

/**
 * Every tag of the page, found without a browser's forgiveness: each is closed in order, each attribute is quoted.
 * What is neither a tag nor the style sheet holds no angle bracket.
 */
function strictTagsOf(html: string): readonly string[] {
  const rest = html.replace(/^<!doctype html>\n/, '').replace(/<style>[^<]*<\/style>/, '')
  const open: string[] = []
  const found: string[] = []
  const left = rest.replace(/<(\/?)([a-z][a-z0-9]*)((?:\s[a-zA-Z:-]+="[^"<>]*")*)(\/?)>/g, (_, end, name, __, self) => {
    if (end) expect(open.pop()).toBe(name)
    else if (!self && !VOID.has(name)) open.push(name)
    if (!end) found.push(name)
    return ''
  })
  expect(open).toEqual([])
  expect(left).not.toMatch(/[<>]/)
  return found
}

describe('a photo in an HTML paper', () => {
  const words = 'Photo 1 of 2: "stickers" <b>on</b> the door\nand more'
  const { bytes, width, height } = aPhoto('a')
  const html = htmlOf(aPaper([{ kind: 'photo', photo: { bytes, width, height, words } }]))

  it('is in the file itself, byte for byte, with its size', () => {
    const image = opened(html).querySelector('figure img')
    const [head, data = ''] = image?.getAttribute('src')?.split(',') ?? []
    expect(head).toBe('data:image/jpeg;base64')
    expect(new Uint8Array(Buffer.from(data, 'base64'))).toEqual(new Uint8Array(bytes))
    expect([image?.getAttribute('width'), image?.getAttribute('height')]).toEqual(['40', '30'])
  })

  it('says what it shows below it, and as its alternative on one line', () => {
    expect(opened(html).querySelector('img')?.getAttribute('alt')).toBe(words.replace('\n', ' '))
    expect(textsOf(html, 'figcaption')).toEqual([words])
    expect(strictTagsOf(html)).toContain('img')
  })
})

describe('an HTML paper', () => {
  const blocks: readonly Block[] = [
    { kind: 'paragraph', text: 'Lead', look: 'lead' },
    { kind: 'heading', level: 2, text: 'Strengths' },
    { kind: 'list', isOrdered: false, items: ['Quality', 'Access'] },
    { kind: 'heading', level: 3, text: 'Next' },
    { kind: 'list', isOrdered: true, items: ['First', 'Second'] },
    { kind: 'paragraph', text: 'Important', look: 'strong' },
    { kind: 'paragraph', text: 'Aside', look: 'soft' },
    {
      kind: 'table',
      caption: 'Scores',
      head: ['Dimension', 'Score'],
      rows: [
        ['Inventory', '3.4'],
        ['Quality', ''],
      ],
    },
    { kind: 'figure', figure: FIGURE },
  ]
  const html = htmlOf(aPaper(blocks, { language: 'pt-BR', title: 'Report & plan', footer: 'Fingerprint a3f9' }))
  const page = opened(html)

  it('is one whole file with its language, its direction and one title', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="pt-BR" dir="ltr">\n<head>\n<meta charset="utf-8">/)
    expect(html.trimEnd().endsWith('</html>')).toBe(true)
    expect(page.title).toBe('Report & plan')
    expect(textsOf(html, 'h1')).toEqual(['Report & plan'])
    expect(opened(htmlOf(aPaper([], { language: 'ar', direction: 'rtl' }))).documentElement.dir).toBe('rtl')
  })

  it('forbids itself all scripts and all connections, and says so before anything else could load', () => {
    const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')
    expect(policy?.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "style-src 'unsafe-inline'", 'img-src data:']),
    )
    expect(policy).not.toMatch(/script-src|unsafe-eval|https?:|\*/)
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style'))
    expect(page.querySelectorAll('script, link, iframe, object, embed, img, [src], [href], form, base')).toHaveLength(0)
    expect(html).not.toMatch(/url\(|@import/)
  })

  it('is written strictly: every element closed in order, every attribute in quotes', () => {
    const tags = strictTagsOf(html)
    expect(tags.filter((tag) => tag === 'h1')).toHaveLength(1)
    expect(tags).not.toContain('script')
  })

  it('keeps headings, paragraphs and lists, in their order', () => {
    expect(textsOf(html, 'h2')).toEqual(['Strengths'])
    expect(textsOf(html, 'h3')).toEqual(['Next'])
    expect(textsOf(html, 'ul > li')).toEqual(['Quality', 'Access'])
    expect(textsOf(html, 'ol > li')).toEqual(['First', 'Second'])
    expect(textsOf(html, 'main p')).toEqual(['Lead', 'Important', 'Aside'])
    expect(textsOf(html, 'main p strong')).toEqual(['Important'])
    expect([...page.querySelectorAll('section > *')].map((e) => e.tagName.toLowerCase())).toEqual([
      'h1',
      'p',
      'h2',
      'ul',
      'h3',
      'ol',
      'p',
      'p',
      'div',
      'figure',
    ])
    expect(textsOf(html, 'footer')).toEqual(['\nFingerprint a3f9\n'])
  })

  it('names the columns and the rows of a table, and the box it scrolls in', () => {
    expect(textsOf(html, 'caption')).toEqual(['Scores'])
    expect(textsOf(html, 'thead th[scope="col"]')).toEqual(['Dimension', 'Score'])
    expect(textsOf(html, 'tbody th[scope="row"]')).toEqual(['Inventory', 'Quality'])
    expect(textsOf(html, 'tbody td')).toEqual(['3.4', ''])
    const box = page.querySelector('table')?.parentElement
    expect([box?.getAttribute('role'), box?.getAttribute('aria-label'), box?.getAttribute('tabindex')]).toEqual([
      'region',
      'Scores',
      '0',
    ])
  })

  it('fills up short rows, and gives no empty cell a scope', () => {
    const rows = [['only one'], ['', 'b', 'c']]
    const table = opened(htmlOf(aPaper([{ kind: 'table', caption: '', head: ['', 'B'], rows }])))
    expect([...table.querySelectorAll('tr')].map((row) => row.children.length)).toEqual([3, 3, 3])
    expect([...table.querySelectorAll('th')].map((cell) => cell.textContent)).toEqual(['B', 'only one'])
    expect(table.querySelector('caption, [role="region"]')).toBeNull()
  })

  it('draws a figure inside the page, once named and once told in words', () => {
    const svg = page.querySelector('figure svg')
    expect(svg?.getAttribute('role')).toBe('img')
    expect(svg?.getAttribute('aria-label')).toBe('Bars: "inventory" 3.4 of 5, <quality> 2.1')
    expect(svg?.getAttribute('viewBox')).toBe('0 0 320 90')
    expect([svg?.getAttribute('width'), svg?.getAttribute('height')]).toEqual(['320', '90'])
    expect(html.match(/aria-label="Bars/g)).toHaveLength(1)
    expect(html).not.toContain('old > name')
    expect(html).not.toContain('<?xml')
    expect(textsOf(html, 'svg text')).toEqual(['on the list: a <script> onload=1'])
    expect(textsOf(html, 'figcaption')).toEqual(['Bars: "inventory" 3.4 of 5,\n<quality> 2.1'])
  })

  it('gives a drawing without a viewBox one, so that it shrinks on a phone', () => {
    const drawing = { ...FIGURE, svg: '<svg xmlns="http://www.w3.org/2000/svg" width="320"><g/></svg>' }
    const svg = opened(htmlOf(aPaper([{ kind: 'figure', figure: drawing }]))).querySelector('svg')
    expect(svg?.getAttribute('viewBox')).toBe('0 0 320 90')
  })

  it.each([
    ['a script', '<svg viewBox="0 0 1 1"><script>alert(1)</script></svg>'],
    ['a handler', '<svg viewBox="0 0 1 1" onload="alert(1)"></svg>'],
    ['a page inside', '<svg viewBox="0 0 1 1"><foreignObject></foreignObject></svg>'],
    ['no drawing', '<p>Hello</p>'],
  ])('refuses a figure with %s', (_, svg) => {
    expect(() => htmlOf(aPaper([{ kind: 'figure', figure: { ...FIGURE, svg } }]))).toThrow('without scripts')
  })

  it('starts a new sheet at a page break, and prints no empty one', () => {
    const pages = htmlOf(
      aPaper([paragraph('a'), { kind: 'pageBreak' }, { kind: 'pageBreak' }, paragraph('b'), { kind: 'pageBreak' }]),
    )
    expect(textsOf(pages, 'section').map((text) => text.trim())).toEqual(['Report\na', 'b'])
    expect(html).toMatch(/section \+ section \{[^}]*break-before: page/)
  })

  it('is set smaller in print where it goes on one side of paper', () => {
    const bodyOf = (isOneSide: boolean) => opened(htmlOf(aPaper([], { isOneSide }))).body.className
    expect([bodyOf(true), bodyOf(false)]).toEqual(['one-side', ''])
    expect(html).toMatch(/@media print \{.*\.one-side \{ font-size/s)
  })

  it('is laid out for both directions, for the dark and for paper of any size', () => {
    const style = page.querySelector('style')?.textContent ?? ''
    expect(style).toContain('prefers-color-scheme: dark')
    expect(style).toContain('@media print')
    expect(style).not.toMatch(
      /\b(?:margin|padding|border)-(?:left|right)\b|text-align: (?:left|right)|\b(?:left|right):/,
    )
    expect(style).not.toMatch(/@page[^}]*\bsize:/)
  })
})

describe('hostile texts in an HTML paper', () => {
  const everywhere = (text: string): Paper =>
    aPaper(
      [
        { kind: 'heading', level: 2, text },
        { kind: 'paragraph', text },
        { kind: 'paragraph', text, look: 'strong' },
        { kind: 'list', isOrdered: true, items: [text] },
        { kind: 'table', caption: text, head: [text, text], rows: [[text, text]] },
        { kind: 'figure', figure: { ...FIGURE, alternative: text } },
      ],
      { title: text, footer: text, language: `en" onload="` },
    )
  const PLACES = 'h1, h2, p, li, caption, th, td, figcaption'

  it.each(HOSTILE)('stay what they are: %s', (text) => {
    const html = htmlOf(everywhere(text))
    const page = opened(html)
    expect(textsOf(html, PLACES)).toEqual(Array.from({ length: 12 }, () => text))
    expect(page.title).toBe(text)
    expect(page.querySelector('svg')?.getAttribute('aria-label')).toBe(text)
    expect(page.querySelector('[role="region"]')?.getAttribute('aria-label')).toBe(text)
    expect(page.querySelectorAll('script, img')).toHaveLength(0)
    expect([...page.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => /^on/.test(n))).toEqual(
      [],
    )
    strictTagsOf(html)
  })

  it('keep their lines and tabs, and lose what no file may hold', () => {
    const html = htmlOf(everywhere('one\r\ntwo\rthree\u000bfour\u2028five\tsix \u0000\u0007\u001b[31m\u0085\ud83d!'))
    expect(textsOf(html, PLACES)).toEqual(
      Array.from({ length: 12 }, () => 'one\ntwo\nthree\nfour\nfive\tsix [31m\n\ufffd!'),
    )
    expect(opened(html).querySelectorAll('h1 br')).toHaveLength(5)
    expect(opened(html).title).toBe('one two three four five\tsix [31m \ufffd!')
  })
})

describe('the texts of a paper', () => {
  it('are read in lines of whole characters', () => {
    expect(linesOf('')).toEqual([''])
    expect(linesOf('a\n\nb\f')).toEqual(['a', '', 'b', ''])
    expect(linesOf('👩‍👧\u200f\u00ad\ufeff\uffff')).toEqual(['👩‍👧\u200f\u00ad\ufeff'])
    expect(oneLineOf('a\r\nb')).toBe('a b')
  })

  it('stand on pages, of which the first may be the title alone', () => {
    expect(pagesOf(aPaper([]))).toEqual([[]])
    expect(pagesOf(aPaper([{ kind: 'pageBreak' }, paragraph('a')]))).toEqual([[], [paragraph('a')]])
  })
})
