import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { VitePWA } from 'vite-plugin-pwa'
import { HOSTS, POLICY } from './headers.mjs'

const SCHEMA = resolve('questionnaires/questionnaire.schema.json')
const VALIDATOR = 'virtual:questionnaire-schema'

/**
 * `virtual:questionnaire-schema` is the published schema compiled to a plain function at build time:
 * the page may not evaluate code, and the schema stays the one source.
 */
export function schemaValidator() {
  return {
    name: 'waymark:schema-validator',
    resolveId: (id) => (id === VALIDATOR ? `\0${VALIDATOR}` : undefined),
    load(id) {
      if (id !== `\0${VALIDATOR}`) return
      this.addWatchFile(SCHEMA)
      return compileSchema(JSON.parse(readFileSync(SCHEMA, 'utf8')))
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'questionnaire.schema.json', source: readFileSync(SCHEMA, 'utf8') })
    },
  }
}

/** The source of an ES module whose default export validates a value against the schema. */
export function compileSchema(schema) {
  // Without `unicode: false` the compiled module calls require(); lengths then count UTF-16 units.
  const ajv = new Ajv2020({
    code: { source: true, esm: true },
    unicode: false,
    allErrors: true,
    strictTypes: false,
    logger: false,
  })
  return standaloneCode(ajv, ajv.compile(schema))
}

/** The policy stands in the built page itself, so that no host can forget it; headers for hosts come beside it. */
export function contentSecurityPolicy() {
  return {
    name: 'waymark:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        injectTo: 'head-prepend',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY.join('; ') },
      },
    ],
    generateBundle() {
      for (const [fileName, source] of Object.entries(HOSTS))
        this.emitFile({ type: 'asset', fileName, source: `${source}\n` })
    },
  }
}

const ZIP = '\0waymark:zip'

/**
 * Gives the maker of workbooks a zip without a worker: for larger files it starts one from a `blob:` address, which the
 * policy forbids, and then never finishes.
 */
export function zipWithoutWorker() {
  return {
    name: 'waymark:zip-without-worker',
    apply: 'build',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (id === 'fflate' && importer?.includes('/write-excel-file/')) return ZIP
      return id === 'waymark:fflate' ? this.resolve('fflate', resolve('index.html'), { skipSelf: true }) : null
    },
    load(id) {
      if (id !== ZIP) return null
      return `export { strToU8, zipSync } from 'waymark:fflate'
import { zipSync } from 'waymark:fflate'
export function zip(files, done) {
  let archive
  try { archive = zipSync(files) } catch (error) { return done(error, null) }
  done(null, archive)
}`
    },
  }
}

const sha256 = (bytes, form) => createHash('sha256').update(bytes).digest(form)

/** Builds src/device/sw.ts and gives it the list of all files, each with its checksum. Registering it is the app's own work. */
export function serviceWorker() {
  let folder
  return [
    { name: 'waymark:service-worker', configResolved: ({ build }) => void (folder = resolve(build.outDir)) },
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/device',
      filename: 'sw.ts',
      injectRegister: false,
      integration: {
        configureCustomSWViteBuild: (config) => {
          config.logLevel = 'warn'
          config.build.rollupOptions.output = { entryFileNames: 'sw.mjs', codeSplitting: false }
        },
      },
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*'],
        // What is for the host is not for the device.
        globIgnores: ['sw.js', 'withdraw.js', '_headers', 'hosting/**'],
        // No file is left out for its size: all or nothing.
        maximumFileSizeToCacheInBytes: Number.MAX_SAFE_INTEGER,
        manifestTransforms: [
          (entries) => {
            const files = entries
              .map(({ url }) => {
                const bytes = readFileSync(join(folder, url))
                return {
                  url,
                  revision: sha256(bytes, 'hex').slice(0, 16),
                  integrity: `sha256-${sha256(bytes, 'base64')}`,
                }
              })
              .sort((a, b) => (a.url < b.url ? -1 : 1))
            // The page's revision names the build: it changes with any file.
            const build = sha256(JSON.stringify(files), 'hex').slice(0, 16)
            const manifest = files.map((file) => {
              if (file.url === 'index.html') return { ...file, revision: build }
              // Names in assets/ already change with what is in the file.
              return file.url.startsWith('assets/') ? { ...file, revision: null } : file
            })
            return { manifest, warnings: [] }
          },
        ],
      },
    }),
  ]
}
