import { defineComponent, h } from 'vue'

/** What the radar is given to draw: its corners, lines and rings. */
interface Drawing {
  readonly data: {
    /** A long one stands on several lines. */
    readonly labels: readonly (string | readonly string[])[]
    readonly datasets: readonly { readonly data: readonly (number | null)[]; readonly fill: boolean }[]
  }
  readonly options: {
    readonly scales: {
      readonly r: {
        readonly min: number
        readonly max: number
        afterBuildTicks(axis: { ticks: readonly { value: number }[] }): void
      }
    }
  }
  readonly plugins: readonly [{ afterDatasetsDraw(chart: object): void }]
}

/** How far apart levels lie on the paper: no name of a ring is left out. */
const APART = 100

/**
 * Stands for the chart of vue-chartjs where the page has no canvas: writes down what it is to draw.
 * `vi.mock('vue-chartjs', async () => (await import('./drawing')).onPaper)`
 */
export const onPaper = {
  Radar: defineComponent({
    props: {
      data: { type: Object, required: true },
      options: { type: Object, required: true },
      plugins: { type: Array, required: true },
    },
    setup(props) {
      return () => h('pre', describe(props as unknown as Drawing))
    },
  }),
}

function describe({ data, options, plugins }: Drawing): string {
  const [firm, loose, area, target, before] = data.datasets
  const { min, max, afterBuildTicks } = options.scales.r
  const axis: { ticks: readonly { value: number }[] } = { ticks: [] }
  afterBuildTicks(axis)
  const names = namesOn(plugins[0])
  const drawn = {
    corners: data.labels.map((label) => (typeof label === 'string' ? label : label.join(' '))),
    firm: firm?.data,
    loose: loose?.data,
    target: target?.data,
    before: before?.data,
    isFilled: area?.fill,
    range: [min, max],
    // As Chart.js does: the first tick is never drawn.
    rings: axis.ticks.slice(1).map(({ value }) => `${value} ${names.get(value)}`),
  }
  return JSON.stringify(drawn)
}

/** The names that are written upwards from the middle, by the value of their ring. */
function namesOn(plugin: Drawing['plugins'][0]): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  const ctx = {
    save() {},
    restore() {},
    measureText: () => ({ width: 10 }),
    strokeText() {},
    fillText: (name: string, _x: number, y: number) => names.set(-y / APART, name),
  }
  const r = {
    xCenter: 0,
    yCenter: 0,
    getDistanceFromCenterForValue: (value: number) => value * APART,
    getPointLabelPosition: () => ({ left: 0, top: 0, right: 0, bottom: 0 }),
  }
  plugin.afterDatasetsDraw({ ctx, scales: { r }, getSortedVisibleDatasetMetas: () => [] })
  return names
}

export interface Drawn {
  readonly corners: readonly string[]
  readonly firm: readonly (number | null)[]
  readonly loose: readonly (number | null)[]
  readonly target: readonly (number | null)[]
  /** The line of an earlier round, where there is one. */
  readonly before?: readonly (number | null)[]
  readonly isFilled: boolean
  readonly range: readonly [number, number]
  readonly rings: readonly string[]
}

/** The picture on the page with what is drawn. @throws as long as there is none */
export function picture(): { name: string | null; drawn: Drawn } {
  const element = document.querySelector('[role="img"]')
  if (!element) throw new Error('no picture')
  return { name: element.getAttribute('aria-label'), drawn: JSON.parse(element.textContent ?? '') as Drawn }
}
