import { everythingAsText, makeWayForCopy } from '@/storage/journal/rescue'
import { useLibraryStore } from './library'

/** Everything that can be read, as a file with a name that says nothing about the union; `null` if nothing can be read. */
export async function everythingFile(): Promise<{ readonly name: string; readonly text: string } | null> {
  const text = await everythingAsText(Date.now())
  return text === null ? null : { name: 'waymark-rescue.json', text }
}

/** Begins a new store in place of one that cannot be read, and fills it from the second copy; whether that worked. */
export async function bringBack(): Promise<boolean> {
  const library = useLibraryStore()
  if (!(await makeWayForCopy())) return false
  await library.again()
  return library.loading.status === 'ready'
}
