import { PrecacheController, PrecacheRoute, type PrecacheEntry } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'

// The service worker: the whole build, kept on the device. The page's types know nothing of workers of this kind.
interface WorkerEvent extends Event {
  readonly data?: unknown
  waitUntil(work: Promise<unknown>): void
}
interface Worker {
  /** Every file of the build with its checksum; filled in when the app is built. */
  readonly __WB_MANIFEST: readonly PrecacheEntry[]
  readonly registration: { readonly scope: string; readonly waiting: unknown; readonly installing: unknown }
  readonly clients: {
    claim(): Promise<void>
    matchAll(of: { type: 'window'; includeUncontrolled: true }): Promise<readonly { readonly url: string }[]>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate' | 'message', listener: (event: WorkerEvent) => void): void
}
declare const self: Worker

const files = self.__WB_MANIFEST
const { scope } = self.registration
/** A cache for each build, so that an older page finds its own files until it is loaded again. */
const PREFIX = `waymark ${scope} `
/** The revision of the page stands for all files together. */
const CACHE = `${PREFIX}${files.find(({ url }) => url === 'index.html')?.revision ?? ''}`

const controller = new PrecacheController({
  cacheName: CACHE,
  plugins: [
    {
      // Hosts that answer with `Vary` would keep a script from being found again: it is asked for in another way.
      cacheWillUpdate: async ({ response }) => {
        if (response.status !== 200) return null
        const headers = new Headers(response.headers)
        headers.delete('vary')
        return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
      },
    },
  ],
})
controller.addToCacheList([...files])
registerRoute(new PrecacheRoute(controller, { ignoreURLParametersMatching: [/^/], cleanURLs: false }))
// An older page that could not be loaded again yet asks for its own files.
registerRoute(
  ({ url }) => url.href.startsWith(`${scope}assets/`),
  async ({ request }) => (await caches.match(request, { ignoreVary: true })) ?? fetch(request),
)

self.addEventListener('install', (event) => void controller.install(event as never))
// The page of the first visit is taken over; at an update the pages of the older worker come over by themselves.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting()
  if (event.data === 'tidy') event.waitUntil(tidy())
})

/** Removes the files of older builds, once no page can need them. */
async function tidy(): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const pages = windows.filter(({ url }) => url.startsWith(scope))
  if (pages.length > 1 || self.registration.waiting || self.registration.installing) return
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name)
}
