import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import CameraReader from '@/components/CameraReader.vue'
import { all, click, mountPart, pick, the, wordsOf } from '../support/mounting'

afterEach(() => vi.unstubAllGlobals())

interface Track {
  readonly kind: 'video'
  onended: (() => void) | null
  isStopped: boolean
}

/** A browser whose cameras have these names. `no` is the name of the error with which it refuses. */
function aBrowser({ cameras = ['Front'], no = '' }: { cameras?: readonly string[]; no?: string } = {}) {
  const tracks: Track[] = []
  const asked: unknown[] = []
  const mediaDevices = {
    async getUserMedia({ video }: { video: { deviceId?: { exact: string } } }) {
      asked.push(video)
      if (no) throw new DOMException('', no)
      const track = {
        kind: 'video' as const,
        onended: null,
        isStopped: false,
        stop() {
          this.isStopped = true
        },
        getSettings: () => ({ deviceId: video.deviceId?.exact ?? 'camera-0' }),
      }
      tracks.push(track)
      return Object.assign(new MediaStream(), { getTracks: () => [track], getVideoTracks: () => [track] })
    },
    enumerateDevices: async () => [
      { kind: 'audioinput', deviceId: 'microphone', label: 'Microphone' },
      ...cameras.map((label, at) => ({ kind: 'videoinput', deviceId: `camera-${at}`, label })),
    ],
  }
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true })
  return { tracks, asked }
}

async function started() {
  const wrapper = mountPart(CameraReader)
  await click(the('button', 'Use the camera'))
  await flushPromises()
  return wrapper
}

const isPageHidden = (isHidden: boolean) => {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
  return flushPromises()
}
afterEach(() => Reflect.deleteProperty(document, 'hidden'))

describe('the camera', () => {
  it('is asked for only after a press on the button, and a sentence says first what happens', async () => {
    const { asked } = aBrowser()
    mountPart(CameraReader)
    expect(wordsOf()).toContain('It is not kept and not sent.')
    expect(asked).toEqual([])
    await click(the('button', 'Use the camera'))
    expect(asked).toHaveLength(1)
    expect(wordsOf(the('status'))).toBe('Please answer the question of your browser about the camera.')
    await flushPromises()
    expect(wordsOf(the('status'))).toBe('The camera is on. Hold a code in front of it.')
    expect(document.querySelector('video')?.getAttribute('aria-label')).toBe('What the camera sees')
    expect(document.activeElement).toBe(the('button', 'Stop the camera'))
  })

  it.each([
    ['NotFoundError', 'No camera was found.'],
    ['OverconstrainedError', 'No camera was found.'],
    ['NotAllowedError', 'The camera was not allowed.'],
    ['SecurityError', 'The camera was not allowed.'],
    ['NotReadableError', 'The camera is being used by another program.'],
    ['SomethingNew', 'The camera gives no picture.'],
  ])('that cannot be had (%s) is told in a sentence, and can be asked for again', async (no, words) => {
    aBrowser({ no })
    await started()
    expect(wordsOf(the('alert'))).toContain(words)
    expect(document.activeElement).toBe(the('button', 'Use the camera'))
    aBrowser()
    await click(the('button', 'Use the camera'))
    await flushPromises()
    expect(all('alert')).toEqual([])
    expect(all('button', 'Stop the camera')).toHaveLength(1)
  })

  it.each([
    [false, 'Browsers allow the camera only at an address that begins with https.'],
    [true, 'No camera was found.'],
  ])('that the browser does not know is explained (safe address: %s)', async (isSafe, words) => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true })
    vi.stubGlobal('isSecureContext', isSafe)
    await started()
    expect(wordsOf(the('alert'))).toContain(words)
  })

  it('is let go with the stop button, and focus goes to the button that starts it again', async () => {
    const { tracks } = aBrowser()
    await started()
    await click(the('button', 'Stop the camera'))
    await flushPromises()
    expect(tracks.map(({ isStopped }) => isStopped)).toEqual([true])
    expect(wordsOf(the('status'))).toBe('The camera is off.')
    expect(document.activeElement).toBe(the('button', 'Use the camera'))
  })

  it('is let go when the page is left, hidden, or the part goes away while the browser still asks', async () => {
    const { tracks } = aBrowser()
    const first = await started()
    first.unmount()
    const second = await started()
    await isPageHidden(true)
    expect(wordsOf(the('status'))).toBe('The camera was turned off because this page was not in view.')
    await isPageHidden(false)
    expect(all('button', 'Use the camera')).toHaveLength(1)
    second.unmount()
    expect(tracks.map(({ isStopped }) => isStopped)).toEqual([true, true])
    const last = mountPart(CameraReader)
    await click(the('button', 'Use the camera'))
    last.unmount()
    await flushPromises()
    expect(tracks.at(-1)?.isStopped).toBe(true)
  })

  it('that is pulled out is told', async () => {
    const { tracks } = aBrowser()
    await started()
    tracks[0]?.onended?.()
    await flushPromises()
    expect(wordsOf(the('alert'))).toContain('The camera gives no picture.')
  })

  it('can be chosen where there are several, also those without a name', async () => {
    const { tracks, asked } = aBrowser({ cameras: ['Front', ''] })
    await started()
    await pick(the('combobox', 'Camera') as HTMLSelectElement, 'Camera 2')
    await flushPromises()
    expect(asked.at(-1)).toMatchObject({ deviceId: { exact: 'camera-1' } })
    expect(tracks.map(({ isStopped }) => isStopped)).toEqual([true, false])
    expect((the('combobox', 'Camera') as HTMLSelectElement).value).toBe('camera-1')
    expect(document.activeElement).toBe(the('combobox', 'Camera'))
  })

  it('offers no choice where there is one', async () => {
    aBrowser()
    await started()
    expect(all('combobox')).toEqual([])
  })
})
