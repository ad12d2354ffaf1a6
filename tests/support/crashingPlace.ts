import { FILES, type FileName, type Place, type PlaceFile } from '@/storage/journal/place'

export class Crash extends Error {}

/** Files in memory that lose at a crash what was not flushed, or keep a part of it, as a disk does. */
export class CrashingDisk {
  private readonly durable = new Map<FileName, Uint8Array>(FILES.map((name) => [name, new Uint8Array(0)]))
  private readonly seen = new Map<FileName, Uint8Array>(this.durable)
  /** How many more operations work; then the power is cut. */
  left = Infinity

  readonly place: Place = Object.fromEntries(FILES.map((name) => [name, this.file(name)])) as Record<
    FileName,
    PlaceFile
  >

  private file(name: FileName): PlaceFile {
    const now = () => this.seen.get(name) ?? new Uint8Array(0)
    const step = () => {
      if (this.left <= 0) throw new Crash('the power is cut')
      this.left -= 1
    }
    return {
      size: () => now().length,
      read: (from, to) => now().slice(from, to),
      write: (bytes, at) => {
        step()
        const grown = new Uint8Array(Math.max(now().length, at + bytes.length))
        grown.set(now())
        grown.set(bytes, at)
        this.seen.set(name, grown)
      },
      truncate: (size) => {
        step()
        this.seen.set(name, now().slice(0, size))
      },
      flush: () => {
        step()
        this.durable.set(name, now())
      },
    }
  }

  /** What a file holds. */
  bytes(name: FileName): Uint8Array {
    return this.seen.get(name) ?? new Uint8Array(0)
  }

  lay(name: FileName, bytes: Uint8Array): void {
    this.seen.set(name, bytes)
    this.durable.set(name, bytes)
  }

  /**
   * After the power cut: what was flushed, and of what was not `kept` of every 4 bytes; 0 is none of it, and 4 all of it.
   */
  restart(kept: number): void {
    for (const name of FILES) {
      const [was, wrote] = [this.durable.get(name) ?? new Uint8Array(0), this.bytes(name)]
      const size = Math.round(was.length + ((wrote.length - was.length) * kept) / 4)
      const after = Uint8Array.from(
        { length: size },
        (_, index) => (index % 4 < kept ? wrote[index] : was[index]) ?? was[index] ?? 0,
      )
      this.lay(name, after)
    }
    this.left = Infinity
  }
}
