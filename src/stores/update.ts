import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { isTemporary } from '@/device/temporary'
import { hasTyped, noteTyping } from '@/device/typing'
import { keepOnDevice, type TakeOver } from '@/device/versions'
import { saveAll } from './whileLeaving'

/** Newer versions of the app: says when one is ready, and loads it when a person wants it and all work is saved. */
export const useUpdateStore = defineStore('update', () => {
  const isReady = ref(false)
  /** Why the page was not loaded again although a person wanted it. */
  const heldBack = ref<'unsaved' | 'form' | null>(null)
  /** The screen that is open is not to be interrupted: nothing is offered, and other tabs are not followed. */
  const isHeld = ref(false)
  const isOffered = computed(() => isReady.value && !isHeld.value)
  let takeOver: TakeOver | null = null

  /** Keeps the app on the device, and looks for newer versions. */
  async function start(): Promise<void> {
    noteTyping()
    // Without a worker the app goes on as a page that needs its host; there is nothing a person could do about it.
    // A page that keeps nothing would lose everything by being loaded again, so it stays as it is until it is closed.
    const events = isTemporary()
      ? { onReady: () => {}, onTakenOver: () => {} }
      : { onReady: () => (isReady.value = true), onTakenOver: follow }
    takeOver = await keepOnDevice(events).catch(() => null)
  }

  async function canLeave(): Promise<boolean> {
    if (hasTyped()) heldBack.value = 'form'
    else heldBack.value = (await saveAll()) ? null : 'unsaved'
    return heldBack.value === null
  }

  /** Changes to the newer version, unless something would be lost: then the page stays, and `heldBack` says why. */
  async function accept(): Promise<void> {
    if (await canLeave()) takeOver?.()
  }

  /** Another tab, or this one, has let the newer version take over. A page that is held finds its own files until then. */
  async function follow(): Promise<void> {
    isReady.value = true
    if (!isHeld.value && (await canLeave())) location.reload()
  }

  return { isReady, isHeld, isOffered, heldBack, start, accept }
})
