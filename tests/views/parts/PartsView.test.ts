import { beforeAll, describe, expect, it } from 'vitest'
import { loadMessages } from '@/i18n'
import PartsView from '@/views/parts/PartsView.vue'
import { contrastOf } from '@/views/parts/contrast'
import { all, click, mountScreen, nameOf, the, wordsOf } from '../../support/mounting'

beforeAll(() => loadMessages('offline'))

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
