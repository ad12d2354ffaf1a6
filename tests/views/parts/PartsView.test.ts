import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadMessages } from '@/i18n'
import PartsView from '@/views/parts/PartsView.vue'
import QuestionParts from '@/views/parts/QuestionParts.vue'
import { contrastOf, PAIRS } from '@/views/parts/contrast'
import { dataGovernance, dataMaturity } from '../../support/builders'
import { all, click, mountPart, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'

beforeAll(async () => {
  for (const part of ['offline', 'room', 'compare', 'codes', 'backup', 'sealed', 'data', 'photos'] as const)
    await loadMessages(part)
})

const read = (path: string) => readFileSync(path, 'utf8')

describe('the page of all parts', () => {
  it('shows every part, each under a heading of its own', async () => {
    await mountScreen(PartsView, { path: '/parts' })
    const names = all('heading').map(nameOf)
    expect(names[0]).toBe('All parts')
    expect(names).toEqual(expect.arrayContaining(['Colours', 'Type', 'Buttons', 'Notices', 'Fields', 'Pictures']))
    expect(wordsOf()).toContain('5 Mastering')
    expect(wordsOf()).toContain('There is no room left on this device.')
    expect(wordsOf()).toContain('A new version of Waymark is ready')
    expect(document.querySelector('[role="img"][aria-label="QR code with the word WAYMARK"]')).not.toBeNull()
  })

  it('shows those that need a questionnaire, of the one that is chosen', async () => {
    mountPart(QuestionParts, { props: { questionnaires: [dataMaturity, dataGovernance] } })
    expect(all('heading').map(nameOf)).toEqual(
      expect.arrayContaining(['Choices of a round', 'Words and rules', 'What a room sees']),
    )
    expect(wordsOf()).toContain('What does your union use data for today?')
    await click(the('radio', /^Data governance check/))
    expect(wordsOf()).not.toContain('What does your union use data for today?')
  })

  it('leaves out no part that screens share', () => {
    const own = readdirSync('src/views/parts').map((file) => read(`src/views/parts/${file}`))
    const parts = readdirSync('src/components', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.vue'),
    )
    // One of these is drawn inside each of the others that are shown.
    const inside = ['InTurn.vue', 'PassphraseField.vue', 'PhotoCard.vue', 'PhotoDialog.vue', 'charts/ScoreRadar.vue']
    const shown = (file: string) => own.some((text) => text.includes(`'@/components/${file.replaceAll('\\', '/')}'`))
    expect(parts.length).toBeGreaterThan(35)
    expect(parts.filter((file) => !shown(file) && !inside.includes(file.replaceAll('\\', '/')))).toEqual([])
  })

  it('shows every colour that has a meaning, on a ground', () => {
    const colours = new Set(
      [...read('src/styles/tokens.css').matchAll(/--color-[a-z0-9-]+(?=:)/g)].map(([name]) => name),
    )
    expect(colours.size).toBeGreaterThan(25)
    const shown = new Set(PAIRS.flatMap(({ token, on }) => [token, on]))
    expect([...colours].filter((colour) => !shown.has(colour))).toEqual([])
  })

  it('opens a dialog and closes it', async () => {
    await mountScreen(PartsView, { path: '/parts' })
    await click(the('button', 'Open a dialog'))
    await click(the('button', 'Yes, do it', the('dialog')))
    expect(all('dialog')).toEqual([])
  })
})

describe('the contrast of two colours', () => {
  // WCAG’s own ends of the scale; #767676 on white is the lightest grey that is enough for text.
  it.each([
    ['rgb(0, 0, 0)', 'rgb(255, 255, 255)', 21],
    ['rgb(255, 255, 255)', 'rgb(255, 255, 255)', 1],
    ['rgb(118, 118, 118)', 'rgb(255, 255, 255)', 4.54],
  ])('%s on %s', (colour, ground, expected) => {
    expect(contrastOf(colour, ground)).toBeCloseTo(expected, 2)
  })

  it('is not told of colours that are no figures', () => {
    expect(contrastOf('CanvasText', 'rgb(0, 0, 0)')).toBeNull()
  })
})
