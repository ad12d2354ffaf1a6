/** What the browser has where Trusted Types are enforced; the types of the page know plain strings only. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}

/** The app's own scripts beside the page: the service worker, and the workers of the build. */
const OWN = /^(?:sw|assets\/[\w.-]+)\.js$/

const policy = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy('app-url', {
  createScriptURL: ownUrl,
})

/**
 * The address of one of the app's own scripts, in the form that a worker may be started with. The content security policy
 * takes no other: this module is the only one that may make such addresses. Vite builds a worker that is named like this:
 *
 *     import script from './thing.worker.ts?worker&url'
 *     new Worker(appUrl(script), { type: 'module' })
 *
 * @throws TypeError if it is not one of the app's own
 */
export function appUrl(script: string): string {
  return policy ? policy.createScriptURL(script) : ownUrl(script)
}

function ownUrl(script: string): string {
  const folder = new URL('./', document.baseURI)
  const url = new URL(script, folder)
  const isInFolder = url.origin === folder.origin && url.href.startsWith(folder.href)
  // The development server hands out the sources themselves, in any folder.
  if (!isInFolder || (!import.meta.env.DEV && !OWN.test(url.href.slice(folder.href.length))))
    throw new TypeError('this is not a script of the app')
  return url.href
}
