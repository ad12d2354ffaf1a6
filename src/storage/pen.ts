import { StorageError } from './errors'

/** The lock that is the pen. */
const LOCK = 'waymark-pen'
const CHANNEL = 'waymark-tabs'

/** How long other tabs are waited for, in milliseconds. */
export interface Patience {
  /** At the start. A page that is loaded again finds the pen still held for a moment by the page before it. */
  readonly start: number
  /** After asking for the pen: so long the other tab has to save what waits. One that was put to sleep never answers. */
  readonly giving: number
}
const PATIENCE: Patience = { start: 1000, giving: 3000 }

/** What the tabs of one browser say to each other. */
type Message<News> =
  | { readonly what: 'who' }
  | { readonly what: 'here' | 'news'; readonly news: News }
  | { readonly what: 'give'; readonly to: string }
  | { readonly what: 'given'; readonly to: string }

export interface PenEvents<News> {
  /** Another tab asks for the pen: saves what waits, and ends all writing. */
  letGo(): Promise<void>
  /** The pen came by itself, because the tab that had it was closed. */
  came(): void
  /** Another tab took the pen, because this one did not answer in time. Nothing may be written any more. */
  lost(): void
  /** The tab that has the pen is there, or has saved something. */
  heard(news: News): void
}

/** What a browser has for it. */
export interface Surroundings {
  readonly locks: Pick<LockManager, 'request'>
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>
  readonly patience: Patience
}

/**
 * One pen for all tabs of a browser: only the tab that has it writes. It stays there until another tab asks for it; when
 * its tab is closed, it goes to the next in line.
 *
 * The pen is taken with `steal`, also from a tab that has let go: a lock that is only given back would go to whoever has
 * stood in line the longest, and not to the tab that a person wants to write in.
 */
export class Pen<News> {
  private readonly id = crypto.randomUUID()
  private readonly events: PenEvents<News>
  private readonly locks: Surroundings['locks']
  private readonly channel: Surroundings['channel']
  private readonly patience: Patience
  /** What other tabs are told of the writing tab. */
  private news: News
  private isStarted = false
  private hasLeft = false
  /** Gives the lock back; `null` while another tab holds it. */
  private release: (() => void) | null = null
  /** Takes this tab out of the line. */
  private line: AbortController | null = null
  private taking: Promise<void> | null = null
  private giving: Promise<void> | null = null
  /** Until the other tab has taken it. */
  private isLetGo = false
  private notTaken: ReturnType<typeof setTimeout> | undefined
  /** The word that is waited for. */
  private awaited: { readonly what: 'here' | 'given'; readonly come: () => void } | null = null

  constructor(events: PenEvents<News>, news: News, around: Partial<Surroundings> = {}) {
    this.events = events
    this.news = news
    this.locks = around.locks ?? navigator.locks
    this.channel = around.channel ?? new BroadcastChannel(CHANNEL)
    this.patience = around.patience ?? PATIENCE
    this.channel.onmessage = ({ data }: MessageEvent<Message<News>>) => this.hear(data)
  }

  get isHeld(): boolean {
    return this.release !== null && !this.isLetGo
  }

  /** Stands in line. @returns whether the pen was free; resolves as soon as that is known */
  async start(): Promise<boolean> {
    this.standInLine()
    this.say({ what: 'who' })
    await this.word('here', this.patience.start)
    this.isStarted = true
    return this.isHeld
  }

  /**
   * Resolves when this tab has the pen. Who has it is asked for it, and robbed of it only if nobody answers.
   *
   * @throws StorageError `elsewhere` if this tab has left meanwhile, or was robbed of it at once
   */
  take(): Promise<void> {
    if (this.isHeld && this.giving === null) return Promise.resolve()
    this.taking ??= this.askAndTake().finally(() => (this.taking = null))
    return this.taking
  }

  /** Tells the other tabs that something was saved here. */
  tell(news: News): void {
    this.news = news
    if (this.isHeld) this.say({ what: 'news', news })
  }

  /** Gives the pen, or the place in line, to whoever comes next; this object is of no use any more. */
  leave(): void {
    this.hasLeft = true
    this.line?.abort()
    this.awaited?.come()
    this.channel.onmessage = null
    this.channel.close()
    clearTimeout(this.notTaken)
    const { release } = this
    this.release = null
    release?.()
  }

  private say(message: Message<News>): void {
    if (!this.hasLeft) this.channel.postMessage(message)
  }

  private hear(message: Message<News>): void {
    if (message.what === 'who') {
      if (this.isHeld) this.say({ what: 'here', news: this.news })
    } else if (message.what === 'give') void this.give(message.to)
    else if (message.what === 'given') {
      if (message.to === this.id) this.come('given')
    } else {
      this.come('here')
      if (!this.isHeld) this.events.heard(message.news)
    }
  }

  /** Resolves when another tab says it, when the pen has come, or when patience is over. */
  private async word(what: 'here' | 'given', patience: number): Promise<void> {
    if (this.isHeld) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience)
      const come = () => {
        clearTimeout(timer)
        resolve()
      }
      this.awaited = { what, come }
    })
    this.awaited = null
  }

  private come(what: 'here' | 'given'): void {
    if (this.awaited?.what === what) this.awaited.come()
  }

  private standInLine(): void {
    if (this.hasLeft) return
    this.line?.abort()
    this.line = new AbortController()
    this.request({ signal: this.line.signal }, () => {
      this.awaited?.come()
      if (this.isStarted && this.taking === null) this.events.came()
    })
  }

  private async askAndTake(): Promise<void> {
    await this.giving
    const answer = this.word('given', this.patience.giving)
    this.say({ what: 'give', to: this.id })
    await answer
    if (this.isHeld) return
    this.line?.abort()
    if (!this.hasLeft) await new Promise<void>((resolve) => this.request({ steal: true }, resolve))
    if (this.isHeld) return
    this.standInLine()
    throw new StorageError('elsewhere')
  }

  private request(options: LockOptions, granted: () => void): void {
    let own: (() => void) | null = null
    const held = () =>
      new Promise<void>((release) => {
        if (this.hasLeft) release()
        clearTimeout(this.notTaken)
        this.isLetGo = false
        own = this.release = this.hasLeft ? null : release
        granted()
      })
    // Refused where it was taken out of the line; where it was held before, another tab has it now.
    this.locks.request(LOCK, options, held).catch(() => own !== null && own === this.release && this.taken())
  }

  private taken(): void {
    clearTimeout(this.notTaken)
    const wasLetGo = this.isLetGo
    this.release = null
    this.isLetGo = false
    if (this.taking === null) this.standInLine()
    if (!wasLetGo) this.events.lost()
  }

  private async give(to: string): Promise<void> {
    // It may just be coming here.
    await this.taking?.catch(() => undefined)
    if (!this.isHeld || this.giving !== null) return
    this.giving = this.events.letGo().finally(() => (this.giving = null))
    await this.giving
    if (this.release === null) return
    this.isLetGo = true
    this.say({ what: 'given', to })
    // The other tab may have been closed meanwhile.
    this.notTaken = setTimeout(() => {
      const { release } = this
      this.release = null
      this.isLetGo = false
      this.standInLine()
      release?.()
    }, this.patience.giving)
  }
}
