import { afterEach, describe, expect, it, vi } from 'vitest'
import RadarFigure from '@/components/charts/RadarFigure.vue'
import { all, click, mountPart, the, wordsOf } from '../../support/mounting'
import { PATIENCE } from '../../views/rounds'
import { picture } from '../../views/results/drawing'

vi.mock('vue-chartjs', async () => (await import('../../views/results/drawing')).onPaper)

type Resizable = { readonly happyDOM: { setViewport(size: { width: number }): void } }
const width = (pixels: number) => (window as unknown as Resizable).happyDOM.setViewport({ width: pixels })
afterEach(() => width(1024))

const show = () =>
  mountPart(RadarFigure, {
    props: {
      points: [{ label: 'Plan', value: 50, target: null, isProvisional: false }],
      rings: [{ at: 100, label: 'Strong' }],
      name: 'A picture of the parts',
      caption: 'The middle is no points.',
    },
  })

describe('the figure of the radar', () => {
  it('has the picture with its name, and a caption', async () => {
    show()
    expect((await vi.waitFor(picture, PATIENCE)).name).toBe('A picture of the parts')
    expect(wordsOf()).toContain('The middle is no points.')
    expect(all('button')).toEqual([])
  })

  it('is drawn on a small screen only when asked for, and the focus goes to its heading', async () => {
    width(360)
    show()
    expect(wordsOf()).toBe('The shape Show the radar chart')
    await click(the('button', 'Show the radar chart'))
    expect(document.activeElement).toBe(the('heading', 'The shape'))
    expect((await vi.waitFor(picture, PATIENCE)).drawn.corners).toEqual(['Plan'])
    expect(all('button')).toEqual([])
  })

  it('is drawn when the screen becomes wide enough, and stays when it becomes small again', async () => {
    width(360)
    show()
    width(1024)
    expect((await vi.waitFor(picture, PATIENCE)).name).toBe('A picture of the parts')
    width(360)
    expect((await vi.waitFor(picture, PATIENCE)).name).toBe('A picture of the parts')
  })
})
