/** Whether the browser promised to keep what is stored, also when space runs short; `null` where it does not say. */
export async function isKept(): Promise<boolean | null> {
  try {
    return (await navigator.storage.persisted()) ?? null
  } catch {
    return null
  }
}

/**
 * Asks the browser for that promise, and tells what it says; `null` where it cannot be asked. Firefox passes the question on,
 * and is silent until the person has answered it: nothing that is to be saved may wait for this.
 */
export async function askToKeep(): Promise<boolean | null> {
  try {
    return (await navigator.storage.persist()) ?? null
  } catch {
    return null
  }
}
