import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { loadMessages } from '@/i18n'
import AppNotices from '@/views/notices/AppNotices.vue'
import { mountPart, wordsOf } from '../../support/mounting'

beforeAll(() => loadMessages('offline'))
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

const NOTICE = 'A new version of Waymark is ready'

/** A browser in which an older build is at work: what tells of a newer one that is on the device, and that it took over. */
function browserWithWorker() {
  const worker = Object.assign(new EventTarget(), { controller: { postMessage: vi.fn() } })
  const newer = Object.assign(new EventTarget(), { postMessage: vi.fn() })
  const registration = Object.assign(new EventTarget(), { active: {}, waiting: null as unknown, installing: newer })
  vi.stubEnv('PROD', true)
  vi.stubGlobal('navigator', { serviceWorker: Object.assign(worker, { register: async () => registration }) })
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => {})
  return {
    reload,
    isReady: () => {
      registration.waiting = newer
      newer.dispatchEvent(new Event('statechange'))
      return flushPromises()
    },
    hasTakenOver: () => {
      worker.dispatchEvent(new Event('controllerchange'))
      return flushPromises()
    },
  }
}

/** The notices below a screen of this address; a room is at work on `/room`. */
async function below(path: '/' | '/room'): Promise<Router> {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: {} },
      { path: '/room', component: {}, meta: { holdsUpdate: true } },
    ],
  })
  await router.push(path)
  mountPart(AppNotices, { global: { plugins: [router] } })
  await flushPromises()
  return router
}

describe('a newer version', () => {
  it('is offered when it is on the device', async () => {
    const { isReady } = browserWithWorker()
    await below('/')
    expect(wordsOf()).not.toContain(NOTICE)
    await isReady()
    expect(wordsOf()).toContain(NOTICE)
  })

  it('is not offered on a screen on which a room is at work, and is once that is left', async () => {
    const { isReady } = browserWithWorker()
    const router = await below('/room')
    await isReady()
    expect(wordsOf()).not.toContain(NOTICE)
    await router.push('/')
    await flushPromises()
    expect(wordsOf()).toContain(NOTICE)
  })

  it('that another tab has loaded is followed', async () => {
    const { hasTakenOver, reload } = browserWithWorker()
    await below('/')
    await hasTakenOver()
    expect(reload).toHaveBeenCalledOnce()
  })

  it('that another tab has loaded is not followed while a room is at work', async () => {
    const { hasTakenOver, reload } = browserWithWorker()
    const router = await below('/room')
    await hasTakenOver()
    await router.push('/')
    await flushPromises()
    expect(reload).not.toHaveBeenCalled()
    expect(wordsOf()).toContain(NOTICE)
  })
})

describe('without a network', () => {
  const WORKS = 'There is no network at the moment. Everything works without one.'
  const isOnline = (onLine: boolean, controller: object | null) => {
    vi.stubGlobal('navigator', {
      onLine,
      serviceWorker: Object.assign(new EventTarget(), {
        controller,
        register: () => Promise.reject(new Error('none')),
      }),
    })
    window.dispatchEvent(new Event(onLine ? 'online' : 'offline'))
    return flushPromises()
  }

  it('says so as long as there is none, and that everything works', async () => {
    await isOnline(true, {})
    await below('/')
    expect(wordsOf()).not.toContain(WORKS)
    await isOnline(false, {})
    expect(wordsOf()).toContain(WORKS)
    await isOnline(true, {})
    expect(wordsOf()).not.toContain(WORKS)
  })

  it('promises nothing while the app is not on the device', async () => {
    await isOnline(false, null)
    await below('/')
    expect(wordsOf()).not.toContain(WORKS)
  })
})
