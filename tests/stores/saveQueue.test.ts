import { watch } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StorageError, type StorageErrorCode } from '@/storage/errors'
import { useSaveQueue } from '@/stores/saveQueue'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets everything that is due run, and then this many milliseconds pass. */
const pass = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)

/** A queue, and things to save: `saved` lists what was saved, `tries` counts what was tried. */
function aQueue() {
  const saved: string[] = []
  const tries: string[] = []
  const broken = new Map<string, StorageErrorCode>()
  const save = (name: string) => async () => {
    tries.push(name)
    await Promise.resolve()
    const code = broken.get(name)
    if (code) throw new StorageError(code)
    saved.push(name)
  }
  return { queue: useSaveQueue(), saved, tries, broken, save }
}

/** A save that ends when it is told to. */
function aSlowSave() {
  let succeed = () => {}
  const promise = new Promise<void>((resolve) => {
    succeed = resolve
  })
  return { save: () => promise, succeed }
}

describe('saving one thing after another', () => {
  it('says nothing before there is anything to save', () => {
    const { queue } = aQueue()
    expect(queue.state.value).toEqual({ status: 'idle' })
  })

  it('keeps the order in which things were put', async () => {
    const { queue, saved, save } = aQueue()
    queue.put('a', save('a'))
    queue.put('b', save('b'))
    queue.put('c', save('c'))
    await pass()
    expect(saved).toEqual(['a', 'b', 'c'])
  })

  it('begins the next only when the one before is stored', async () => {
    const { queue, tries, save } = aQueue()
    const slow = aSlowSave()
    queue.put('slow', slow.save)
    queue.put('next', save('next'))
    await pass(60_000)
    expect(tries).toEqual([])
    slow.succeed()
    await pass()
    expect(tries).toEqual(['next'])
  })

  it('saves a thing that was put again before it was saved once, as it is last', async () => {
    const { queue, saved, save } = aQueue()
    const slow = aSlowSave()
    queue.put('slow', slow.save)
    queue.put('answer', save('first'))
    queue.put('other', save('other'))
    queue.put('answer', save('second'))
    slow.succeed()
    await pass()
    expect(saved).toEqual(['other', 'second'])
  })

  it('saves a thing again that changed while it was being saved', async () => {
    const { queue, saved, save } = aQueue()
    const slow = aSlowSave()
    queue.put('answer', slow.save)
    await pass()
    queue.put('answer', save('changed'))
    expect(queue.pendingKeys()).toEqual(['answer'])
    slow.succeed()
    await pass()
    expect(saved).toEqual(['changed'])
    expect(queue.pendingKeys()).toEqual([])
  })

  it('says “saved” with the time, and only when everything is', async () => {
    const { queue, save } = aQueue()
    const slow = aSlowSave()
    queue.put('a', save('a'))
    queue.put('slow', slow.save)
    expect(queue.state.value).toEqual({ status: 'saving' })
    await pass(700)
    expect(queue.state.value).toEqual({ status: 'saving' })
    slow.succeed()
    await pass()
    expect(queue.state.value).toEqual({ status: 'saved', at: 1_000_700, isFirst: true })
  })

  it('does not say “saved” while text still waits for a pause', async () => {
    const { queue, save } = aQueue()
    queue.put('note', save('note'), 300)
    queue.put('choice', save('choice'))
    await pass(299)
    expect(queue.state.value).toEqual({ status: 'saving' })
    await pass(1)
    expect(queue.state.value).toEqual({ status: 'saved', at: 1_000_300, isFirst: true })
  })

  it('saves what is put at the very moment it comes to rest', async () => {
    const { queue, saved, save } = aQueue()
    const stop = watch(
      queue.state,
      ({ status }) => {
        if (status !== 'saved') return
        stop()
        queue.put('late', save('late'))
      },
      { flush: 'sync' },
    )
    queue.put('a', save('a'))
    await pass()
    expect(saved).toEqual(['a', 'late'])
    expect(queue.state.value.status).toBe('saved')
  })
})

describe('saving all', () => {
  it('waits also for what is put at the moment everything is saved', async () => {
    const { queue, save } = aQueue()
    const slow = aSlowSave()
    queue.put('early', save('early'))
    const stop = watch(queue.state, () => (stop(), queue.put('late', slow.save)), { flush: 'sync' })
    let isDone = false
    const flushed = queue.flush().then(() => (isDone = true))
    await pass(60_000)
    expect(isDone).toBe(false)
    slow.succeed()
    await flushed
    expect(queue.pendingKeys()).toEqual([])
  })
})

describe('waiting for a pause in typing', () => {
  it('saves nothing while typing goes on, and the last text once it stops', async () => {
    const { queue, saved, save } = aQueue()
    for (const text of ['w', 'wo', 'wor', 'word']) {
      queue.put('note', save(text), 300)
      await pass(200)
    }
    expect(saved).toEqual([])
    await pass(100)
    expect(saved).toEqual(['word'])
    await pass(60_000)
    expect(saved).toEqual(['word'])
  })

  it('does not hold up what need not wait', async () => {
    const { queue, saved, save } = aQueue()
    queue.put('note', save('note'), 300)
    queue.put('choice', save('choice'))
    await pass()
    expect(saved).toEqual(['choice'])
  })

  it('ends at once when the same thing is put without a delay', async () => {
    const { queue, saved, save } = aQueue()
    queue.put('answer', save('typed'), 300)
    queue.put('answer', save('chosen'))
    await pass(60_000)
    expect(saved).toEqual(['chosen'])
  })

  it('ends at once for everything when all is to be saved', async () => {
    const { queue, saved, save } = aQueue()
    queue.put('note', save('note'), 300)
    queue.put('source', save('source'), 300)
    await queue.flush()
    expect(saved).toEqual(['note', 'source'])
    expect(queue.state.value).toEqual({ status: 'saved', at: 1_000_000, isFirst: true })
    await pass(60_000)
    expect(saved).toEqual(['note', 'source'])
  })

  it('does not keep a call that saves all from coming to rest, though typing goes on', async () => {
    const { queue, saved, save } = aQueue()
    const slow = aSlowSave()
    queue.put('choice', slow.save)
    const flushed = queue.flush()
    queue.put('note', save('typed meanwhile'), 300)
    slow.succeed()
    await flushed
    expect(saved).toEqual(['typed meanwhile'])
    expect(queue.pendingKeys()).toEqual([])
  })
})

describe('a save that fails', () => {
  it('is told with its code, and what was to be saved stays', async () => {
    const { queue, broken, save } = aQueue()
    broken.set('answer', 'full')
    queue.put('answer', save('answer'))
    await pass()
    expect(queue.state.value).toEqual({ status: 'failed', code: 'full' })
    expect(queue.pendingKeys()).toEqual(['answer'])
  })

  it('is told as “unknown” when what was thrown has no code', async () => {
    const { queue } = aQueue()
    queue.put('answer', () => Promise.reject(new Error('out of the blue')))
    await pass()
    expect(queue.state.value).toEqual({ status: 'failed', code: 'unknown' })
  })

  it('is tried again after 0.5, 2 and 8 seconds, and then waits for a person', async () => {
    const { queue, tries, broken, save } = aQueue()
    broken.set('answer', 'full')
    queue.put('answer', save('answer'))
    await pass()
    expect(tries).toHaveLength(1)
    await pass(499)
    expect(tries).toHaveLength(1)
    await pass(1)
    expect(tries).toHaveLength(2)
    await pass(1_999)
    expect(tries).toHaveLength(2)
    await pass(1)
    expect(tries).toHaveLength(3)
    await pass(7_999)
    expect(tries).toHaveLength(3)
    await pass(1)
    expect(tries).toHaveLength(4)
    await pass(3_600_000)
    expect(tries).toHaveLength(4)
    expect(queue.state.value).toEqual({ status: 'failed', code: 'full' })
    expect(queue.pendingKeys()).toEqual(['answer'])
  })

  it('is tried again on its own although new things were put, and tried, in between', async () => {
    const { queue, tries, broken, save } = aQueue()
    broken.set('answer', 'full')
    queue.put('answer', save('answer'))
    await pass()
    for (const name of ['b', 'c', 'd']) {
      queue.put(name, save(name))
      await pass(100)
    }
    expect(tries).toEqual(['answer', 'answer', 'answer', 'answer'])
    await pass(200)
    expect(tries).toHaveLength(5)
    await pass(2_000)
    expect(tries).toHaveLength(6)
    await pass(8_000)
    expect(tries).toHaveLength(7)
    await pass(3_600_000)
    expect(tries).toHaveLength(7)
  })

  it('does not hold up later ones once it succeeds', async () => {
    const { queue, saved, broken, save } = aQueue()
    broken.set('first', 'full')
    queue.put('first', save('first'))
    queue.put('second', save('second'))
    await pass()
    expect(saved).toEqual([])
    broken.clear()
    await pass(500)
    expect(saved).toEqual(['first', 'second'])
    expect(queue.state.value).toEqual({ status: 'saved', at: 1_000_500, isFirst: true })
    await pass(3_600_000)
    expect(saved).toEqual(['first', 'second'])
  })

  it('has all its pauses ahead again after a success', async () => {
    const { queue, tries, broken, save } = aQueue()
    broken.set('answer', 'full')
    queue.put('answer', save('answer'))
    await pass(500)
    broken.clear()
    await pass(2_000)
    expect(queue.state.value.status).toBe('saved')
    broken.set('answer', 'full')
    tries.length = 0
    queue.put('answer', save('answer'))
    await pass(500)
    expect(tries).toHaveLength(2)
  })

  it('is tried at once, with all its pauses ahead again, when a person asks for it', async () => {
    const { queue, tries, broken, save } = aQueue()
    broken.set('answer', 'unknown')
    queue.put('answer', save('answer'))
    await pass(60_000)
    expect(tries).toHaveLength(4)
    await queue.tryAgain()
    expect(tries).toHaveLength(5)
    await pass(500)
    expect(tries).toHaveLength(6)
    broken.clear()
    await queue.tryAgain()
    expect(queue.state.value.status).toBe('saved')
    expect(queue.pendingKeys()).toEqual([])
  })

  it('stays “failed” while new things are put, until everything is saved', async () => {
    const { queue, broken, save } = aQueue()
    broken.set('answer', 'full')
    queue.put('answer', save('answer'))
    await pass()
    queue.put('note', save('note'), 300)
    expect(queue.state.value.status).toBe('failed')
    broken.clear()
    await queue.flush()
    expect(queue.state.value).toEqual({ status: 'saved', at: 1_000_000, isFirst: true })
  })

  it('lets a call that saves all take along what was typed while it succeeded at last', async () => {
    const { queue, saved, broken, save } = aQueue()
    broken.set('answer', 'full')
    queue.put('answer', save('answer'))
    await pass()
    const slow = aSlowSave()
    queue.put('answer', slow.save)
    const flushed = queue.flush()
    queue.put('note', save('note'), 300)
    slow.succeed()
    await flushed
    expect(saved).toEqual(['note'])
  })

  it('lets a call that saves all come to rest, though not everything is saved', async () => {
    const { queue, broken, save } = aQueue()
    broken.set('answer', 'full')
    queue.put('answer', save('answer'))
    queue.put('note', save('note'), 300)
    await queue.flush()
    expect(queue.state.value).toEqual({ status: 'failed', code: 'full' })
    expect(queue.pendingKeys()).toEqual(['answer', 'note'])
  })

  it('is replaced by a later save of the same thing', async () => {
    const { queue, saved, broken, save } = aQueue()
    broken.set('too long', 'full')
    queue.put('note', save('too long'))
    await pass()
    queue.put('note', save('short'))
    await pass()
    expect(saved).toEqual(['short'])
    expect(queue.state.value.status).toBe('saved')
  })

  it.each(['sealed', 'not_found', 'stale', 'newer_version'] as const)(
    'is not tried again by itself when that is hopeless: %s',
    async (code) => {
      const { queue, tries, broken, save } = aQueue()
      broken.set('answer', code)
      queue.put('answer', save('answer'))
      await pass(3_600_000)
      expect(tries).toHaveLength(1)
      expect(queue.state.value).toEqual({ status: 'failed', code })
      expect(queue.pendingKeys()).toEqual(['answer'])
    },
  )

  it('is no longer tried again by itself once it has become hopeless', async () => {
    const { queue, tries, broken, save } = aQueue()
    broken.set('answer', 'full')
    queue.put('answer', save('answer'))
    await pass()
    broken.set('answer', 'stale')
    queue.put('other', save('other'))
    await pass(3_600_000)
    expect(tries).toHaveLength(2)
  })
})

describe('forgetting', () => {
  it('drops all that waits, and what was to be tried again', async () => {
    const { queue, tries, broken, save } = aQueue()
    broken.set('answer', 'full')
    queue.put('answer', save('answer'))
    queue.put('note', save('note'), 300)
    await pass()
    queue.clear()
    expect(queue.state.value).toEqual({ status: 'idle' })
    expect(queue.pendingKeys()).toEqual([])
    await pass(3_600_000)
    expect(tries).toEqual(['answer'])
  })

  it('takes back one thing and leaves the others', async () => {
    const { queue, saved, save } = aQueue()
    queue.put('note', save('note'), 300)
    queue.put('source', save('source'), 300)
    queue.takeBack('note')
    await pass(300)
    expect(saved).toEqual(['source'])
    expect(queue.state.value.status).toBe('saved')
  })
})

describe('what is said of a save', () => {
  it('is that it is the first of the session, once', async () => {
    const { queue, save } = aQueue()
    queue.put('note', save('a'))
    await queue.flush()
    expect(queue.state.value).toMatchObject({ status: 'saved', isFirst: true })
    queue.put('note', save('b'))
    await queue.flush()
    expect(queue.state.value).toMatchObject({ status: 'saved', isFirst: false })
  })

  it('is nothing where it is not a person’s work, and the first after it is still the first', async () => {
    const { queue, saved, save } = aQueue()
    queue.putQuietly('place', save('here'))
    expect(queue.state.value).toEqual({ status: 'idle' })
    await queue.flush()
    expect(saved).toEqual(['here'])
    expect(queue.state.value).toEqual({ status: 'idle' })
    queue.put('note', save('a'))
    await queue.flush()
    expect(queue.state.value).toMatchObject({ status: 'saved', isFirst: true })
  })
})
