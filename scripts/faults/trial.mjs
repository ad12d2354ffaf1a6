// One device in trouble: what was shown as saved there, and whether it is there afterwards.
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from './leftovers.mjs'
import { answersInFile, beginRound, bringBack, choose, firstScreen, goOn, plainAnswers, readAnswers } from './page.mjs'
import { startChromium } from './chromium.mjs'

const { recovery } = JSON.parse(readFileSync('src/i18n/en/recovery.json', 'utf8'))
/** The words up to the first placeholder or the end of the sentence. */
const opening = (text) => text.split(/[{.]/)[0]
const WORDS = {
  restored: opening(recovery.restored.message),
  lost: opening(recovery.lost.message),
  failed: recovery.failed.title,
}

export class Trial {
  /** @param profile a folder of the browser's own, which `before` each start is there */
  constructor({ url, profile, startBrowser = startChromium }) {
    this.url = url
    this.profile = profile
    this.startBrowser = startBrowser
    this.browser = null
    this.round = null
    /** The level that was shown as saved, by question. */
    this.saved = new Map()
    /** When it was, by question. */
    this.savedAt = new Map()
    this.faultAt = 0
    /** The levels that were chosen and not shown as saved, by question: they may be there or not. */
    this.open = new Map()
    /** What the page said last that it could not save. */
    this.refused = null
    this.acknowledged = 0
    this.harmed = 0
    this.noticed = 0
    this.lost = 0
    this.slowest = 0
    this.remarks = []
    /** The store could not be opened any more; answers are only in a file. */
    this.isStuck = false
  }

  /** Starts the browser, begins a round and stays on its first question. */
  async begin(prepare = () => {}) {
    mkdirSync(this.profile, { recursive: true })
    this.browser = await this.startBrowser(this.profile)
    await prepare(this.browser)
    await this.browser.goto(this.url)
    await this.browser.run(firstScreen, WORDS)
    this.first = await this.browser.run(beginRound)
    this.round = this.first.split('/')[2]
    this.item = this.first.split('/q/')[1]
  }

  /** Opens the first question again, after a start. */
  async openFirst() {
    await this.browser.run(async (first) => {
      location.hash = first
      const end = Date.now() + 60_000
      while (Date.now() < end && !document.querySelector('main input[type=radio]'))
        await new Promise((resolve) => setTimeout(resolve, 10))
    }, this.first)
    this.item = this.first.split('/q/')[1]
  }

  /** Answers one question after another until `isOver`, or until the browser is gone or refused to save `patience` times. */
  async write(isOver, patience = 2) {
    let refused = 0
    try {
      while (!isOver()) {
        const level = 1 + Math.floor(Math.random() * 5)
        // Where this level is chosen already, the page chooses the next one.
        this.leaveOpen(this.item, level, (level % 5) + 1)
        const { item, level: chosen, isSaved, at } = await this.browser.run(choose, level)
        // Shown while the disk was being copied already: whether it is there says nothing.
        if (isOver() && at > this.faultAt) return refused
        if (isSaved) {
          this.saved.set(item, chosen)
          this.savedAt.set(item, at)
          this.acknowledged += 1
          this.open.delete(item)
        } else {
          refused += 1
          this.refused = { item, level: chosen }
          if (refused >= patience) return refused
        }
        this.item = await this.browser.run(goOn, this.first)
      }
    } catch (error) {
      if (!isOver()) throw error
    }
    return refused
  }

  leaveOpen(item, ...levels) {
    this.open.set(item, [...(this.open.get(item) ?? []), ...levels])
  }

  /** Answers this many questions. */
  async writeSome(count, patience) {
    const end = this.acknowledged + count
    return this.write(() => this.acknowledged >= end, patience)
  }

  /** Answers questions, and ends the browser the hard way after `milliseconds`, while it writes. */
  async writeUntilKilled(milliseconds, end = () => this.browser.kill()) {
    let isOver = false
    const ending = new Promise((resolve) => setTimeout(resolve, milliseconds)).then(async () => {
      isOver = true
      this.faultAt = Date.now()
      await end()
    })
    await this.write(() => isOver)
    await ending
  }

  /** The page has saved after all what it had refused. */
  saveRefused() {
    const { item, level } = this.refused
    this.saved.set(item, level)
    this.savedAt.set(item, Date.now())
    this.open.delete(item)
    this.acknowledged += 1
  }

  /** What is missing among these answers. A change that was under way may be there or not. */
  missing(found) {
    if (found === null) return [...this.saved.keys()]
    return [...this.saved.keys()].filter(
      (item) => found[item] !== this.saved.get(item) && !(this.open.get(item) ?? []).includes(found[item]),
    )
  }

  /** Looks into a copy of the profile with no app in between: how it would stand without a second copy. */
  async isStoreHarmed() {
    const twin = newFolder()
    try {
      cpSync(this.profile, join(twin.path, 'p'), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !/Singleton|\/lock$|lost\+found/.test(path),
      })
      const browser = await this.startBrowser(join(twin.path, 'p'))
      try {
        await browser.goto(`${this.url}icon.svg`)
        await browser.run(async () => {
          while (location.protocol !== 'http:' || document.readyState !== 'complete')
            await new Promise((resolve) => setTimeout(resolve, 10))
        })
        return this.missing(await browser.run(plainAnswers)).length > 0
      } finally {
        await browser.kill()
      }
    } finally {
      twin.remove()
    }
  }

  /** Starts the browser again with the app, whose check of the start runs first, and compares. */
  async restart({ isLast = true } = {}) {
    const isHarmed = await this.isStoreHarmed()
    this.browser = await this.startBrowser(this.profile)
    await this.browser.goto(this.url)
    let screen = await waitForScreen(this.browser)
    this.slowest = Math.max(this.slowest, screen.seconds)
    let { isTold } = screen
    if (screen.isFailed && (await this.browser.run(bringBack, recovery.bringBack.label))) {
      await this.browser.run(async () => {
        const end = Date.now() + 60_000
        while (Date.now() < end && !/\d+ of \d+ questions answered/.test(document.body.textContent))
          await new Promise((resolve) => setTimeout(resolve, 50))
      })
    }
    let found = await this.browser.run(readAnswers, this.round)
    if (screen.isFailed && this.missing(found).length > 0) {
      found = await this.browser.run(answersInFile, recovery.save.label)
      this.isStuck = true
      this.remarks.push('the store stays closed; what is counted is in the file that the screen of recovery saves')
    }
    const missing = this.missing(found)
    // What was under way when it ended, and is there, is from now on what has to be there.
    for (const item of this.open.keys()) if (this.saved.has(item) && found[item]) this.saved.set(item, found[item])
    if (isHarmed) {
      this.harmed += 1
      if (isTold) this.noticed += 1
    }
    if (missing.length > 0) {
      const each = missing.map(
        (item) =>
          `${item}, level ${this.saved.get(item)}, there is ${found[item]}, saved ${this.faultAt - this.savedAt.get(item)} ms before the fault`,
      )
      this.remarks.push(
        `${missing.length} of ${this.saved.size} answers are not there (${isTold ? 'told' : 'not told'}, ${JSON.stringify(screen)}): ${each.join('; ')}`,
      )
      for (const item of missing) this.saved.delete(item)
      this.lost += missing.length
    }
    this.open.clear()
    if (isLast) await this.browser.kill()
    return missing.length
  }

  async remove() {
    await this.browser?.kill().catch(() => undefined)
  }
}

/** The page may not be there yet, or be exchanged while it is asked. */
export async function waitForScreen(browser) {
  const end = Date.now() + 60_000
  for (;;) {
    try {
      return await browser.run(firstScreen, WORDS)
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}
