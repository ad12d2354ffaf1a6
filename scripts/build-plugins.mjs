import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { baseCompile } from '@intlify/message-compiler'
import Ajv2020 from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { VitePWA } from 'vite-plugin-pwa'
import { HOSTS, POLICY } from './headers.mjs'

/** The published schemas, by the name under which the app imports them. A project file is refused at its first fault. */
const SCHEMAS = {
  'virtual:questionnaire-schema': {
    file: resolve('questionnaires/questionnaire.schema.json'),
    name: 'questionnaire.schema.json',
    allErrors: true,
  },
  'virtual:project-schema': {
    file: resolve('src/door/project.schema.json'),
    name: 'project.schema.json',
    allErrors: false,
  },
}

/**
 * `virtual:questionnaire-schema` and `virtual:project-schema` are the published schemas compiled to plain functions at build
 * time: the page may not evaluate code, and the schema stays the one source.
 */
export function schemaValidator() {
  return {
    name: 'waymark:schema-validator',
    resolveId: (id) => (id in SCHEMAS ? `\0${id}` : undefined),
    load(id) {
      const schema = id.startsWith('\0') && SCHEMAS[id.slice(1)]
      if (!schema) return
      this.addWatchFile(schema.file)
      return compileSchema(JSON.parse(readFileSync(schema.file, 'utf8')), schema)
    },
    generateBundle() {
      for (const { file, name } of Object.values(SCHEMAS))
        this.emitFile({ type: 'asset', fileName: name, source: readFileSync(file, 'utf8') })
    },
  }
}

/** The source of an ES module whose default export validates a value against the schema. */
export function compileSchema(schema, { allErrors = true } = {}) {
  // Without `unicode: false` the compiled module calls require(); lengths then count UTF-16 units.
  const ajv = new Ajv2020({
    code: { source: true, esm: true },
    unicode: false,
    allErrors,
    strictTypes: false,
    logger: false,
  })
  return standaloneCode(ajv, ajv.compile(schema))
}

/**
 * Messages with placeholders or plural forms become functions at build time, so that a phone need not take them apart; the
 * others stay as they are. What takes them apart stays out of the build.
 */
export function compiledMessages() {
  return {
    name: 'waymark:compiled-messages',
    apply: 'build',
    enforce: 'pre',
    config: () => ({ define: { __INTLIFY_DROP_MESSAGE_COMPILER__: true } }),
    transform: {
      filter: { id: /\/src\/i18n\/[^/]+\/[^/]+\.json$/ },
      handler: (source) => ({
        code: `export default ${compileMessages(JSON.parse(source))}`,
        moduleType: 'js',
        map: null,
      }),
    },
  }
}

/** The source of messages whose leaves are texts, or functions of what is put into them. */
function compileMessages(messages) {
  if (typeof messages !== 'string')
    return `{${Object.entries(messages).map(([key, each]) => `${JSON.stringify(key)}:${compileMessages(each)}`)}}`
  const onError = (error) => {
    throw error
  }
  return /[{}@|]/.test(messages)
    ? baseCompile(messages, { mode: 'arrow', location: false, onError }).code
    : JSON.stringify(messages)
}

const HINT = '//# allFunctionsCalledOnLoad'

/**
 * Asks the browser to compile these files whole, beside the page, while they come: otherwise each function is compiled when it is first
 * called, and the page waits. Chromium knows the comment; for others it is one.
 */
export function compiledWhole(names) {
  return {
    name: 'waymark:compiled-whole',
    apply: 'build',
    // A name tells what is in the file, and that is made before the comment is.
    augmentChunkHash: ({ name }) => (names.includes(name) ? HINT : undefined),
    generateBundle: {
      // It must stand first in the file, before what Vite puts there.
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk')
        for (const name of names) {
          const chunk = chunks.find((each) => each.name === name)
          if (!chunk) this.error(`No file of the build is called “${name}”.`)
          chunk.code = `${HINT}\n${chunk.code}`
        }
      },
    },
  }
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
