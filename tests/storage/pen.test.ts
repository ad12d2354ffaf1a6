import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Pen, type PenEvents } from '@/storage/pen'
import { Channels, Locks } from '../support/tabs'

let locks: Locks
let channels: Channels
beforeEach(() => {
  locks = new Locks()
  channels = new Channels()
})

/** Short, so that what is never answered is soon over. */
const patience = { start: 40, giving: 150 }
const until = (check: () => void) => vi.waitFor(check, { interval: 2 })

interface Tab {
  readonly pen: Pen<string>
  readonly told: string[]
  readonly channel: ReturnType<Channels['make']>
}

/** A tab that notes what it is told. */
async function aTab(letGo: PenEvents<string>['letGo'] = () => Promise.resolve()): Promise<Tab> {
  const told: string[] = []
  const channel = channels.make()
  const events: PenEvents<string> = {
    letGo: async () => {
      told.push('letGo')
      await letGo()
    },
    came: () => told.push('came'),
    lost: () => told.push('lost'),
    heard: (news) => told.push(`heard ${news}`),
  }
  const pen = new Pen(events, 'first', { locks, channel, patience })
  await pen.start()
  return { pen, told, channel }
}

describe('the pen', () => {
  it('is free for the first tab, and the second one hears at once that it is taken', async () => {
    const one = await aTab()
    const begun = Date.now()
    const two = await aTab()
    expect([one.pen.isHeld, two.pen.isHeld]).toEqual([true, false])
    expect(two.told).toEqual(['heard first'])
    expect(Date.now() - begun).toBeLessThan(patience.start)
  })

  it('comes to a page that is loaded again as soon as the page before it is gone', async () => {
    const before = await aTab()
    before.channel.isAsleep = true
    setTimeout(() => before.pen.leave(), 10)
    expect((await aTab()).pen.isHeld).toBe(true)
  })

  it('is asked for, and given when what waits is saved', async () => {
    let save = () => {}
    const one = await aTab(() => new Promise((resolve) => (save = resolve)))
    const two = await aTab()
    const taking = two.pen.take()
    await until(() => expect(one.told).toEqual(['letGo']))
    expect(two.pen.isHeld).toBe(false)
    save()
    await taking
    expect([one.pen.isHeld, two.pen.isHeld]).toEqual([false, true])
    expect(one.told).toEqual(['letGo'])
  })

  it('goes to the tab that asks, not to the one that has stood in line longer', async () => {
    const one = await aTab()
    const waiting = await aTab()
    const asking = await aTab()
    await asking.pen.take()
    expect([one, waiting, asking].map(({ pen }) => pen.isHeld)).toEqual([false, false, true])
    expect(waiting.told).not.toContain('came')
  })

  it('comes by itself when its tab is closed', async () => {
    const one = await aTab()
    const two = await aTab()
    one.pen.leave()
    await until(() => expect(two.told).toContain('came'))
    expect(two.pen.isHeld).toBe(true)
  })

  it('is taken from a tab that does not answer, which hears of it and may take it back', async () => {
    const one = await aTab()
    const two = await aTab()
    one.channel.isAsleep = true
    await two.pen.take()
    await until(() => expect(one.told).toEqual(['lost']))
    expect([one.pen.isHeld, two.pen.isHeld]).toEqual([false, true])
    channels.wake(one.channel)
    await one.pen.take()
    expect([one.pen.isHeld, two.pen.isHeld]).toEqual([true, false])
  })

  it('goes back and forth as often as the tabs want, and is always in one hand', async () => {
    const tabs = [await aTab(), await aTab(), await aTab()]
    for (const turn of [1, 2, 0, 2, 1, 0, 1]) {
      await tabs[turn]?.pen.take()
      expect(tabs.map(({ pen }) => pen.isHeld)).toEqual(tabs.map((_, index) => index === turn))
    }
    for (const { told } of tabs) expect(told).not.toContain('lost')
  })

  it('comes to two tabs that ask at once, one after the other', async () => {
    await aTab()
    const [two, three] = [await aTab(), await aTab()]
    await Promise.all([two.pen.take(), three.pen.take()])
    expect([two.pen.isHeld, three.pen.isHeld].filter(Boolean)).toHaveLength(1)
  })

  it('goes on in line where the tab that asked was closed before it took it', async () => {
    const one = await aTab()
    const asking = channels.make()
    asking.postMessage({ what: 'give', to: 'nobody' })
    await until(() => expect(one.pen.isHeld).toBe(false))
    await until(() => expect(one.told).toEqual(['letGo', 'came']))
    expect(one.pen.isHeld).toBe(true)
  })

  it('is not taken any more by a tab that has left while it asked', async () => {
    const one = await aTab()
    const two = await aTab()
    one.channel.isAsleep = true
    const taking = two.pen.take()
    two.pen.leave()
    await expect(taking).rejects.toMatchObject({ code: 'elsewhere' })
    expect([one.pen.isHeld, two.pen.isHeld]).toEqual([true, false])
    expect(one.told).toEqual([])
  })

  it('is told of to all others whenever something is saved with it, and by nobody else', async () => {
    const one = await aTab()
    const two = await aTab()
    two.pen.tell('not mine to tell')
    one.pen.tell('saved')
    await until(() => expect(two.told).toEqual(['heard first', 'heard saved']))
    expect(one.told).toEqual([])
  })
})
