import { afterEach, describe, expect, it, vi } from 'vitest'
import { roomRemote } from '@/stores/roomRemote'

const open: { close(): void }[] = []
afterEach(() => {
  vi.unstubAllGlobals()
  for (const each of open.splice(0)) each.close()
})

function remote(id: string, onMove?: (by: 1 | -1) => void) {
  const made = roomRemote(id, onMove)
  open.push(made)
  return made
}

/** The window that leads, and what it is asked for. */
function leading(id: string) {
  const moves: number[] = []
  return { moves, ...remote(id, (by) => moves.push(by)) }
}

describe('the projector’s window', () => {
  it('asks the one that leads to move on and back', async () => {
    const { moves } = leading('r1')
    const screen = remote('r1')
    screen.ask(1)
    screen.ask(1)
    screen.ask(-1)
    await vi.waitFor(() => expect(moves).toEqual([1, 1, -1]))
  })

  it('is heard by its own workshop only, and by none that was left', async () => {
    const [other, own, left] = [leading('r2'), leading('r1'), leading('r1')]
    left.close()
    remote('r1').ask(1)
    await vi.waitFor(() => expect(own.moves).toEqual([1]))
    expect(other.moves).toEqual([])
    expect(left.moves).toEqual([])
  })

  it('moves nothing by anything else that is said on its channel', async () => {
    const { moves } = leading('r1')
    const stranger = new BroadcastChannel('waymark-room')
    open.push(stranger)
    for (const word of [null, 'r1', 7, {}, { id: 'r1' }, { id: 'r1', by: 5 }, { id: 'r1', by: '1' }])
      stranger.postMessage(word)
    stranger.postMessage({ id: 'r1', by: -1 })
    await vi.waitFor(() => expect(moves).toEqual([-1]))
  })

  it('does without where the browser has no such channel', () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const { moves } = leading('r1')
    remote('r1').ask(1)
    expect(moves).toEqual([])
  })
})
