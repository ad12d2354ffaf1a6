/** The browser’s own offer to install the app, as Chromium makes it; the types of the page do not know it. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

/** How the app gets among the apps of the device: the browser can be asked, or a person does it in the browser’s menu. */
export type InstallWay = 'ask' | 'by_hand'

let offer: InstallOffer | null = null
let wasInstalled = false
let tell: (way: InstallWay | null) => void = () => {}

/** Keeps the browser’s offer until a person may want it. It comes once, soon after the page, so this listens from the start. */
export function keepInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as InstallOffer
    tell(installWay())
  })
  addEventListener('appinstalled', () => {
    wasInstalled = true
    tell(null)
  })
}

/** How the app can be installed; `null` where it is already, or where it cannot be, as without https. */
export function installWay(): InstallWay | null {
  const isInWindow = !matchMedia('(display-mode: browser)').matches
  if (wasInstalled || isInWindow || !window.isSecureContext || !location.protocol.startsWith('http')) return null
  return offer ? 'ask' : 'by_hand'
}

/** Tells `listener` whenever that changes. */
export function onInstallWay(listener: (way: InstallWay | null) => void): void {
  tell = listener
}

/** Has the browser ask the person. @returns whether the person wants it */
export async function askToInstall(): Promise<boolean> {
  const asking = offer
  // A browser takes each offer up once.
  offer = null
  await asking?.prompt()
  return (await asking?.userChoice)?.outcome === 'accepted'
}
