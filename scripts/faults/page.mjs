// What is done in the page. Each function travels there as text: it may use nothing from outside.

/** Begins a round in the full form, as on a first visit, and opens its first question. */
export async function beginRound() {
  const until = async (look) => {
    const end = Date.now() + 60_000
    for (;;) {
      const value = look()
      if (value) return value
      if (Date.now() > end) throw new Error(`not there: ${look}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const byText = (selector, words) =>
    [...document.querySelectorAll(selector)].find((element) => element.textContent.trim().startsWith(words))
  location.hash = '#/new'
  ;(await until(() => byText('label', 'Full form'))).click()
  byText('label', 'An elected leader').click()
  byText('button', 'Begin this round').click()
  await until(() => location.hash.includes('/q/') && document.querySelector('main input[type=radio]'))
  return location.hash
}

/**
 * Chooses a level that is not chosen on the open question, and waits for “Saved on this device”.
 *
 * @returns the question, the level and the time; `isSaved` is false if the page said that it could not save
 */
export async function choose(level) {
  const radios = [...document.querySelectorAll('main input[type=radio]')]
  const named = (number) => radios.find((radio) => radio.labels[0].textContent.trim().startsWith(`${number} `))
  if (!named(level)) throw new Error(`there is no level to choose: ${document.body.innerText.slice(0, 500)}`)
  const wanted = named(level).checked ? (level % 5) + 1 : level
  const item = location.hash.split('/q/')[1]
  named(wanted).click()
  const end = Date.now() + 60_000
  // The line still says what it said before until the page has drawn anew.
  await new Promise((resolve) => setTimeout(resolve))
  for (;;) {
    const line = document.querySelector('.save > p:not([role])')?.textContent ?? ''
    const isRefused = document.querySelector('.save [role=alert]') !== null
    if (line.trim().startsWith('Saved on this device')) return { item, level: wanted, isSaved: true, at: Date.now() }
    if (isRefused || Date.now() > end) return { item, level: wanted, isSaved: false }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

/** Goes on to the next question; after the last one, back to `first`. Returns which it is. */
export async function goOn(first) {
  const before = location.hash
  const find = (selector, words) =>
    [...document.querySelectorAll(selector)].find((element) => element.textContent.trim().startsWith(words))
  find('main button', 'Continue')?.click()
  const end = Date.now() + 60_000
  while (Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (location.hash === before) continue
    if (location.hash.endsWith('/check')) location.hash = first
    else if (location.hash.includes('/rest/')) find('main a', 'Go on with')?.click()
    else {
      const radio = document.querySelector('main input[type=radio]')
      if (radio && radio.name === location.hash.split('/q/')[1]) return radio.name
    }
  }
  throw new Error('the next question did not come')
}

/**
 * Waits until the first screen can be read: the round, the welcome of a first visit, or the word that something failed.
 *
 * @param words what the app says when it brought something back, lost something, or cannot read
 */
export async function firstScreen(words) {
  const end = Date.now() + 60_000
  const has = (text) => document.body?.textContent.includes(text) ?? false
  let seconds = null
  let until = Infinity
  for (;;) {
    const main = document.querySelector('main')
    const isFailed = has(words.failed) || main?.querySelector('[role=alert]') != null
    const isRead = /\d+ of \d+ questions answered/.test(main?.textContent ?? '')
    const isWelcome = location.hash.startsWith('#/welcome') && main?.querySelector('h1') != null
    const isTold = has(words.restored) || has(words.lost) || has(words.failed)
    if (seconds === null && (isFailed || isRead || isWelcome)) {
      seconds = performance.now() / 1000
      // The word of what came back is loaded after the screen.
      until = Date.now() + 3000
    }
    if (isTold || Date.now() > Math.min(until, end)) {
      if (seconds !== null) return { seconds, isTold, isFailed, isWelcome }
      if (Date.now() > end) return { seconds: 60, isTold, isFailed: true, isWelcome }
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Counts from now on how often the page begins to write into its database. */
export function countWrites() {
  const { transaction } = IDBDatabase.prototype
  window.writes = 0
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === 'readwrite') window.writes += 1
    return transaction.call(this, stores, mode, options)
  }
}

/**
 * Fills a database of its own with bytes that cannot be packed, until the browser refuses even a few of them.
 *
 * @returns whether it did
 */
export async function useUpRoom() {
  const request = indexedDB.open('fault-filler')
  request.onupgradeneeded = () => request.result.createObjectStore('filler', { autoIncrement: true })
  const db = await new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  let size = 512 * 1024
  for (let count = 0; count < 300 && size >= 128; count += 1) {
    const bytes = new Uint8Array(size)
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536))
    const transaction = db.transaction('filler', 'readwrite', { durability: 'strict' })
    transaction.objectStore('filler').add(bytes)
    const isThere = await new Promise((resolve) => {
      transaction.oncomplete = () => resolve(true)
      transaction.onabort = () => resolve(false)
    })
    if (!isThere) size = size >> 1
  }
  db.close()
  return size < 128
}

/** What the page says and does after it could not save this level, until it has been quiet for a while. */
export async function afterRefusal(level) {
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
  const alert = document.querySelector('.save [role=alert]')
  const buttons = [...(alert?.querySelectorAll('button') ?? [])].map((button) => button.textContent.trim())
  const radios = [...document.querySelectorAll('main input[type=radio]')]
  const isKept = radios.some((radio) => radio.checked && radio.labels[0].textContent.trim().startsWith(`${level} `))
  // Three more attempts by itself, after half a second, two and eight.
  await wait(13_000)
  const { writes } = window
  await wait(7000)
  return {
    isTold: alert?.textContent.includes('not saved yet') ?? false,
    isKept,
    offersFile: buttons.includes('Save a copy to a file'),
    writes,
    isQuiet: window.writes === writes,
  }
}

/** Presses “Try again” until everything is saved; whether that came to pass. */
export async function tryAgain() {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const buttons = [...document.querySelectorAll('.save [role=alert] button')]
    buttons.find((button) => button.textContent.trim() === 'Try again')?.click()
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const line = document.querySelector('.save > p:not([role])')?.textContent ?? ''
    if (line.trim().startsWith('Saved on this device')) return true
  }
  return false
}

/** The level of each answered question, as “Check your answers” shows it. */
export async function readAnswers(round) {
  location.hash = `#/a/${round}/check`
  const end = Date.now() + 30_000
  while (Date.now() < end) {
    const rows = [...document.querySelectorAll('main li')].filter((row) => row.querySelector('a[href*="/q/"]'))
    // Home, which may still be shown, has one link to go on.
    if (rows.length > 1)
      return Object.fromEntries(
        rows.map((row) => [
          row.querySelector('a[href*="/q/"]').getAttribute('href').split('/q/')[1],
          Number(/^\s*(\d) /m.exec(row.innerText)?.[1] ?? 0),
        ]),
      )
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {}
}

/** Presses the button that brings back the second copy; whether there is one. */
export function bringBack(label) {
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === label)
  button?.click()
  return button !== undefined
}

/** Saves everything that can be read to a file; the level of each answered question in it. */
export async function answersInFile(label) {
  const original = URL.createObjectURL.bind(URL)
  const saved = new Promise((resolve) => {
    URL.createObjectURL = (blob) => {
      resolve(blob.text())
      return original(blob)
    }
  })
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === label)
  button?.click()
  const text = await Promise.race([saved, new Promise((resolve) => setTimeout(() => resolve('{}'), 10_000))])
  const { store, secondCopy } = JSON.parse(text)
  const rows = [...(store?.answers ?? []), ...(secondCopy?.answers ?? [])]
  return Object.fromEntries(rows.map(({ itemId, answer }) => [itemId, answer.choice?.value ?? 0]))
}

/** What a plain app would find in the browser's database now, without any second copy; `null` if it cannot be opened. */
export async function plainAnswers() {
  // Where the usual place could not be opened any more, the app has moved.
  const hasMoved = localStorage.getItem('waymark.moved') !== null
  const bucket = hasMoved ? await navigator.storageBuckets?.open('waymark-2') : null
  return new Promise((resolve) => {
    const request = (bucket?.indexedDB ?? indexedDB).open(hasMoved ? 'waymark-2' : 'waymark')
    setTimeout(() => resolve(null), 8000)
    request.onupgradeneeded = () => request.transaction.abort()
    request.onerror = () => resolve(request.error.name === 'AbortError' ? {} : null)
    request.onsuccess = () => {
      try {
        const rows = request.result.transaction('answers').objectStore('answers').getAll()
        rows.onerror = () => resolve(null)
        rows.onsuccess = () =>
          resolve(Object.fromEntries(rows.result.map(({ itemId, answer }) => [itemId, answer.choice?.value ?? 0])))
      } catch {
        resolve(null)
      }
    }
  })
}
