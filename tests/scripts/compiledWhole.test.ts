import { build } from 'vite'
import { expect, it } from 'vitest'
import { compiledWhole } from '../../scripts/build-plugins.mjs'

/** Builds a page's script with a part that is loaded later, and gives its files by name, without writing any. */
async function files(plugins: readonly ReturnType<typeof compiledWhole>[]): Promise<Readonly<Record<string, string>>> {
  const sources: Record<string, string> = {
    'virtual:first': `document.title = 'first'; import('virtual:later')`,
    'virtual:later': `document.title = 'later'`,
  }
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      { name: 'sources', resolveId: (id) => (id in sources ? id : null), load: (id) => sources[id] ?? null },
      ...plugins,
    ],
    build: { write: false, rolldownOptions: { input: { first: 'virtual:first' } } },
  })
  if (!('output' in made)) throw new Error('not one build')
  return Object.fromEntries(made.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : '']))
}

const HINT = '//# allFunctionsCalledOnLoad\n'

it('puts the hint first in these files alone, and gives them other names', async () => {
  const [before, after] = [await files([]), await files([compiledWhole(['first'])])]
  const [old, hinted] = [before, after].map((all) => Object.keys(all).find((name) => name.includes('first')) ?? '')
  expect(after[hinted ?? '']).toBe(HINT + (before[old ?? ''] ?? ''))
  expect(hinted).not.toBe(old)
  expect(Object.values(after).filter((code) => code.includes('allFunctionsCalledOnLoad'))).toHaveLength(1)
})

it('refuses a name that no file has, which would otherwise go unseen', async () => {
  await expect(files([compiledWhole(['frist'])])).rejects.toThrow('No file of the build is called “frist”.')
})
