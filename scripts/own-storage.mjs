const TAB = /\?tab=\w+$/

/**
 * Gives a test the storage as often as it has tabs: `storage/db?tab=a` brings all that it imports from that room along.
 *
 * @returns {import('vite').Plugin}
 */
export function ownStorage() {
  return {
    name: 'own-storage',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const tab = TAB.exec(importer ?? '')?.[0]
      if (tab === undefined || importer === undefined) return null
      const found = await this.resolve(source, importer.slice(0, -tab.length), { ...options, skipSelf: true })
      const isOwn = found && /\/src\/storage\/.*\.ts$/.test(found.id)
      return isOwn ? { ...found, id: found.id + tab } : found
    },
  }
}
