import { appUrl } from './appUrl'

/** What the page hears of versions. */
export interface VersionEvents {
  /** A newer build is on the device, whole, and waits for a word. */
  readonly onReady: () => void
  /** A newer build has taken over, here or in another tab; this page is still the older one. */
  readonly onTakenOver: () => void
}

/** Lets the newer build take over; where it has already, only this page is older, and is loaded again. */
export type TakeOver = () => void

/** Keeps the app on the device and says when there is a newer one. `null` where the browser or the address allows none. */
export async function keepOnDevice({ onReady, onTakenOver }: VersionEvents): Promise<TakeOver | null> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !location.protocol.startsWith('http')) return null
  const { serviceWorker } = navigator
  let isControlled = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    // Site data that is deleted takes the worker along. Nothing newer has come, and what the page shows is all that is left.
    if (serviceWorker.controller === null) return
    // The first worker takes over the page of the first visit, which is as new as itself.
    if (isControlled) onTakenOver()
    isControlled = true
  })
  let registration = null as ServiceWorkerRegistration | null
  /** Whoever deletes site data deletes the app that was kept: only what never came whole is fetched again. */
  let wasKept = false
  const follow = () => registration?.installing?.addEventListener('statechange', look)
  const look = () => {
    if (registration?.active) wasKept = true
    if (registration?.waiting && registration.active) onReady()
  }
  const register = async () => {
    registration = await serviceWorker.register(appUrl('./sw.js'), { updateViaCache: 'none' })
    registration.addEventListener('updatefound', follow)
    // What was found before this page could listen.
    follow()
    look()
  }
  const again = async () => {
    const isThere = registration?.active || registration?.waiting || registration?.installing
    if (isThere) await registration?.update()
    // A network that went while the files came has left nothing at all.
    else if (!wasKept) await register()
  }
  addEventListener('online', () => again().catch(() => undefined))
  document.addEventListener('visibilitychange', () => {
    // Without a network there is nothing newer to find.
    if (document.visibilityState === 'visible') again().catch(() => undefined)
  })
  await register().catch(() => undefined)
  if (registration && !registration.waiting && !registration.installing) serviceWorker.controller?.postMessage('tidy')
  return () => {
    if (registration?.waiting) registration.waiting.postMessage('activate')
    else location.reload()
  }
}
