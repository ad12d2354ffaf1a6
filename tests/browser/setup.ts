import { spawn } from 'node:child_process'
import { build, preview } from 'vite'
import type { TestProject } from 'vitest/node'
import { pseudoLanguage } from '../support/pseudoLanguage'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The built app. */
    url: string
    /** The same, built with every string in a pseudo-language that runs from right to left. */
    pseudoUrl: string
    /** The folders of both. */
    builds: { readonly app: string; readonly pseudo: string }
  }
}

/** Builds the app as it is shipped, and once more in the pseudo-language, and serves both. */
export default async function setup(project: TestProject) {
  const builds = { app: 'dist', pseudo: 'node_modules/.cache/pseudo' }
  await Promise.all([buildAsShipped(), buildPseudo(builds.pseudo)])
  const app = await serve(builds.app)
  const pseudo = await serve(builds.pseudo)
  project.provide('url', app.url)
  project.provide('pseudoUrl', pseudo.url)
  project.provide('builds', builds)
  return async () => {
    await app.close()
    await pseudo.close()
  }
}

/** In a process of its own: what compiles the templates was loaded here with the settings of the tests. */
async function buildAsShipped(): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env }
  delete env.NODE_ENV
  const child = spawn('npx vite build --logLevel warn', {
    shell: true,
    stdio: 'inherit',
    env,
  })
  const status = await new Promise((resolve) => child.on('close', resolve))
  if (status !== 0) throw new Error(`the build ended with ${status}`)
}

async function buildPseudo(outDir: string): Promise<void> {
  const { NODE_ENV } = process.env
  // Vitest sets 'test', which would build a development bundle.
  process.env.NODE_ENV = 'production'
  await build({
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
    plugins: [pseudoLanguage('rtl')],
  })
  process.env.NODE_ENV = NODE_ENV
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
