/** Whether a newer build is on the device and waits for a word. */
export async function isNewerWaiting(): Promise<boolean> {
  // Not every address and not every browser has a service worker.
  const { serviceWorker } = navigator as Partial<Navigator>
  const registration = await serviceWorker?.getRegistration().catch(() => undefined)
  return Boolean(registration?.waiting)
}
