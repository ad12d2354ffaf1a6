// Takes a bad release off every device. Put it on the host in place of sw.js: browsers look there by themselves, whatever
// the page does. It removes the files that the release kept, and nothing of what people have stored.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(withdraw()))

async function withdraw() {
  const names = await caches.keys()
  const kept = names.filter((name) => name.startsWith(`waymark ${self.registration.scope} `))
  await Promise.all(kept.map((name) => caches.delete(name)))
  await self.registration.unregister()
  // The page that comes now registers this again: it is loaded anew only where something was taken off.
  if (kept.length === 0) return
  const pages = await self.clients.matchAll({ type: 'window' })
  await Promise.all(pages.map((page) => page.navigate(page.url)))
}
