import { build, preview } from 'vite'
import type { TestProject } from 'vitest/node'
import { pseudoLanguage } from '../support/pseudoLanguage'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The built app. */
    url: string
    /** The same, built with every string in a pseudo-language that runs from right to left. */
    pseudoUrl: string
  }
}

/** Builds the app as it is shipped, and once more in the pseudo-language, and serves both. */
export default async function setup(project: TestProject) {
  const { NODE_ENV } = process.env
  // Vitest sets 'test', which would build a development bundle.
  process.env.NODE_ENV = 'production'
  await build({ logLevel: 'warn' })
  const pseudoDir = 'node_modules/.cache/pseudo'
  await build({ logLevel: 'warn', build: { outDir: pseudoDir, emptyOutDir: true }, plugins: [pseudoLanguage('rtl')] })
  process.env.NODE_ENV = NODE_ENV
  const app = await serve('dist')
  const pseudo = await serve(pseudoDir)
  project.provide('url', app.url)
  project.provide('pseudoUrl', pseudo.url)
  return async () => {
    await app.close()
    await pseudo.close()
  }
}

async function serve(outDir: string) {
  const server = await preview({
    preview: { port: 0, strictPort: false, host: '127.0.0.1' },
    build: { outDir },
    logLevel: 'warn',
  })
  const address = server.httpServer.address()
  if (!address || typeof address === 'string') throw new Error('the preview server has no port')
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() }
}
