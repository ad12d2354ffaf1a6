// What watches and clicks in the page. The function travels there as text: it may use nothing from outside.

/**
 * Puts `bench` into the page, before anything of the app runs there.
 *
 * Painted means: the task after the next animation frame has begun. That is when the frame with the change has been handed
 * to the screen. The Event Timing API would know it too, but rounds to 8 ms, which is half of what is measured here.
 *
 * @param begin what begins at once, by its name in `bench`; its outcome is `bench.begun`
 */
export function installBench(begin) {
  /** Milliseconds after which something that does not come is given up. */
  const PATIENCE = 60_000

  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve(performance.now())
        channel.port2.postMessage(0)
      })
    })

  /** What `look` finds, looked for again after each change of the page; `what` names it where it does not come. */
  const shown = (look, what = String(look)) =>
    new Promise((resolve, reject) => {
      const found = look()
      if (found) return resolve(found)
      const timer = setTimeout(() => {
        watcher.disconnect()
        reject(new Error(`it did not come within ${PATIENCE / 1000} s: ${what}`))
      }, PATIENCE)
      const watcher = new MutationObserver(() => {
        const now = look()
        if (!now) return
        clearTimeout(timer)
        watcher.disconnect()
        resolve(now)
      })
      watcher.observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ['aria-busy'] })
    })

  /** Milliseconds from `act` until what `look` finds is painted. */
  const time = async (act, look, what) => {
    const begun = performance.now()
    act()
    await shown(look, what)
    return (await painted()) - begun
  }

  /** The first of these elements whose words match. */
  const byWords = (selector, words) =>
    [...document.querySelectorAll(selector)].find(({ textContent }) => words.test(textContent.trim()))

  const levels = () => {
    const found = document.querySelectorAll('main form fieldset input[type=radio]')
    return location.hash.includes('/q/') && found.length >= 5 ? [...found] : null
  }
  const isSaved = () =>
    [...document.querySelectorAll('main form p:not([role])')].some(({ textContent }) =>
      textContent.trim().startsWith('Saved on this device'),
    )

  /** Chooses a level, another one than is chosen. @returns milliseconds until it is painted, and until it is said to be stored */
  const tap = async (level) => {
    const radios = levels()
    const radio = radios[level - 1].checked ? radios[level % 5] : radios[level - 1]
    // The line says “Saving…” from the tap until the browser has confirmed both writes.
    let wasUnsaved = false
    const stored = new Promise((resolve) => {
      const watcher = new MutationObserver(() => {
        if (!isSaved()) wasUnsaved = true
        else if (wasUnsaved) {
          watcher.disconnect()
          resolve(performance.now())
        }
      })
      watcher.observe(document.querySelector('main form'), { subtree: true, childList: true, characterData: true })
    })
    const begun = performance.now()
    radio.click()
    if (!isSaved()) wasUnsaved = true
    const paint = (await painted()) - begun
    if (!radio.checked) throw new Error('the level was not chosen')
    return { painted: paint, stored: (await stored) - begun }
  }

  /** Answers the question that comes, as soon as it can be. @returns milliseconds since the navigation, until the choice is painted */
  const firstAnswer = async () => {
    await shown(levels, 'the question')
    const radio = levels()[2].checked ? levels()[3] : levels()[2]
    radio.click()
    const at = await painted()
    if (!radio.checked) throw new Error('the level was not chosen')
    await shown(isSaved, 'Saved on this device')
    return at
  }

  /** The same from the welcome on, with no more than has to be said; each click as soon as it can be made. */
  const firstVisit = async () => {
    ;(await shown(() => byWords('main a', /^Start$/), 'Start')).click()
    ;(await shown(() => byWords('main label', /^An elected leader/), 'who answers')).click()
    ;(await shown(() => byWords('main button', /^Begin/), 'Begin')).click()
    const next = await shown(() => levels() ?? byWords('main a', /^Go to the first question/), 'the first question')
    if (!Array.isArray(next)) next.click()
    return firstAnswer()
  }

  /** Home, with rounds on it. */
  const isHome = () => {
    const main = document.querySelector('main')
    return (
      main?.querySelector('h1')?.textContent.trim() === 'Your rounds' &&
      main.querySelector('a[href*="#/a/"], a[href*="#/u/"]')
    )
  }
  /** @returns milliseconds since the navigation, until Home is painted with its rounds */
  const home = async () => {
    await shown(isHome, 'Home')
    return painted()
  }

  let largest = 0
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) largest = Math.max(largest, startTime)
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const paints = () => ({
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
    largest: largest || null,
  })

  /** Whether what is fetched ahead, the chart last, has come, and nothing was asked for since. */
  const isFetchedAhead = () => {
    const files = performance.getEntriesByType('resource')
    const isQuiet = files.every(({ responseEnd }) => responseEnd > 0 && performance.now() - responseEnd > 500)
    return isQuiet && files.some(({ name }) => name.includes('ScoreRadar'))
  }

  const bench = {
    painted,
    shown,
    time,
    byWords,
    levels,
    tap,
    firstAnswer,
    firstVisit,
    isHome,
    home,
    paints,
    isFetchedAhead,
  }
  globalThis.bench = bench
  if (begin) {
    bench.begun = bench[begin]()
    // Whoever asks for it hears of it.
    bench.begun.catch(() => undefined)
  }
}
