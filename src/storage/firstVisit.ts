import { isTemporary } from '@/device/temporary'

/**
 * Whether nothing was ever stored here, as far as a browser tells without opening anything: the first screen of a first
 * visit needs no store then. Where a browser cannot tell, something may be there.
 */
export async function isFirstVisit(): Promise<boolean> {
  // What lies in the memory of a page that keeps nothing is found nowhere else.
  if (isTemporary()) return false
  try {
    if (localStorage.length > 0) return false
    const [databases, files] = await Promise.all([indexedDB.databases(), navigator.storage.getDirectory()])
    return databases.length === 0 && (await files.keys().next()).done === true
  } catch {
    return false
  }
}
