/** The locks of a browser, as far as tabs use them: one holder, a line, and taking away. */
export class Locks implements Pick<LockManager, 'request' | 'query'> {
  private readonly held = new Map<string, Held>()
  private line: Waiting[] = []

  request<T>(name: string, callback: LockGrantedCallback<T>): Promise<Awaited<T>>
  request<T>(name: string, options: LockOptions, callback: LockGrantedCallback<T>): Promise<Awaited<T>>
  request<T>(name: string, given: unknown, granted?: LockGrantedCallback<T>): Promise<Awaited<T>> {
    const options = (granted ? given : {}) as LockOptions
    const work = (granted ?? given) as LockGrantedCallback<T>
    return new Promise<Awaited<T>>((resolve, reject) => {
      const waiting: Waiting = {
        name,
        begin: () =>
          this.hold(name, {
            taken: () => reject(new DOMException('taken', 'AbortError')),
            work: () => work({ name, mode: 'exclusive' }),
            done: (value) => resolve(value as Awaited<T>),
          }),
      }
      options.signal?.addEventListener('abort', () => {
        if (!this.line.includes(waiting)) return
        this.line = this.line.filter((each) => each !== waiting)
        reject(new DOMException('left the line', 'AbortError'))
      })
      // A browser answers later, never at once.
      setImmediate(() => {
        if (options.signal?.aborted) return reject(new DOMException('left the line', 'AbortError'))
        if (options.steal) {
          const before = this.held.get(name)
          this.held.delete(name)
          before?.taken()
          waiting.begin()
        } else {
          this.line.push(waiting)
          this.goOn(name)
        }
      })
    })
  }

  query(): Promise<LockManagerSnapshot> {
    return new Promise((resolve) => setImmediate(() => resolve({ held: [], pending: [] })))
  }

  private hold(name: string, held: Held): void {
    this.held.set(name, held)
    void Promise.resolve(held.work()).then((value) => {
      held.done(value)
      if (this.held.get(name) !== held) return
      this.held.delete(name)
      this.goOn(name)
    })
  }

  private goOn(name: string): void {
    if (this.held.has(name)) return
    const next = this.line.find((each) => each.name === name)
    if (!next) return
    this.line = this.line.filter((each) => each !== next)
    next.begin()
  }
}

interface Held {
  taken(): void
  work(): unknown
  done(value: unknown): void
}

interface Waiting {
  readonly name: string
  begin(): void
}

type Listener = ((event: MessageEvent) => void) | null

/** What carries words from each tab to all others. */
export class Channels {
  private readonly open = new Set<Channel>()
  /** Steps until a word arrives; in order for each tab. */
  delay = () => 1

  readonly make = (): Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'> & { isAsleep: boolean } => {
    const channel: Channel = {
      onmessage: null,
      isAsleep: false,
      arrived: Promise.resolve(),
      waiting: [],
      postMessage: (data) => {
        for (const other of this.open) if (other !== channel) this.send(other, structuredClone(data))
      },
      close: () => void this.open.delete(channel),
    }
    this.open.add(channel)
    return channel
  }

  /** A tab that sleeps hears nothing until it wakes. */
  wake(channel: { isAsleep: boolean }): void {
    channel.isAsleep = false
    const { waiting } = channel as Channel
    for (const data of waiting.splice(0)) this.send(channel as Channel, data)
  }

  private send(to: Channel, data: unknown): void {
    let steps = this.delay()
    const before = to.arrived
    to.arrived = (async () => {
      await before
      for (; steps > 0; steps -= 1) await new Promise((resolve) => setImmediate(resolve))
      if (to.isAsleep) to.waiting.push(data)
      else if (this.open.has(to)) to.onmessage?.({ data } as MessageEvent)
    })()
  }
}

interface Channel {
  onmessage: Listener
  isAsleep: boolean
  arrived: Promise<void>
  readonly waiting: unknown[]
  postMessage(data: unknown): void
  close(): void
}
