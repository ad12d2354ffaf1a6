/** A place for a file that a person chose: what is written there can be read back from where it lies. */
export interface SavePlace {
  write(content: Blob): Promise<void>
  read(): Promise<Blob>
}

interface Writable {
  write(content: Blob): Promise<void>
  close(): Promise<void>
  abort(): Promise<void>
}

interface Handle {
  createWritable(): Promise<Writable>
  getFile(): Promise<Blob>
}

/**
 * Asks for a place for a file. Browsers let a page ask only just after a click.
 *
 * @returns `null` where the browser does not offer that
 */
export async function askForPlace(suggestedName: string): Promise<SavePlace | 'cancelled' | null> {
  const { showSaveFilePicker: pick } = window as { showSaveFilePicker?: (options: object) => Promise<Handle> }
  if (!pick) return null
  try {
    const handle = await pick({ suggestedName })
    return { write: (content) => write(handle, content), read: () => handle.getFile() }
  } catch (error) {
    // A browser may have the function and not allow it, as inside a frame.
    return (error as Error).name === 'AbortError' ? 'cancelled' : null
  }
}

async function write(handle: Handle, content: Blob): Promise<void> {
  const file = await handle.createWritable()
  try {
    await file.write(content)
    await file.close()
  } catch (error) {
    // Else a half-written file stays beside it.
    await file.abort().catch(() => undefined)
    throw error
  }
}
