import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { describe, expect, it } from 'vitest'
import type { Block, Figure, Paper } from '@/papers/paper'
import { wordOf } from '@/papers/word'
import { aPhoto } from '../support/photos'

const HOSTILE = [
  `"Quotes" and 'apostrophes', commas; & ampersands &amp; &lt;`,
  '</w:t></w:r><script>alert(1)</script>',
  ']]> {{ mustache }} ${template} <!--',
  '=1+1',
  '+1',
  '-1',
  '@name',
  '  spaces   kept  ',
  'نقابة העובדים (Waymark 2026)، 12.05.2026.',
  'family 👩‍👩‍👧 and flag 🇪🇺',
  'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(8),
]

/** The smallest picture there is: one pixel. */
const PNG = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

const FIGURE: Figure = { svg: '<svg viewBox="0 0 1280 400"/>', width: 1280, height: 400, alternative: 'Bars' }

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
const written = (paper: Paper) => wordOf(paper, async () => PNG)

/** The file as another reader understands it, as HTML. Its complaints are failures. */
async function readBy(paper: Paper): Promise<string> {
  const buffer = Buffer.from(await (await written(paper)).arrayBuffer())
  const { value, messages } = await mammoth.convertToHtml(
    { buffer },
    { styleMap: ["p[style-name='Title'] => h6.title:fresh", "p[style-name='caption'] => h5:fresh"] },
  )
  expect(messages).toEqual([])
  return value.replace(/src="[^"]*"/g, 'src=""')
}

/** All words of the file, a paragraph a line, as another reader finds them. */
async function wordsOf(paper: Paper): Promise<readonly string[]> {
  const buffer = Buffer.from(await (await written(paper)).arrayBuffer())
  return (await mammoth.extractRawText({ buffer })).value.split('\n\n').slice(0, -1)
}

async function partsOf(blob: Blob): Promise<(name: string) => string> {
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()))
  return (name) => strFromU8(files[name] ?? new Uint8Array())
}

const partOf = async (paper: Paper, name: string) => (await partsOf(await written(paper)))(name)
const bodyOf = (paper: Paper) => partOf(paper, 'word/document.xml')
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

describe('a Word paper', () => {
  it('has real headings, lists, tables and pictures, in their order', async () => {
    const html = await readBy(
      aPaper([
        { kind: 'paragraph', text: 'Lead', look: 'lead' },
        { kind: 'heading', level: 2, text: 'Strengths' },
        { kind: 'list', isOrdered: false, items: ['Quality', 'Access'] },
        { kind: 'heading', level: 3, text: 'Next' },
        { kind: 'list', isOrdered: true, items: ['First', 'Second'] },
        { kind: 'paragraph', text: 'Important', look: 'strong' },
        { kind: 'paragraph', text: 'Aside', look: 'soft' },
        { kind: 'table', caption: 'Scores', head: ['Dimension', 'Score'], rows: [['Inventory', '3.4'], ['Quality']] },
        { kind: 'figure', figure: FIGURE },
      ]),
    )
    expect(html).toBe(
      [
        '<h6 class="title">Report</h6>',
        '<p>Lead</p>',
        '<h1>Strengths</h1>',
        '<ul><li>Quality</li><li>Access</li></ul>',
        '<h2>Next</h2>',
        '<ol><li>First</li><li>Second</li></ol>',
        '<p><strong>Important</strong></p>',
        '<p>Aside</p>',
        '<h5>Scores</h5>',
        '<table><thead><tr><th><p><strong>Dimension</strong></p></th><th><p><strong>Score</strong></p></th></tr></thead>',
        '<tbody><tr><td><p>Inventory</p></td><td><p>3.4</p></td></tr>',
        '<tr><td><p>Quality</p></td><td></td></tr></tbody></table>',
        '<p><img alt="Bars" src="" /></p>',
      ].join(''),
    )
  })

  it('is a Word file on A4 with the title among its properties, and says nothing about who made it', async () => {
    const blob = await written(aPaper([paragraph('a')], { title: 'Report\n& plan' }))
    expect(blob.type).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    const part = await partsOf(blob)
    expect(part('word/document.xml')).toContain('<w:pgSz w:w="11906" w:h="16838"')
    expect(part('docProps/core.xml')).toContain('<dc:title>Report &amp; plan</dc:title>')
    expect(part('docProps/core.xml')).not.toMatch(/creator|lastModifiedBy|Un-named/)
  })

  it('repeats the head of a table on every page, keeps rows whole and the caption with the table', async () => {
    const rows = Array.from({ length: 80 }, (_, index) => [`row ${index}`, 'x'])
    const body = await bodyOf(aPaper([{ kind: 'table', caption: 'Long', head: ['A', 'B'], rows }]))
    const [first = '', ...others] = body.match(/<w:tr>.*?<\/w:tr>/gs) ?? []
    expect(first).toContain('<w:tblHeader/>')
    expect(others).toHaveLength(80)
    expect(others.join('')).not.toContain('<w:tblHeader/>')
    expect(count(body, /<w:cantSplit\/>/g)).toBe(81)
    expect(body).toMatch(/<w:pStyle w:val="Caption"\/><w:keepNext\/>/)
    expect(body).toMatch(/<w:tblLook [^>]*w:firstRow="true"[^>]*w:firstColumn="true"/)
  })

  it('writes no empty line where a table has no caption, unless it parts two tables or begins a page', async () => {
    const table: Block = { kind: 'table', caption: '', head: ['A'], rows: [['x']] }
    const lines = async (...blocks: readonly Block[]) => count(await bodyOf(aPaper(blocks)), /w:val="Caption"/g)
    expect(await lines({ kind: 'heading', level: 2, text: 'Results' }, table)).toBe(0)
    expect(await lines(table, table)).toBe(1)
    expect(await lines(paragraph('a'), { kind: 'pageBreak' }, table)).toBe(1)
  })

  it('lets a line grow with what stands in it, a picture too', async () => {
    const styles = await partOf(aPaper([]), 'word/styles.xml')
    expect(styles).toMatch(/<w:docDefaults>.*w:line="276" w:lineRule="auto".*<\/w:docDefaults>/s)
  })

  it('is smaller where it goes on one side of paper', async () => {
    const paper = aPaper([{ kind: 'figure', figure: FIGURE }], { isOneSide: true })
    expect(await partOf(paper, 'word/styles.xml')).toMatch(/<w:docDefaults>.*<w:sz w:val="18"\/>.*<\/w:docDefaults>/s)
    const tall = aPaper([{ kind: 'figure', figure: { ...FIGURE, height: 1280 } }], { isOneSide: true })
    expect(await bodyOf(tall)).toContain(`<wp:extent cx="${235 * 9525}" cy="${235 * 9525}"/>`)
  })

  it('makes a table as wide as the page, with wider columns for longer texts', async () => {
    const rows = [['a long text that says at length what is to be done', '3.4', '']]
    const body = await bodyOf(aPaper([{ kind: 'table', caption: '', head: ['A'], rows }]))
    const widths = [...body.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
    expect(widths).toHaveLength(3)
    expect(widths[0]).toBeGreaterThan(3 * (widths[1] ?? 0))
    const total = widths.reduce((sum, width) => sum + width, 0)
    expect(total).toBeGreaterThan(9630)
    expect(total).toBeLessThanOrEqual(9638)
  })

  it('leaves no table without cells, and ends with a paragraph, as Word wants it', async () => {
    const body = await bodyOf(
      aPaper([
        { kind: 'table', caption: 'Nothing', head: [], rows: [] },
        { kind: 'list', isOrdered: false, items: [] },
        { kind: 'table', caption: 'No head', head: [], rows: [['a', 'b']] },
        { kind: 'list', isOrdered: true, items: [] },
      ]),
    )
    expect(count(body, /<w:tbl>/g)).toBe(1)
    expect(body).not.toContain('<w:tblHeader/>')
    expect(body).toMatch(/<\/w:tbl><w:p\/><w:sectPr>/)
  })

  it('counts each ordered list from one', async () => {
    const part = await partsOf(
      await written(
        aPaper([
          { kind: 'list', isOrdered: true, items: ['a', 'b'] },
          paragraph('between'),
          { kind: 'list', isOrdered: true, items: ['c'] },
        ]),
      ),
    )
    const [first, second, third] = [...part('word/document.xml').matchAll(/<w:numId w:val="(\d+)"/g)].map(
      ([, id]) => id,
    )
    expect(first).toBe(second)
    expect(third).not.toBe(first)
    expect(part('word/numbering.xml')).toContain('<w:lvlText w:val="%1."/>')
  })

  it('starts a new page at a page break, without an empty line or an empty page', async () => {
    const body = await bodyOf(
      aPaper([
        paragraph('a'),
        { kind: 'pageBreak' },
        { kind: 'pageBreak' },
        { kind: 'table', caption: 'B', head: ['x'], rows: [] },
        paragraph('c'),
        { kind: 'pageBreak' },
      ]),
    )
    expect(count(body, /<w:pageBreakBefore\/>/g)).toBe(1)
    expect(body).toMatch(/<w:pStyle w:val="Caption"\/><w:keepNext\/><w:pageBreakBefore\/>.*?>B</)
    expect(body).not.toContain('w:type="page"')
  })

  it('prints the small print and the number of the page at the foot of every page', async () => {
    const foot = await partOf(aPaper([], { footer: 'Fingerprint <a3f9> & date' }), 'word/footer1.xml')
    expect(foot).toContain('Fingerprint &lt;a3f9&gt; &amp; date')
    expect(foot).toMatch(/<w:instrText[^>]*>PAGE<.*<w:instrText[^>]*>NUMPAGES</s)
    expect(await bodyOf(aPaper([]))).toMatch(/<w:footerReference w:type="default"/)
  })

  it('is in the language of the paper, for the spelling and for voices', async () => {
    const styles = await partOf(aPaper([], { language: 'pt-BR' }), 'word/styles.xml')
    expect(styles).toMatch(/<w:docDefaults>.*<w:lang w:val="pt-BR"[^>]*w:bidi="pt-BR"\/>.*<\/w:docDefaults>/s)
    const arabic = await partOf(aPaper([], { language: 'ar', direction: 'rtl' }), 'word/styles.xml')
    expect(arabic).toMatch(/<w:lang [^>]*w:bidi="ar"/)
  })
})

describe('the pictures of a Word paper', () => {
  it('are those that were drawn for the figures, asked for in order', async () => {
    const asked: string[] = []
    const blocks = ['one', 'two'].map((alternative): Block => ({ kind: 'figure', figure: { ...FIGURE, alternative } }))
    const blob = await wordOf(aPaper(blocks), async (figure) => {
      asked.push(figure.alternative)
      return new Uint8Array([...PNG, asked.length])
    })
    expect(asked).toEqual(['one', 'two'])
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()))
    const media = Object.entries(files).filter(([name]) => name.startsWith('word/media/'))
    expect(media.map(([name]) => name.split('.').pop())).toEqual(['png', 'png'])
    expect(media.map(([, bytes]) => [...bytes])).toEqual(
      expect.arrayContaining([
        [...PNG, 1],
        [...PNG, 2],
      ]),
    )
  })

  it('say in words what they show, on one line', async () => {
    const alternative = 'Bars: "inventory" 3.4 of 5,\n<quality> & 2.1\u0000'
    const body = await bodyOf(aPaper([{ kind: 'figure', figure: { ...FIGURE, alternative } }]))
    expect(body).toMatch(/<wp:docPr [^>]*descr="Bars: &quot;inventory&quot; 3\.4 of 5, &lt;quality&gt; &amp; 2\.1"/)
  })

  it.each([
    ['shrinks a wide one to the page', 1280, 400, 640, 200],
    ['shrinks a tall one to the page', 400, 1640, 200, 820],
    ['leaves a small one as it is', 300, 120, 300, 120],
  ])('%s', async (_, width, height, shownWidth, shownHeight) => {
    const body = await bodyOf(aPaper([{ kind: 'figure', figure: { ...FIGURE, width, height } }]))
    expect(body).toContain(`<wp:extent cx="${shownWidth * 9525}" cy="${shownHeight * 9525}"/>`)
  })

  it('are photos byte for byte, with what they show in words, below and as the alternative; two to a page', async () => {
    const { bytes } = aPhoto('a')
    const words = 'Photo 1 of 1: "stickers" & more'
    const paper = aPaper([{ kind: 'photo', photo: { bytes, width: 1200, height: 1600, words } }])
    const files = unzipSync(new Uint8Array(await (await written(paper)).arrayBuffer()))
    const [media, ...others] = Object.entries(files).filter(([name]) => name.startsWith('word/media/'))
    expect(others).toEqual([])
    expect(media?.[0]).toMatch(/\.jpg$/)
    expect(media?.[1]).toEqual(new Uint8Array(bytes))
    const body = await bodyOf(paper)
    // 430 pixels high, and three quarters as wide.
    expect(body).toContain(`<wp:extent cx="${323 * 9525}" cy="${430 * 9525}"/>`)
    expect(body).toMatch(/<wp:docPr [^>]*descr="Photo 1 of 1: &quot;stickers&quot; &amp; more"/)
    expect(await wordsOf(paper)).toContain(words)
  })

  it('fail aloud when they cannot be drawn', async () => {
    const failing = wordOf(aPaper([{ kind: 'figure', figure: FIGURE }]), () => Promise.reject(new Error('no canvas')))
    await expect(failing).rejects.toThrow('no canvas')
  })
})

describe('a Word paper from right to left', () => {
  const blocks: readonly Block[] = [
    { kind: 'heading', level: 2, text: 'القوة' },
    { kind: 'paragraph', text: 'دليل (GDPR 2016).' },
    { kind: 'list', isOrdered: true, items: ['أول'] },
    { kind: 'table', caption: 'جدول', head: ['ا', 'ب'], rows: [['1', '2']] },
    { kind: 'figure', figure: FIGURE },
  ]
  const arabic = aPaper(blocks, { language: 'ar', direction: 'rtl', title: 'تقرير', footer: 'بصمة' })

  it('turns every paragraph, the foot of the page, and the order of the columns', async () => {
    const part = await partsOf(await written(arabic))
    for (const name of ['word/document.xml', 'word/footer1.xml']) {
      const withContent = (part(name).match(/<w:p>.*?<\/w:p>/gs) ?? []).filter((each) => each.includes('<w:r>'))
      expect(withContent.length).toBeGreaterThan(1)
      expect(withContent.filter((each) => !each.includes('<w:bidi/>'))).toEqual([])
    }
    expect(part('word/document.xml')).toContain('<w:tblPr><w:bidiVisual/>')
  })

  it('tells Word which words run which way, numbers beside them included', async () => {
    const runs = async (paper: Paper) =>
      [...(await bodyOf(paper)).matchAll(/<w:r>(?:<w:rPr>(.*?)<\/w:rPr>)?<w:t[^>]*>(.*?)<\/w:t>/gs)]
        .slice(1)
        .map(([, properties = '', text]) => [properties.includes('<w:rtl/>') ? 'rtl' : 'ltr', text])
    expect(await runs(aPaper([paragraph('دليل (GDPR 2016).')], { direction: 'rtl' }))).toEqual([
      ['rtl', 'دليل ('],
      ['ltr', 'GDPR 2016'],
      ['rtl', ').'],
    ])
    expect(await runs(aPaper([paragraph('From ועד הפועל 2026, said Ana.')]))).toEqual([
      ['ltr', 'From '],
      ['rtl', 'ועד הפועל 2026'],
      ['ltr', ', said Ana.'],
    ])
    expect(await runs(aPaper([paragraph('a3f9 · ١٢ مايو ٢٠٢٦')], { direction: 'rtl' }))).toEqual([
      ['ltr', 'a3f9'],
      ['rtl', ' · ١٢ مايو ٢٠٢٦'],
    ])
  })

  it('leaves a paper from left to right alone', async () => {
    const part = await partsOf(await written({ ...arabic, direction: 'ltr' }))
    expect(part('word/document.xml') + part('word/footer1.xml')).not.toMatch(/<w:bidi\/>|<w:bidiVisual\/>/)
  })
})

describe('hostile texts in a Word paper', () => {
  const everywhere = (text: string, direction: Paper['direction'] = 'ltr'): Paper =>
    aPaper(
      [
        { kind: 'heading', level: 2, text },
        paragraph(text),
        { kind: 'list', isOrdered: true, items: [text] },
        { kind: 'table', caption: text, head: [text], rows: [[text]] },
        { kind: 'figure', figure: { ...FIGURE, alternative: text } },
        paragraph('end'),
      ],
      { title: text, footer: text, direction },
    )
  const sevenTimes = (text: string) => [...Array.from({ length: 7 }, () => text), '', 'end']

  it.each(HOSTILE)('stay what they are: %s', async (text) => {
    expect(await wordsOf(everywhere(text))).toEqual(sevenTimes(text))
    expect(await wordsOf(everywhere(text, 'rtl'))).toEqual(sevenTimes(text))
    expect(await partOf(everywhere(text), 'word/footer1.xml')).not.toContain('<script')
  })

  it('keep their lines and tabs, and lose what would make the file unreadable', async () => {
    const paper = everywhere('one\r\ntwo\u000bthree\tfour\u0000\u0007\u001b[31m \ud83d\uffff!')
    expect(await wordsOf(paper)).toEqual(sevenTimes('onetwothree\tfour[31m \ufffd!'))
    const body = await bodyOf(paper)
    expect(count(body, /<w:br\/>/g)).toBe(2 * 7)
    expect(count(body, /<w:tab\/>/g)).toBe(7)
    expect(await readBy(aPaper([paragraph('one\ntwo')]))).toContain('<p>one<br />two</p>')
  })

  it('leave an empty paper readable', async () => {
    expect(await wordsOf(aPaper([], { title: '', footer: '', language: 'en' }))).toEqual([''])
  })
})
