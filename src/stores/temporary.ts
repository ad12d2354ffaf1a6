import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { Union } from '@/domain/assessment'
import { isInFile, onMemory } from '@/storage/memory'
import { useFileStore, type SavedFile } from './files'
import { useLibraryStore } from './library'
import { saveAll, whileLeaving } from './whileLeaving'

/** A page that keeps nothing: what of it is in no file yet. */
export const useTemporaryStore = defineStore('temporary', () => {
  const library = useLibraryStore()
  const files = useFileStore()
  /** Unions with something that is in no file. */
  const unsaved = shallowRef<readonly Union[]>([])
  const look = () => (unsaved.value = library.unions().filter(({ id }) => !isInFile(id)))
  onMemory(look)
  watch(() => library.rounds, look, { immediate: true, flush: 'sync' })
  whileLeaving({
    isUnsaved: () => unsaved.value.length > 0,
    save: () => {},
    flush: () => Promise.resolve(),
  })

  /** A union as a file, with all that is on the screen. @throws StorageError */
  async function save(unionId: string): Promise<SavedFile> {
    await saveAll()
    // Photos too: nothing else is left of them when the page is closed.
    return files.save(unionId, null, true)
  }

  return { unsaved, save }
})
