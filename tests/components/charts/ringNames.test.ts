import type { Plugin } from 'chart.js'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import ScoreRadar from '@/components/charts/ScoreRadar.vue'
import { mountPart } from '../../support/mounting'

let names: Plugin<'radar'> | undefined
vi.mock('vue-chartjs', () => ({
  Radar: defineComponent({
    props: { plugins: { type: Array, required: true } },
    setup(props) {
      names = (props.plugins as readonly Plugin<'radar'>[])[0]
      return () => h('canvas')
    },
  }),
}))

interface Spot {
  readonly x: number
  readonly y: number
}

/** What is written in a drawing whose rings lie so far apart, with a point of a score at a spot; a letter is 6 pixels wide. */
function written(labels: readonly string[], apart: number, point: Spot): readonly string[] {
  mountPart(ScoreRadar, {
    props: {
      points: [{ label: 'Uses', value: 1, target: null, isProvisional: false }],
      rings: labels.map((label, index) => ({ at: index + 1, label })),
      name: 'A picture',
      scoreLabel: 'Where you stand',
      targetLabel: 'Target',
    },
  })
  const said: string[] = []
  const ctx = {
    save() {},
    restore() {},
    measureText: (text: string) => ({ width: 6 * text.length }),
    strokeText() {},
    fillText: (text: string) => said.push(text),
  }
  const r = {
    xCenter: 0,
    yCenter: 0,
    getDistanceFromCenterForValue: (value: number) => value * apart,
    getPointLabelPosition: () => ({ left: -10, right: 10, top: -1010, bottom: -1000 }),
  }
  const drawn = [{ data: [{ ...point, skip: false, options: { radius: 5 } }] }]
  const chart = { ctx, scales: { r }, getSortedVisibleDatasetMetas: () => drawn }
  names?.afterDatasetsDraw?.call(names, chart as never, {} as never, {}, false as never)
  return said.reverse()
}

describe('the names of the rings of a radar', () => {
  const LEVELS = ['1 Unaware', '2 Emerging', '3 Learning']

  it('stand beside the upright spoke', () => {
    expect(written(LEVELS, 30, { x: 0, y: -30 })).toEqual(LEVELS)
  })

  it('give way to a point of a score: only the number is left', () => {
    expect(written(LEVELS, 30, { x: 40, y: -60 })).toEqual(['1 Unaware', '2', '3 Learning'])
  })

  it('leave a point free that lies half beside the spoke, as a low score in the next corner does', () => {
    expect(written(LEVELS, 30, { x: 9, y: -36 })).toEqual(['2 Emerging', '3 Learning'])
  })

  it('that begin with no number give way altogether', () => {
    expect(written(['Start here', 'Getting going'], 30, { x: 40, y: -60 })).toEqual(['Start here'])
  })

  it('are left out where the rings lie too close together, from the outside inwards', () => {
    expect(written(LEVELS, 8, { x: 0, y: 0 })).toEqual(['1 Unaware', '3 Learning'])
  })
})
