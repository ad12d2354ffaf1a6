import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawBars, drawRadar, type DrawnBar, type DrawnPoint } from '@/papers/drawings'

const MARK = '#12646e'
const TARGET = '#9a4a06'
const LINE = '#c4cccf'

interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  text: string
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u
const decoded = (text: string) => text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? '')

/** Reads XML of elements and texts alone, and throws at all else: a bare &, < or quote, a tag left open, a forbidden character. */
function parseStrictly(source: string): XmlElement {
  expect(NOT_XML.exec(source)).toBeNull()
  const token =
    /<(\w+)((?: [\w:-]+="(?:[^<&"]|&(?:amp|lt|gt|quot);)*")*)(\/?)>|<\/(\w+)>|((?:[^<&>]|&(?:amp|lt|gt|quot);)+)/y
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  while (token.lastIndex < source.length) {
    const at = token.lastIndex
    const match = token.exec(source)
    if (!match) throw new Error(`Not XML: ${source.slice(at, at + 40)}`)
    const [, start, written = '', isEmpty, end, text] = match
    const parent = open.at(-1) ?? root
    if (start !== undefined) {
      const pairs = [...written.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        decoded(value),
      ])
      const attributes = Object.fromEntries(pairs) as Record<string, string>
      expect(Object.keys(attributes)).toHaveLength(pairs.length)
      const element = { name: start, attributes, children: [], text: '' }
      parent.children.push(element)
      if (!isEmpty) open.push(element)
    } else if (end !== undefined) {
      expect(open.pop()?.name).toBe(end)
    } else {
      parent.text += decoded(text ?? '')
    }
  }
  expect(open).toHaveLength(1)
  expect(root.children).toHaveLength(1)
  expect(root.text).toBe('')
  return root.children[0] as XmlElement
}

/** Every element of a name, in the order drawn; the white edge of a text is no text. */
function all(parent: XmlElement, name: string): XmlElement[] {
  return parent.children
    .filter(({ attributes }) => attributes['aria-hidden'] !== 'true')
    .flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
}

const number = (element: XmlElement | undefined, name: string) => Number(element?.attributes[name])
const drawnIn = (elements: readonly XmlElement[], colour: string) =>
  elements.filter(({ attributes }) => attributes.stroke === colour)
const isDashed = ({ attributes }: XmlElement) => 'stroke-dasharray' in attributes
const isHollow = ({ attributes }: XmlElement) => attributes.fill === '#ffffff'

/** Measured in Chromium: DejaVu Sans Bold, the widest of the fonts, in hundredths of its size. */
const MEASURED: Readonly<Record<string, number>> = {
  ...{ a: 67.5, b: 71.6, c: 59.3, d: 71.6, e: 67.8, f: 43.5, g: 71.6, h: 71.2, i: 34.3, j: 34.3, k: 66.5, l: 34.3 },
  ...{ m: 104.2, n: 71.2, o: 68.7, p: 71.6, q: 71.6, r: 49.3, s: 59.5, t: 47.8, u: 71.2, v: 65.2, w: 92.4, x: 64.5 },
  ...{ y: 65.2, z: 58.2, A: 77.4, D: 83, G: 82.1, M: 99.5, V: 77.4, W: 110.3, ' ': 34.8, '-': 41.5, '…': 100, ',': 38 },
  ...{ R: 77, '1': 69.6, '·': 38, ä: 67.5 },
}

/** The box a text takes up on the page, in the widest font. */
function boxOf({ attributes, text }: XmlElement) {
  const size = Number(attributes['font-size'])
  const width = [...text].reduce((sum, letter) => {
    const measured = MEASURED[letter]
    if (measured === undefined) throw new Error(`${letter} was not measured`)
    return sum + (measured / 100) * size
  }, 0)
  const isFromLeft = (attributes['text-anchor'] === 'start') === (attributes.direction === 'ltr')
  const x = Number(attributes.x)
  const left = attributes['text-anchor'] === 'middle' ? x - width / 2 : isFromLeft ? x : x - width
  const y = Number(attributes.y)
  return { text, left, right: left + width, top: y - 0.76 * size, bottom: y + 0.24 * size }
}

function expectApart(svg: XmlElement): void {
  const boxes = all(svg, 'text').map(boxOf)
  for (const [index, box] of boxes.entries()) {
    expect(box.left, box.text).toBeGreaterThanOrEqual(0)
    expect(box.right, box.text).toBeLessThanOrEqual(number(svg, 'width'))
    expect(box.top, box.text).toBeGreaterThanOrEqual(0)
    expect(box.bottom, box.text).toBeLessThanOrEqual(number(svg, 'height'))
    for (const other of boxes.slice(index + 1)) {
      const isApart =
        box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top
      expect(isApart, `${box.text} | ${other.text}`).toBe(true)
    }
  }
}

const HOSTILE = [
  '<script>alert("x")</script> & \'quotes\' ]]> &amp;',
  'line\r\nbreak\tand \u0000\u0007\u001b control \ud83d half',
  '=1+1',
  '+49 @union - x',
  '\u202eabc مرحبا 👨‍👩‍👧‍👦🇧🇪',
  '',
]

describe('the bars', () => {
  const aBar = (bar: Partial<DrawnBar> = {}): DrawnBar => ({
    ...{ title: 'Access', place: 'Level', from: 0, to: 50, isRange: false, isLoose: false, target: null },
    ...bar,
  })
  const draw = (
    bars: readonly DrawnBar[],
    direction: 'ltr' | 'rtl' = 'ltr',
    rings: readonly number[] = [0, 25, 50, 75, 100],
  ) => parseStrictly(drawBars({ bars, rings, direction, alternative: 'Bars' }).svg)
  // The first row's line lies 42 from the top: 12 of white, 18 of words, half of a track of 24.
  const tracks = (svg: XmlElement) => all(svg, 'rect').slice(1)

  it('are a complete drawing with a name, all texts, a white ground and its size', () => {
    const figure = drawBars({ bars: [aBar()], rings: [], direction: 'ltr', alternative: 'One bar' })
    const svg = parseStrictly(figure.svg)
    expect(svg.name).toBe('svg')
    expect(svg.attributes).toMatchObject({ xmlns: 'http://www.w3.org/2000/svg', role: 'img', viewBox: '0 0 640 66' })
    expect([figure.width, figure.height, figure.alternative]).toEqual([640, 66, 'One bar'])
    expect(svg.children.slice(0, 2)).toMatchObject([
      { name: 'title', text: 'One bar' },
      { name: 'desc', text: 'Access · Level' },
    ])
    expect(svg.children[2]?.attributes).toEqual({ width: '640', height: '66', fill: '#ffffff' })
  })

  it('name nothing outside and bring no style or script', () => {
    const svg = draw([aBar({ isLoose: true, isRange: true, target: 75 })])
    const used = (element: XmlElement): string[] => [
      element.name,
      ...Object.keys(element.attributes),
      ...element.children.flatMap(used),
    ]
    expect(used(svg).filter((name) => /href|src|style|script|class|^on|image|use/i.test(name))).toEqual([])
  })

  it('lie where their hundredths are: six pixels each, from 20 to 620', () => {
    const svg = draw([aBar({ to: 31.25, target: 75 })])
    expect(tracks(svg).map(({ attributes }) => attributes)).toMatchObject([
      { x: '20', y: '38', width: '187.5', height: '8' },
    ])
    expect(all(svg, 'circle').map(({ attributes }) => attributes)).toMatchObject([{ cx: '207.5', cy: '42' }])
    expect(drawnIn(all(svg, 'line'), TARGET).map(({ attributes }) => attributes)).toMatchObject([
      { x1: '470', x2: '470', y1: '30', y2: '54' },
    ])
    const [scale, ...rings] = drawnIn(all(svg, 'line'), LINE)
    expect(scale?.attributes).toMatchObject({ x1: '20', x2: '620', y1: '42', y2: '42' })
    expect(rings.map((ring) => number(ring, 'x1'))).toEqual([20, 170, 320, 470, 620])
  })

  it('are mirrored for a language that runs from right to left, words and all', () => {
    const svg = draw([aBar({ title: 'جرد', place: 'أساسي', to: 25, target: 75 })], 'rtl', [0, 40, 100])
    expect(tracks(svg).map(({ attributes }) => attributes)).toMatchObject([{ x: '470', width: '150' }])
    expect(all(svg, 'circle').map((marker) => number(marker, 'cx'))).toEqual([470])
    expect(drawnIn(all(svg, 'line'), TARGET).map((line) => number(line, 'x1'))).toEqual([170])
    expect(drawnIn(all(svg, 'line'), LINE).map((line) => number(line, 'x1'))).toEqual([620, 620, 380, 20])
    // Where a text runs from right to left, its start is its right edge.
    expect(all(svg, 'text').map(({ text, attributes }) => [text, attributes.x, attributes['text-anchor']])).toEqual([
      ['جرد', '628', 'start'],
      ['أساسي', '12', 'end'],
    ])
  })

  it('keep a text of the other direction on its side', () => {
    const [title, place] = all(draw([aBar({ title: 'Data', place: '2 – 4' })], 'rtl'), 'text')
    expect(title?.attributes).toMatchObject({ x: '628', direction: 'ltr', 'text-anchor': 'end' })
    expect(place?.attributes).toMatchObject({ x: '12', direction: 'rtl', 'text-anchor': 'end' })
  })

  it('are filled with one filled marker where the place is firm', () => {
    const svg = draw([aBar()])
    expect(tracks(svg).map(isDashed)).toEqual([false])
    expect(all(svg, 'circle').map(({ attributes }) => attributes.fill)).toEqual([MARK])
  })

  it('are dashed with a hollow marker where it is loose', () => {
    const svg = draw([aBar({ isLoose: true })])
    expect(tracks(svg).map(isDashed)).toEqual([true])
    expect(all(svg, 'circle').map(isHollow)).toEqual([true])
  })

  it('have a marker at either end where the place is a range', () => {
    const svg = draw([aBar({ from: 25, to: 75, isRange: true, isLoose: true })])
    expect(all(svg, 'circle').map((marker) => number(marker, 'cx'))).toEqual([170, 470])
    expect(tracks(svg).map(({ attributes }) => attributes)).toMatchObject([{ x: '170', width: '300' }])
  })

  it('show the target only, where there is no score', () => {
    const svg = draw([aBar({ from: null, to: null, target: 50 })])
    expect(all(svg, 'circle')).toEqual([])
    expect(tracks(svg)).toEqual([])
    expect(drawnIn(all(svg, 'line'), TARGET).map((line) => number(line, 'x1'))).toEqual([320])
  })

  it('show a marker alone at the very beginning, and it stays on the picture', () => {
    const svg = draw([aBar({ to: 0 })])
    expect(tracks(svg)).toEqual([])
    expect(number(all(svg, 'circle')[0], 'cx') - 8).toBeGreaterThan(0)
  })

  it('draw the target dashed, on a white edge, under the marker and over the bar', () => {
    const svg = draw([aBar({ target: 50 })])
    const row = all(svg, 'g')[0]?.children ?? []
    const order = row.map(({ name, attributes }) => `${name} ${attributes.stroke ?? attributes.fill}`)
    expect(order.slice(-4)).toEqual([`rect ${MARK}`, 'line #ffffff', `line ${TARGET}`, `circle ${MARK}`])
    expect(drawnIn(all(svg, 'line'), TARGET).map(isDashed)).toEqual([true])
  })

  it('stand below one another in the order given; a second line of words makes room for itself', () => {
    const long = 'Data about members and the many purposes that each branch and each office has for it'
    const svg = draw([aBar({ title: 'One' }), aBar({ title: long }), aBar({ title: 'Three' })])
    // A row: 18 for each line of words, 24 for the track, 10 to the next row.
    expect(all(svg, 'circle').map((marker) => number(marker, 'cy'))).toEqual([42, 112, 164])
    expect(number(svg, 'height')).toBe(188)
  })

  it('wrap a long title and a long place into two lines that touch nothing', () => {
    const svg = draw([
      aBar({
        title: 'Responsibilities and the rules that are in force',
        place: 'wenig verankert, da nicht alles beantwortet ist',
      }),
      aBar({ title: 'W'.repeat(60), place: 'M'.repeat(200), target: 100 }),
      aBar({ title: 'a', place: 'in between, but nearer to the end than to the beginning of it all' }),
      aBar({ title: 'it has a title that is very long, but has hardly a word to say on it', place: 'on' }),
    ])
    expectApart(svg)
    expect(all(svg, 'g').map((row) => all(row, 'text').length)).toEqual([4, 4, 2, 2])
  })

  it('shorten what does not fit with “…”, and keep it whole in the description', () => {
    const title = 'Agreements, '.repeat(20).trim()
    const svg = draw([aBar({ title })])
    const lines = all(svg, 'text').map(({ text }) => text)
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatch(/Agreements…$|[a-z]…$/)
    expect(svg.children[1]?.text).toBe(`${title} · Level`)
  })

  it('break no emoji and put no hyphen into Chinese or Arabic', () => {
    const family = '👨‍👩‍👧‍👦'
    const texts = (title: string) =>
      all(draw([aBar({ title, place: '' })]), 'text')
        .map(({ text }) => text)
        .join('')
    expect(texts(family.repeat(12)).replaceAll(family, '')).toBe('')
    expect(texts('標'.repeat(60))).toBe('標'.repeat(60))
    expect(texts('س'.repeat(70))).toBe('س'.repeat(70))
  })

  it('take any text as it is', () => {
    const bars = HOSTILE.map((text) => aBar({ title: text, place: text }))
    const alternative = HOSTILE.join('\n')
    const svg = parseStrictly(drawBars({ bars, rings: [], direction: 'ltr', alternative }).svg)
    expect(all(svg, 'script')).toEqual([])
    expect(svg.children[0]?.text).toContain('<script>alert("x")</script> & \'quotes\' ]]> &amp;')
    const shown = all(svg, 'text').map(({ text }) => text)
    expect(shown).toContain('line break and control half')
    expect(shown).toContain('=1+1')
    expect(shown).toContain('+49 @union - x')
  })

  it('show with a hollow diamond where a part stood before, and say below what the marks mean', () => {
    const bars = [aBar({ place: 'a 1', from: 25, to: 75, before: 25 })]
    const note = 'a diamond is then, a circle is now'
    const { svg, height } = drawBars({ bars, rings: [], note, direction: 'ltr', alternative: 'Changes' })
    const drawn = parseStrictly(svg)
    // The line begins 20 from the edge and is 600 long: a quarter lies at 170. Its middle lies 42 from the top.
    expect(all(drawn, 'path').map(({ attributes }) => attributes.d)).toEqual(['M170 34L178 42L170 50L162 42Z'])
    expect(all(drawn, 'path').every(isHollow)).toBe(true)
    expect(all(drawn, 'text').at(-1)?.text).toBe(note)
    expect(drawn.children[1]?.text).toBe(`Access · a 1\n${note}`)
    // 66 without the note; a gap of 10 and one line of 18 more.
    expect(height).toBe(94)
    expectApart(drawn)
  })

  it('may be none', () => expect(drawBars({ bars: [], rings: [0], direction: 'ltr', alternative: '' }).height).toBe(24))

  it('refuse a place outside the line: the picture would mislead', () => {
    expect(() => draw([aBar({ to: 101 })])).toThrow(RangeError)
    expect(() => draw([aBar({ from: -1 })])).toThrow(RangeError)
    expect(() => draw([aBar({ target: Number.NaN })])).toThrow(RangeError)
    expect(() => draw([aBar({ to: 100.00000000000001 })])).not.toThrow()
  })
})

describe('the radar', () => {
  const RINGS = [1, 2, 3, 4, 5].map((at) => ({ at, label: `at ${'1'.repeat(at)}` }))
  const aPoint = (value: number | null, point: Partial<DrawnPoint> = {}): DrawnPoint => ({
    ...{ label: 'a', value, target: null, isProvisional: false },
    ...point,
  })
  const draw = (points: readonly DrawnPoint[], rings = RINGS) =>
    parseStrictly(drawRadar({ points, rings, alternative: 'Radar' }).svg)

  /** Where the spokes meet. */
  const middleOf = (svg: XmlElement) => {
    const [spoke] = drawnIn(all(svg, 'line'), LINE)
    return { x: number(spoke, 'x1'), y: number(spoke, 'y1') }
  }
  const seenFrom = ({ x, y }: { x: number; y: number }, px: number, py: number) => [
    Math.round(px - x),
    Math.round(py - y),
  ]
  const markers = (svg: XmlElement) =>
    all(svg, 'circle').map((circle) => seenFrom(middleOf(svg), number(circle, 'cx'), number(circle, 'cy')))
  const sides = (svg: XmlElement, colour: string) =>
    drawnIn(all(svg, 'line'), colour).map((line) => [
      ...seenFrom(middleOf(svg), number(line, 'x1'), number(line, 'y1')),
      ...seenFrom(middleOf(svg), number(line, 'x2'), number(line, 'y2')),
    ])
  const areas = (svg: XmlElement) => all(svg, 'polygon').filter(({ attributes }) => attributes.fill === MARK)

  // Short labels leave the smallest radius, 150: five rings 30 apart.
  it('has the first corner on top and goes round clockwise', () => {
    const svg = draw([aPoint(5), aPoint(4), aPoint(3), aPoint(2)])
    expect(markers(svg)).toEqual([
      [0, -150],
      [120, 0],
      [0, 90],
      [-60, 0],
    ])
    expect(sides(svg, MARK)).toEqual([
      [0, -150, 120, 0],
      [120, 0, 0, 90],
      [0, 90, -60, 0],
      [-60, 0, 0, -150],
    ])
  })

  it('has a ring for each level and a spoke for each corner', () => {
    const svg = draw([aPoint(1), aPoint(1), aPoint(1), aPoint(1)])
    const rings = all(svg, 'polygon').filter(({ attributes }) => attributes.stroke === LINE)
    const { x, y } = middleOf(svg)
    expect(rings[1]?.attributes.points).toBe(`${x},${y - 60} ${x + 60},${y} ${x},${y + 60} ${x - 60},${y}`)
    expect(rings).toHaveLength(5)
    expect(sides(svg, LINE)).toEqual([
      [0, 0, 0, -150],
      [0, 0, 150, 0],
      [0, 0, 0, 150],
      [0, 0, -150, 0],
    ])
  })

  it('leaves a gap where a value is missing, and never draws it as zero', () => {
    const svg = draw([aPoint(5), aPoint(null), aPoint(5), aPoint(5)])
    expect(markers(svg)).toEqual([
      [0, -150],
      [0, 150],
      [-150, 0],
    ])
    expect(sides(svg, MARK)).toEqual([
      [0, 150, -150, 0],
      [-150, 0, 0, -150],
    ])
    expect(areas(svg)).toEqual([])
  })

  it('draws a true zero in the middle', () => {
    expect(markers(draw([aPoint(0), aPoint(50), aPoint(100)], [{ at: 100, label: 'a' }]))[0]).toEqual([0, 0])
  })

  it('is filled softly when every corner has a value', () => {
    const [area, ...others] = areas(draw([aPoint(1), aPoint(2, { isProvisional: true }), aPoint(3)]))
    expect(area?.attributes['fill-opacity']).toBe('0.1')
    expect(others).toEqual([])
  })

  it('is dashed to both sides of a provisional corner, whose marker is hollow', () => {
    const svg = draw([aPoint(5), aPoint(5, { isProvisional: true }), aPoint(5), aPoint(5)])
    expect(all(svg, 'circle').map(isHollow)).toEqual([false, true, false, false])
    expect(drawnIn(all(svg, 'line'), MARK).map(isDashed)).toEqual([true, true, false, false])
  })

  it('joins the targets by a dashed line, with a gap where there is none', () => {
    const svg = draw([aPoint(1, { target: 4 }), aPoint(1, { target: 5 }), aPoint(1), aPoint(1, { target: 3 })])
    expect(sides(svg, TARGET)).toEqual([
      [0, -120, 150, 0],
      [-90, 0, 0, -120],
    ])
    expect(drawnIn(all(svg, 'line'), TARGET).every(isDashed)).toBe(true)
    expect(drawnIn(all(svg, 'path'), TARGET)).toHaveLength(3)
  })

  it('shows a target that stands alone', () => {
    const svg = draw([aPoint(1, { target: 4 }), aPoint(1), aPoint(1)])
    expect(sides(svg, TARGET)).toEqual([])
    expect(drawnIn(all(svg, 'path'), TARGET)).toHaveLength(1)
  })

  it('names the rings beside the upright spoke, each at its height', () => {
    const svg = draw([aPoint(1), aPoint(1), aPoint(1)])
    const { x, y } = middleOf(svg)
    const names = all(svg, 'text').filter(({ text }) => text.startsWith('at '))
    expect(names.map(({ text, attributes }) => [text, Number(attributes.x) - x, Number(attributes.y) - 4 - y])).toEqual(
      [
        ['at 11111', 10, -150],
        ['at 1111', 10, -120],
        ['at 111', 10, -90],
        ['at 11', 10, -60],
        ['at 1', 10, -30],
      ],
    )
  })

  it('leaves out the name of a ring that would lie on the next one outwards', () => {
    const rings = [40, 97, 99, 100].map((at) => ({ at, label: `a${'i'.repeat(at - 39)}`.slice(0, 8) }))
    const svg = draw([aPoint(1, { label: 'z' }), aPoint(1, { label: 'z' }), aPoint(1, { label: 'z' })], rings)
    expect(all(svg, 'text').map(({ text }) => text)).toEqual(['aiiiiiii', 'ai', 'z', 'z', 'z'])
    expect(all(svg, 'polygon').filter(({ attributes }) => attributes.stroke === LINE)).toHaveLength(4)
  })

  const LONG = [
    'Governance, agreements and all the rules that are in force',
    'Mitgliederdatenverarbeitungsverzeichnisse, auch der Verbände',
    'W'.repeat(60),
    'i',
    'Data in organising, bargaining, campaigns and in research',
    'M m M m M m M m M m M m M m M m M m M m M m M m M m M m M m ',
  ]
  const withoutBreaks = (text: string) => text.replace(/[-\s]/g, '')

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16])(
    'shows the longest labels of %i corners whole, with nothing cut or touching',
    (count) => {
      const labels = Array.from({ length: count }, (_, index) => LONG[index % LONG.length] ?? '')
      const svg = draw(labels.map((label) => aPoint(3, { label })))
      expectApart(svg)
      const shown = all(svg, 'text').filter(({ text }) => !text.startsWith('at '))
      expect(withoutBreaks(shown.map(({ text }) => text).join(''))).toBe(withoutBreaks(labels.join('')))
      // Nor does a label reach into the rings.
      const { x, y } = middleOf(svg)
      const [spoke] = drawnIn(all(svg, 'line'), LINE)
      const radius = y - number(spoke, 'y2')
      for (const { left, right, top, bottom, text } of shown.map(boxOf)) {
        const distance = Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0))
        expect(distance, text).toBeGreaterThan(radius)
      }
    },
  )

  it('grows no more than its labels need', () => {
    const figure = drawRadar({ points: LONG.map((label) => aPoint(3, { label })), rings: RINGS, alternative: '' })
    expect(figure.width).toBeLessThan(800)
    expect(figure.height).toBeLessThan(600)
  })

  it('sets an Arabic label beside its corner as it sets an English one', () => {
    const texts = all(draw(['أعلى', 'يمين', 'أسفل', 'يسار'].map((label) => aPoint(3, { label }))), 'text')
    const [east, west] = [texts.at(-3), texts.at(-1)]
    expect(east?.attributes).toMatchObject({ direction: 'rtl', 'text-anchor': 'end' })
    expect(west?.attributes).toMatchObject({ direction: 'rtl', 'text-anchor': 'start' })
  })

  it('is also drawn with two corners, one or none', () => {
    expect(sides(draw([aPoint(5), aPoint(4)]), MARK)).toEqual([[0, -150, 0, 120]])
    expect(sides(draw([aPoint(5)]), MARK)).toEqual([])
    const none = draw([])
    expect(all(none, 'circle')).toHaveLength(5)
  })

  it('takes any text as it is, and names all corners in the description', () => {
    const svg = draw(
      HOSTILE.map((label) => aPoint(1, { label })),
      [{ at: 5, label: HOSTILE[0] ?? '' }],
    )
    expect(all(svg, 'script')).toEqual([])
    expect(svg.children[0]).toMatchObject({ name: 'title', text: 'Radar' })
    expect(svg.children[1]?.text).toContain(
      '<script>alert("x")</script> & \'quotes\' ]]> &amp;\nline break and control half',
    )
  })

  it('is well-formed and names no number that is none, whatever comes in', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    const value = fc.option(fc.double({ min: 0, max: 5, noNaN: true }))
    const point = fc.record({ label: text, value, target: value, isProvisional: fc.boolean() })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 9 }), text, (points, alternative) => {
        const { svg } = drawRadar({ points, rings: RINGS, alternative })
        parseStrictly(svg)
        expect(svg).not.toMatch(/="[^"]*(NaN|Infinity|undefined|null)/)
      }),
      { numRuns: 60 },
    )
  })

  it('refuses a value beyond the last ring', () => {
    expect(() => draw([aPoint(5.1)])).toThrow(RangeError)
    expect(() => draw([aPoint(1, { target: -1 })])).toThrow(RangeError)
  })
})
