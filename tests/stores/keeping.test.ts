import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { loadPreferences } from '@/storage/preferences'
import { useAssessmentStore } from '@/stores/assessment'
import { useKeepingStore } from '@/stores/keeping'
import { useLibraryStore } from '@/stores/library'
import { usePreferenceStore } from '@/stores/preferences'
import { level } from '../support/builders'
import { aDraft, freshDatabase, small, storeRound } from '../support/storage'

beforeEach(freshDatabase)

/** A browser that keeps this promise already, and answers the question for it with this. */
function browserThat(persisted: boolean, persist: () => Promise<boolean>) {
  const asked = vi.fn(persist)
  vi.stubGlobal('navigator', { storage: { persisted: async () => persisted, persist: asked } })
  return asked
}

/** The app as it starts, with what is stored. */
async function started() {
  setActivePinia(createPinia())
  await useLibraryStore().load()
  await usePreferenceStore().load()
  const keeping = useKeepingStore()
  keeping.start()
  return keeping
}

async function answerFirst() {
  const assessment = useAssessmentStore()
  await assessment.open('round-1')
  assessment.choose(small.sections[0]?.items[0]?.id ?? '', level(3).choice)
  await assessment.flush()
}

describe('the question whether the browser shall keep what is stored', () => {
  it('comes with the first answer of one’s own, and not before', async () => {
    browserThat(false, async () => true)
    await storeRound(aDraft())
    const keeping = await started()
    expect(keeping.told).toBeNull()
    await answerFirst()
    await vi.waitFor(() => expect(keeping.told).toBe('asking'))
  })

  it('is not put to the browser before a person wants it', async () => {
    const asked = browserThat(false, async () => true)
    await storeRound(aDraft())
    const keeping = await started()
    await answerFirst()
    await vi.waitFor(() => expect(keeping.told).toBe('asking'))
    expect(asked).not.toHaveBeenCalled()
    await keeping.ask()
    expect(asked).toHaveBeenCalledOnce()
  })

  it.each([
    [true, 'kept'],
    [false, 'refused'],
  ] as const)('tells what the browser says: %s', async (answer, told) => {
    browserThat(false, async () => answer)
    await storeRound(aDraft())
    const keeping = await started()
    await answerFirst()
    await vi.waitFor(() => expect(keeping.told).toBe('asking'))
    await keeping.ask()
    expect(keeping.told).toBe(told)
  })

  it('does not come where the browser has promised already', async () => {
    browserThat(true, async () => true)
    await storeRound(aDraft())
    const keeping = await started()
    await answerFirst()
    await new Promise((resolve) => setTimeout(resolve))
    expect(keeping.told).toBeNull()
  })

  it('says at once that it is not known where the browser cannot be asked', async () => {
    vi.stubGlobal('navigator', {})
    await storeRound(aDraft())
    const keeping = await started()
    await answerFirst()
    await vi.waitFor(() => expect(keeping.told).toBe('unknown'))
  })

  it('keeps nothing waiting while the browser is silent', async () => {
    browserThat(false, () => new Promise(() => {}))
    await storeRound(aDraft())
    const keeping = await started()
    await answerFirst()
    await vi.waitFor(() => expect(keeping.told).toBe('asking'))
    void keeping.ask()
    expect(keeping.told).toBe('waiting')
    useAssessmentStore().choose(small.sections[0]?.items[0]?.id ?? '', level(5).choice)
    await useAssessmentStore().flush()
    expect(useAssessmentStore().saveState.status).toBe('saved')
  })

  it.each(['ask', 'close'] as const)('comes once: not again after “%s”, also at the next start', async (act) => {
    browserThat(false, async () => false)
    await storeRound(aDraft())
    const before = await started()
    await answerFirst()
    await vi.waitFor(() => expect(before.told).toBe('asking'))
    await before[act]()
    before.close()
    await vi.waitFor(async () => expect((await loadPreferences()).keepingAsked).toBe(true))
    const keeping = await started()
    await answerFirst()
    await new Promise((resolve) => setTimeout(resolve))
    expect(keeping.told).toBeNull()
  })

  it('is asked from elsewhere without a word at the foot of the page', async () => {
    browserThat(false, async () => false)
    const keeping = await started()
    expect(await keeping.ask()).toBe(false)
    expect(keeping.told).toBeNull()
  })
})
