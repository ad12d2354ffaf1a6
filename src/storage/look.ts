import { storeHome, type StoreHome } from './home'

/** What lies there before the store is opened. */
export interface Found {
  /** The browser's version number of the database, 0 if there is none. */
  readonly version: number
  /** The browser threw a database away. */
  readonly isDataLost: boolean
}

let ahead: Promise<Found> | null = null

/** Begins to look while the scripts of the store are still on their way: the first opening takes a browser longest. */
export function lookAhead(): void {
  ahead = storeHome().then(look)
  // Whoever opens the store hears of it.
  ahead.catch(() => undefined)
}

/** What was found ahead, once; later it may be otherwise. */
export function lookOnce(home: StoreHome): Promise<Found> {
  const found = ahead ?? look(home)
  ahead = null
  return found
}

/** Looks at the database as it lies there, and leaves it as it is. @throws what the browser says where it cannot be opened */
export function look({ name, databases }: StoreHome): Promise<Found> {
  return new Promise((resolve, reject) => {
    const request = databases.open(name)
    let isThere = true
    let isDataLost = false
    request.onupgradeneeded = (event) => {
      isThere = false
      // Chromium says so once, at the first opening after it.
      isDataLost = (event as { dataLoss?: string }).dataLoss === 'total'
      request.transaction?.abort()
    }
    request.onsuccess = () => {
      const { version } = request.result
      request.result.close()
      resolve({ version, isDataLost })
    }
    request.onerror = () => (isThere ? reject(request.error) : resolve({ version: 0, isDataLost }))
  })
}
