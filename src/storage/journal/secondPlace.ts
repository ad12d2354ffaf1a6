import type { WaymarkDatabase } from '@/storage/db'
import type { Copies } from '@/storage/news'
import { openSecondCopy } from './client'
import type { RowsBefore } from './journal'
import { keepCopy, type Keeper } from './keeper'
import { checkCopies } from './start'

const MARK = 'waymark.mark'
const CLEAN = 'waymark.clean'
/** Less than two of these do not make the browser begin a new log; text that repeats does not count. */
const FILLER_ROWS = 768
const FILLER_BYTES = 8192

/** Milliseconds that rows of before an upgrade lie aside, as long as other copies. */
const KEPT_FOR = 30 * 24 * 3_600_000

/** Held while the files are open. Unlike the pen it is never taken away: two workers must not write to the same files. */
const LOCK = 'waymark-copy'
/** Milliseconds. A page that is loaded again finds the lock of the page before it still held for a moment. */
const LOCK_PATIENCE = 1000

/**
 * Opens the second copy, compares it with the store, and mends what is behind. Where there is no place for one, the store
 * goes on alone, as it does while a tab that was put to sleep still has the files open.
 *
 * @param start what was found when the store was opened; `null` where another tab had it open before
 * @param again asks for all of this once more: the copy lacks something, or can be had at last
 */
export async function openCopies(
  db: WaymarkDatabase,
  start: { readonly isDataLost: boolean } | null,
  tell: (copies: Copies) => void,
  again: () => void,
): Promise<Keeper | null> {
  const release = await takeLock(AbortSignal.timeout(LOCK_PATIENCE))
  if (release) return openLocked(db, start, tell, again, release)
  tell({ kind: 'held', restored: null, isLost: false })
  const waiting = new AbortController()
  void takeLock(waiting.signal).then((late) => {
    late?.()
    if (late) again()
  })
  return { add: () => undefined, settled: () => Promise.resolve(), close: () => Promise.resolve(waiting.abort()) }
}

/**
 * Lays all rows of the store aside before they are brought to today's version. Where there is no place for them, or another
 * tab has it, they are brought all the same: that happens whole or not at all.
 *
 * @returns whether they lie aside now
 */
export async function keepBeforeUpgrade(rows: RowsBefore): Promise<boolean> {
  const release = await takeLock(AbortSignal.timeout(LOCK_PATIENCE))
  if (!release) return false
  try {
    const copy = await openSecondCopy()
    await copy.setAside(rows).finally(() => copy.close())
    return true
  } catch {
    return false
  } finally {
    release()
  }
}

/** What gives the lock back; `null` if it could not be had in time. */
function takeLock(signal: AbortSignal): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    navigator.locks
      .request(LOCK, { signal }, () => new Promise<void>((release) => resolve(release)))
      .catch(() => resolve(null))
  })
}

async function openLocked(
  db: WaymarkDatabase,
  start: { readonly isDataLost: boolean } | null,
  tell: (copies: Copies) => void,
  again: () => void,
  release: () => void,
): Promise<Keeper | null> {
  const markSeq = readMark()
  const isDataLost = start?.isDataLost ?? false
  const closing = new AbortController()
  const isClean = takeCleanMark(closing.signal)
  // Where another tab was at work, the browser did not crash.
  const healing = async () => void (start && !isClean && (await heal(db)))
  const copy = await openSecondCopy().catch(() => null)
  if (!copy) {
    tell({ kind: 'one', restored: null, isLost: isDataLost || markSeq > (await seqOf(db)) })
    // Now more than ever: there is nothing that the store could come back from.
    await healing().catch(() => undefined)
    release()
    return null
  }
  const close = () =>
    copy.close().finally(() => {
      closing.abort()
      release()
    })
  try {
    const { isCopied, ...check } = await checkCopies(db, copy, { markSeq, isDataLost })
    if (!isCopied) {
      tell({ kind: 'one', ...check })
      await healing()
      // What would be written after a gap could not be trusted. The next start tries again.
      await close()
      return null
    }
    writeMark(copy.summary().seq)
    tell({ kind: copy.place === 'files' ? 'two' : 'two_databases', ...check })
    await copy.dropAside(Date.now() - KEPT_FOR).catch(() => undefined)
    await healing()
    const keeper = keepCopy(copy, writeMark, () => tell({ kind: 'one', restored: null, isLost: check.isLost }), again)
    return { ...keeper, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function seqOf(db: WaymarkDatabase): Promise<number> {
  const value = (await db.meta.get('seq'))?.value
  return typeof value === 'number' ? value : 0
}

function readMark(): number {
  try {
    const { seq } = JSON.parse(localStorage.getItem(MARK) ?? '{}') as { seq?: unknown }
    return typeof seq === 'number' ? seq : 0
  } catch {
    return 0
  }
}

/** Notes how far both copies are, without a word of what is in them. */
function writeMark(seq: number): void {
  try {
    localStorage.setItem(MARK, JSON.stringify({ seq, at: Date.now() }))
  } catch {
    // The mark only helps to notice a loss; the copies do not need it.
  }
}

/** Whether the last page that kept the copy was left in order; it is noted again when this one is left. */
function takeCleanMark(signal: AbortSignal): boolean {
  const isClean = localStorage.getItem(CLEAN) !== null
  localStorage.removeItem(CLEAN)
  addEventListener('pagehide', () => localStorage.setItem(CLEAN, '1'), { signal })
  return isClean
}

/**
 * After a crash Chromium writes on behind the torn end of its log, and throws the whole database away at the start after
 * the next (google/leveldb#1287). Enough bytes that cannot be packed make it begin a new log instead.
 */
async function heal(db: WaymarkDatabase): Promise<void> {
  const hasRows = (await db.meta.count()) > 0
  if (!hasRows || !('dataLoss' in IDBVersionChangeEvent.prototype)) return
  const rows = Array.from({ length: FILLER_ROWS }, () => ({
    bytes: crypto.getRandomValues(new Uint8Array(FILLER_BYTES)),
  }))
  // Where there is no room for it, nothing is lost by leaving it out.
  await db.transaction('rw', db.filler, () => db.filler.bulkAdd(rows)).catch(() => undefined)
  await db.transaction('rw', db.filler, () => db.filler.clear()).catch(() => undefined)
}
