/** A file that is written at once, as the origin private file system gives it to a worker. */
export interface PlaceFile {
  size(): number
  read(from: number, to: number): Uint8Array
  write(bytes: Uint8Array, at: number): void
  truncate(size: number): void
  /** What was written before is on the disk when this returns. */
  flush(): void
}

export const FILES = ['journal', 'snapshot-a', 'snapshot-b', 'before-upgrade'] as const
export type FileName = (typeof FILES)[number]

/** Where the second copy lies. */
export type Place = Readonly<Record<FileName, PlaceFile>>

/** The database in which it lies where a browser has no such files. */
export const COPY_DATABASE = 'waymark-copy'
