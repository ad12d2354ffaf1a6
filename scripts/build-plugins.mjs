import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'

/** The published schemas, by the name under which the app imports them. A project file is refused at its first fault. */
const SCHEMAS = {
  'virtual:questionnaire-schema': {
    file: resolve('questionnaires/questionnaire.schema.json'),
    name: 'questionnaire.schema.json',
    allErrors: true,
  },
  'virtual:project-schema': {
    file: resolve('formats/project.schema.json'),
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

/** The policy that forbids every connection. In the built page only: the development server needs inline styles and a socket. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue app-url',
].join('; ')

export function contentSecurityPolicy() {
  return {
    name: 'waymark:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        injectTo: 'head-prepend',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
      },
    ],
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
