import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeTypes, type TemplateChildNode } from '@vue/compiler-dom'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parse } from 'vue/compiler-sfc'

/** What a room may import; `types` are packages of which it may know the types only. */
interface Room {
  readonly rooms: readonly string[]
  readonly packages: readonly string[]
  readonly types?: readonly string[]
}

/**
 * The table of the rooms. It is changed here. Imports go down only; every room may also import from itself.
 * An entry such as `i18n/formats` opens one file of a room, `/questionnaires` the folder beside src.
 */
const TABLE: Readonly<Record<string, Room>> = {
  domain: { rooms: [], packages: [] },
  i18n: { rooms: ['domain'], packages: ['vue', 'vue-i18n'] },
  questionnaires: { rooms: ['domain', '/questionnaires'], packages: ['virtual:questionnaire-schema'] },
  device: { rooms: ['domain/photo'], packages: ['workbox-precaching', 'workbox-routing', 'qr'] },
  storage: {
    rooms: ['domain', 'device/appUrl', 'device/temporary'],
    packages: ['dexie', 'age-encryption', 'fake-indexeddb'],
  },
  // Loaded after the first screen, so it is a room of its own.
  'storage/journal': { rooms: ['domain', 'device/appUrl', 'device/temporary', 'storage'], packages: [] },
  door: {
    rooms: ['domain', 'questionnaires', 'storage', 'device/appUrl'],
    packages: ['virtual:project-schema'],
  },
  stores: { rooms: ['domain', 'questionnaires', 'storage', 'device', 'door'], packages: ['vue', 'pinia', 'nanoid'] },
  papers: { rooms: ['domain'], packages: ['docx', 'write-excel-file', 'ical-generator'] },
  composables: { rooms: ['domain', 'i18n'], packages: ['vue', 'vue-i18n', '@scure/bip39'] },
  components: {
    rooms: [
      'domain',
      'i18n/formats',
      'composables',
      'device/temporary',
      'device/camera',
      'device/readPicture',
      'device/sightings',
    ],
    packages: ['vue', 'vue-i18n', 'uqr'],
    types: ['vue-router'],
  },
  'components/charts': {
    rooms: ['domain', 'i18n/formats', 'composables', 'components'],
    packages: ['vue', 'vue-i18n', 'chart.js', 'vue-chartjs'],
  },
  // Each screen's folder is a room of its own.
  views: {
    rooms: ['domain', 'i18n', 'papers', 'stores', 'composables', 'components', 'device/temporary'],
    packages: ['vue', 'vue-router', 'vue-i18n', 'minisearch'],
  },
}

/** Rooms inside others; the outer one may open them. */
const INNER = ['components/charts', 'storage/journal']

/** Everything meets here, so these may import from any room. */
const TOP = ['main.ts', 'App.vue', 'router.ts', 'env.d.ts']

/** Packages that one room alone knows, the top not excepted. */
const ONLY_IN: Readonly<Record<string, string>> = {
  dexie: 'storage',
  'fake-indexeddb': 'storage',
  'age-encryption': 'storage',
  '@scure/bip39': 'composables',
  'chart.js': 'components/charts',
  'vue-chartjs': 'components/charts',
  minisearch: 'views/help',
  'workbox-precaching': 'device',
  'workbox-routing': 'device',
  qr: 'device',
  uqr: 'components',
  docx: 'papers',
  'write-excel-file': 'papers',
  'ical-generator': 'papers',
}

/** Colours that belong to no theme: the mark's own, and the shade behind a dialog. */
const OWN_COLOURS: Readonly<Record<string, RegExp>> = {
  'components/BrandMark.vue': /^/,
  'components/ConfirmDialog.vue': /::backdrop$/,
}

interface Import {
  readonly from: string
  readonly isTypeOnly: boolean
  /** Loaded with `import.meta.glob`, which takes patterns. */
  readonly isGlob: boolean
}

interface Source {
  /** As seen from src. */
  readonly path: string
  readonly text: string
}

const SRC = fileURLToPath(new URL('../src/', import.meta.url))
const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(ts|vue|css|json)$/.test(path))
  .sort()
  .map((path) => ({ path, text: readFileSync(SRC + path, 'utf8') }))

/** The scripts of a file; a component has up to two. */
function scriptsOf({ path, text }: Source): readonly ts.SourceFile[] {
  if (!/\.(ts|vue)$/.test(path)) return []
  const { script, scriptSetup } = path.endsWith('.vue') ? parse(text).descriptor : { script: null, scriptSetup: null }
  const scripts = path.endsWith('.vue') ? [script?.content ?? '', scriptSetup?.content ?? ''] : [text]
  return scripts.map((content) => ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true))
}

/** Every import of a file, static, dynamic or of types; `from` is '' where it cannot be read from the source. */
function importsOf(source: Source): readonly Import[] {
  const found: Import[] = []
  const textOf = (node: ts.Node | undefined) => (node && ts.isStringLiteralLike(node) ? node.text : '')
  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) {
      const { phaseModifier, name, namedBindings } = node.importClause ?? {}
      const isTypeOnly =
        phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (!name &&
          namedBindings !== undefined &&
          ts.isNamedImports(namedBindings) &&
          namedBindings.elements.length > 0 &&
          namedBindings.elements.every((element) => element.isTypeOnly))
      found.push({ from: textOf(node.moduleSpecifier), isTypeOnly, isGlob: false })
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      found.push({ from: textOf(node.moduleSpecifier), isTypeOnly: node.isTypeOnly, isGlob: false })
    } else if (ts.isImportTypeNode(node)) {
      const from = ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : ''
      found.push({ from, isTypeOnly: true, isGlob: false })
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      found.push({ from: textOf(node.arguments[0]), isTypeOnly: false, isGlob: false })
    } else if (ts.isCallExpression(node) && node.expression.getText().startsWith('import.meta.glob')) {
      const patterns = node.arguments[0]
      const each = patterns && ts.isArrayLiteralExpression(patterns) ? [...patterns.elements] : [patterns]
      found.push(...each.map((pattern) => ({ from: textOf(pattern), isTypeOnly: false, isGlob: true })))
    }
    ts.forEachChild(node, visit)
  }
  scriptsOf(source).forEach(visit)
  return found
}

/** The room a file lies in, `''` for the top, `null` where there is none. A screen's room is its folder. */
function roomOf(path: string): string | null {
  if (!path.includes('/')) return ''
  const [first = '', second = ''] = path.split('/')
  if (first === 'views') return path.split('/').length > 2 ? `views/${second}` : null
  const inner = INNER.find((each) => path.startsWith(`${each}/`))
  if (inner) return inner
  return first in TABLE ? first : null
}

/** The same place without `.` and `..`. */
function resolved(folder: string, from: string): string {
  return new URL(from, `file:///${folder}/`).pathname.slice(1)
}

/** What the imports of a file do against the table, each as a sentence. */
function importBreaches(source: Source): readonly string[] {
  if (!/\.(ts|vue)$/.test(source.path)) return []
  const room = roomOf(source.path)
  const imports = importsOf(source)
  const owned = imports.flatMap(({ from }) => {
    const owner = ONLY_IN[packageOf(from)]
    return owner === undefined || owner === room ? [] : [`only ${owner} knows ${packageOf(from)}`]
  })
  if (room === null) return ['lies in no room of the table']
  if (room === '') return TOP.includes(source.path) ? owned : ['is not one of the files where everything meets']
  const rules = TABLE[room.startsWith('views/') ? 'views' : room]
  if (!rules) return ['lies in no room of the table']
  return [...owned, ...imports.flatMap((each) => importBreach(source, room, rules, each) ?? [])]
}

function importBreach(source: Source, room: string, rules: Room, { from, isTypeOnly }: Import): string | null {
  if (from === '') return 'imports what cannot be read from the source'
  const folder = source.path.slice(0, source.path.lastIndexOf('/'))
  if (from.startsWith('.')) {
    const target = resolved(folder, from)
    if (roomOf(target) === room) return from.startsWith('./') ? null : `reaches up with ${from}`
    const inner = INNER.find((each) => each === roomOf(target))
    return inner?.startsWith(`${room}/`) && from.startsWith('./') ? null : `leaves its room with ${from}`
  }
  if (from.startsWith('@/')) {
    const target = from.slice(2)
    const other = roomOf(target) ?? target
    if (other === room) return `imports ${from} of its own room, where ./ belongs`
    const isAllowed = rules.rooms.some(
      (allowed) => allowed === other || allowed === target || other.startsWith(`${allowed}/`),
    )
    return isAllowed ? null : `may not import ${from}`
  }
  if (from.startsWith('/')) {
    const isAllowed = rules.rooms.some((allowed) => allowed.startsWith('/') && from.startsWith(`${allowed}/`))
    return isAllowed ? null : `may not import ${from}`
  }
  const name = packageOf(from)
  if (rules.packages.includes(name)) return null
  if (rules.types?.includes(name)) return isTypeOnly ? null : `may import types only from ${from}`
  return `may not import ${from}`
}

/** `chart.js/auto` belongs to `chart.js`, `@scope/name/part` to `@scope/name`. */
function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The store; the stand-in for it in a page that keeps nothing; the second copy where it can be no file. */
const OPENS_DATABASES = ['storage/db.ts', 'storage/memory.ts', 'storage/journal/copyDatabase.ts']
/** Lists and deletes them, whatever they are called, and opens none. */
const LISTED = /\bindexedDB\.(?:databases|deleteDatabase)(?:\?\.)?\(/g
const NAMES_DATABASES: Readonly<Record<string, RegExp>> = {
  'storage/places.ts': LISTED,
  'storage/firstVisit.ts': LISTED,
  'storage/journal/client.ts': LISTED,
  // Says in which of the browser's places the store lies.
  'storage/home.ts': /\bindexedDB\b(?!\s*\.)/g,
}

/** What a file's own words do against the rules, each as a sentence. */
function contentBreaches(source: Source): readonly string[] {
  const { path, text } = source
  const printer = ts.createPrinter({ removeComments: true })
  const code = scriptsOf(source)
    .map((script) => printer.printFile(script))
    .join('\n')
  const breaches: string[] = []
  const forbid = (where: string, pattern: RegExp, say: (found: string) => string) =>
    breaches.push(...[...where.matchAll(pattern)].map(([found]) => say(found)))

  if (path.startsWith('domain/'))
    forbid(
      code,
      /\bDate\.now\b|\bnew Date\(|\bMath\.random\b|\bdocument\b|\bwindow\b/g,
      (found) => `the method is pure: ${found}`,
    )
  if (!OPENS_DATABASES.includes(path))
    forbid(
      code.replace(NAMES_DATABASES[path] ?? /$^/, ''),
      /\bindexedDB\b|\bextends Dexie\b|\bnew Dexie\b/g,
      (found) => `only storage/db.ts opens a database: ${found}`,
    )
  forbid(text, /\bv-html\b|\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b/g, (found) => `text is never HTML: ${found}`)
  forbid(text, /\bconsole\.\w+/g, (found) => `nothing is logged: ${found}`)
  // The policy of the page cannot stop what leads away from it. A router's `href` and a place on the page do not.
  forbid(
    code,
    /\bwindow\.open\b|\blocation\.(?:assign|replace)\b|\blocation(?:\.href)?\s*=(?!=)/g,
    (found) => `no way leads off the page: ${found}`,
  )
  forbid(text, /(?::|v-bind:)href="(?!`#|href")[^"]*"/g, (found) => `no way leads off the page: ${found}`)
  // A schema names the language it is written in; nothing loads that address.
  if (!path.endsWith('.schema.json'))
    forbid(text, /\bhttps?:\/\/\S+/g, (found) => `nothing is fetched from elsewhere: ${found}`)
  return breaches
}

interface Declaration {
  readonly selector: string
  readonly property: string
  readonly value: string
}

/** The declarations of a style sheet or of a component's styles. */
function declarationsOf({ path, text }: Source): readonly Declaration[] {
  if (!/\.(css|vue)$/.test(path)) return []
  const styles = path.endsWith('.vue') ? parse(text).descriptor.styles.map(({ content }) => content) : [text]
  const found: Declaration[] = []
  for (const style of styles) {
    const selectors: string[] = []
    for (const [, body = '', end = ''] of style.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]*)([{};])/g)) {
      const [property = '', ...value] = body.split(':')
      if (end === '{') selectors.push(body.trim())
      else if (value.length > 0)
        found.push({
          selector: selectors.at(-1) ?? '',
          property: property.trim().toLowerCase(),
          value: value.join(':').trim(),
        })
      if (end === '}') selectors.pop()
    }
  }
  return found
}

const PHYSICAL_PROPERTY =
  /^(?:left|right|(?:(?:scroll-)?(?:margin|padding)|border)(?:-(?:top|bottom))?-(?:left|right)\b.*)$/
const DIRECTED_PROPERTY =
  /^(?:text-align(?:-last)?|float|clear|background-position(?:-x)?|object-position|transform-origin)$/
const FOUR_SIDED_PROPERTY = /^(?:inset|(?:scroll-)?(?:margin|padding)|border-(?:width|style|color|radius))$/
const COLOUR = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(/i

/** What the styles of a file do against the rules, each as a sentence. */
function styleBreaches(source: Source): readonly string[] {
  return declarationsOf(source).flatMap(({ selector, property, value }) => {
    const written = `${property}: ${value}`
    const sides = value.replace(/\([^()]*\)/g, '').split(/\s+/)
    const isPhysical =
      PHYSICAL_PROPERTY.test(property) ||
      (DIRECTED_PROPERTY.test(property) && /\b(?:left|right)\b/.test(value)) ||
      (FOUR_SIDED_PROPERTY.test(property) && sides.length === 4 && sides[1] !== sides[3])
    if (isPhysical) return [`sides are start and end: ${written}`]
    const isToken = source.path === 'styles/tokens.css' || OWN_COLOURS[source.path]?.test(selector)
    return COLOUR.test(value) && !isToken ? [`colours are tokens: ${written}`] : []
  })
}

/** Physical sides in a template's bound styles. */
function boundStyleBreaches({ path, text }: Source): readonly string[] {
  if (!path.endsWith('.vue')) return []
  const found: string[] = []
  function visit(node: TemplateChildNode): void {
    if (node.type !== NodeTypes.ELEMENT) return
    for (const prop of node.props) {
      const isStyle = prop.type === NodeTypes.DIRECTIVE && prop.rawName === ':style'
      const sides = isStyle ? prop.loc.source.match(/\b(?:left|right|\w+(?:Left|Right))\b(?=['"]?\s*:)/g) : null
      found.push(...(sides ?? []).map((side) => `sides are start and end: ${side}`))
    }
    node.children.forEach(visit)
  }
  parse(text).descriptor.template?.ast?.children.forEach(visit)
  return found
}

function breachesOf(source: Source): readonly string[] {
  return [importBreaches, contentBreaches, styleBreaches, boundStyleBreaches].flatMap((check) => check(source))
}

const inSrc = (check: (source: Source) => readonly string[]) =>
  sources.flatMap((source) => check(source).map((breach) => `${source.path}: ${breach}`))

describe('the source', () => {
  it('is read whole, static and dynamic imports alike', () => {
    const importsIn = (path: string) => importsOf({ path, text: readFileSync(SRC + path, 'utf8') }).map((i) => i.from)
    expect(importsIn('router.ts')).toEqual(expect.arrayContaining(['vue-router', './views/results/ResultsView.vue']))
    expect(importsIn('components/charts/RadarFigure.vue')).toContain('./ScoreRadar.vue')
    expect(importsIn('questionnaires/shipped.ts')).toContain('/questionnaires/*/*.json')
    expect(
      declarationsOf({ path: 'styles/base.css', text: readFileSync(`${SRC}styles/base.css`, 'utf8') }),
    ).toContainEqual({ selector: 'body', property: 'margin', value: '0' })
  })

  it('has a room in the table for every folder with code, and a folder for every room', () => {
    const rooms = sources.filter(({ path }) => /\.(ts|vue)$/.test(path)).map(({ path }) => roomOf(path))
    const names = new Set(rooms.map((room) => (room?.startsWith('views/') ? 'views' : room)))
    expect([...names].sort()).toEqual(['', ...Object.keys(TABLE)].sort())
  })

  it('imports downwards only, as the table of the rooms says', () => {
    expect(inSrc(importBreaches)).toEqual([])
  })

  it('keeps clock, chance and page out of the method, opens one database, writes no HTML, no log and no foreign address', () => {
    expect(inSrc(contentBreaches)).toEqual([])
  })

  it('has styles that turn with the direction of the script and take their colours from the tokens', () => {
    expect([...inSrc(styleBreaches), ...inSrc(boundStyleBreaches)]).toEqual([])
  })
})

/** A component with this script, these styles, or this template. */
const vue = (script: string, template = '<p />', style = '') =>
  `<script setup lang="ts">\n${script}\n</script>\n<template>${template}</template>\n<style scoped>${style}</style>`

describe('the checker lets through', () => {
  it.each<[string, string, string]>([
    ['a room below', 'stores/round.ts', "import { score } from '@/domain/scoring'"],
    ['the own room', 'domain/round.ts', "import { score } from './scoring'"],
    ['the own folder of a screen', 'views/home/HomeView.vue', vue("import Card from './RoundCard.vue'")],
    ['one opened file of a room', 'components/OneDay.vue', vue("import { formatDay } from '@/i18n/formats'")],
    ['a chart drawn by a screen', 'views/a/AView.vue', vue("const load = () => import('@/components/charts/A.vue')")],
    [
      'types of the router in a component',
      'components/ALink.vue',
      vue("import type { RouteLocationRaw } from 'vue-router'"),
    ],
    ['types marked one by one', 'components/ALink.vue', vue("import { type RouteLocationRaw } from 'vue-router'")],
    ['the questionnaires beside src', 'questionnaires/all.ts', "import.meta.glob('/questionnaires/*/*.json')"],
    ['anything at the top', 'main.ts', "import App from './App.vue'\nimport { load } from './stores/library'"],
    ['a comment that names the page', 'domain/round.ts', '/** Goes into a document. */\nexport const round = 1'],
    [
      'logical sides',
      'components/ACard.vue',
      vue('', '<p />', '.a { margin-inline-start: 1px; padding: 0 1px 2px 1px }'),
    ],
    ['a colour that is a token', 'components/ACard.vue', vue('', '<p />', '.a { color: var(--color-text) }')],
    ['a palette', 'styles/tokens.css', ':root { --teal: #12646e; }'],
    [
      'the shade behind a dialog',
      'components/ConfirmDialog.vue',
      vue('', '<p />', '.d::backdrop { background: rgb(0 0 0) }'),
    ],
  ])('%s', (_what, path, text) => {
    expect(breachesOf({ path, text })).toEqual([])
  })
})

describe('the checker finds', () => {
  it.each<[string, string, string, string]>([
    ['an import upwards', 'domain/a.ts', "import { x } from '@/stores/x'", 'may not import @/stores/x'],
    ['an import of types upwards', 'domain/a.ts', "import type { X } from '@/storage/x'", 'may not import @/storage/x'],
    ['a type named in place', 'domain/a.ts', "let a: import('@/storage/x').X", 'may not import @/storage/x'],
    ['an export from above', 'domain/a.ts', "export { x } from '@/stores/x'", 'may not import @/stores/x'],
    ['an export of all from above', 'storage/a.ts', "export * from '@/i18n'", 'may not import @/i18n'],
    ['a dynamic import', 'stores/a.ts', "const load = () => import('@/i18n/formats')", 'may not import @/i18n/formats'],
    ['a dynamic import of anything', 'stores/a.ts', 'const load = (x: string) => import(x)', 'cannot be read'],
    [
      'a glob',
      'views/a/AView.vue',
      vue("import.meta.glob('/questionnaires/*/*.json')"),
      'may not import /questionnaires',
    ],
    [
      'a glob among several',
      'views/a/A.vue',
      vue("import.meta.glob(['./*.json', '@/storage/*.ts'])"),
      'may not import @/storage',
    ],
    [
      'storage known to a screen',
      'views/a/AView.vue',
      vue("import { x } from '@/storage/x'"),
      'may not import @/storage/x',
    ],
    [
      'questionnaires known to a screen',
      'views/a/A.vue',
      vue("import { x } from '@/questionnaires/x'"),
      'may not import',
    ],
    [
      'a store known to a component',
      'components/A.vue',
      vue("import { x } from '@/stores/x'"),
      'may not import @/stores/x',
    ],
    ['messages known to a component', 'components/A.vue', vue("import { x } from '@/i18n'"), 'may not import @/i18n'],
    [
      'a screen known to another',
      'views/a/AView.vue',
      vue("import B from '@/views/b/BView.vue'"),
      'may not import @/views/b',
    ],
    [
      'a screen reached from beside',
      'views/a/AView.vue',
      vue("import B from '../b/BView.vue'"),
      'leaves its room with ../b',
    ],
    [
      'another room reached with dots',
      'stores/a.ts',
      "import { x } from '../domain/x'",
      'leaves its room with ../domain/x',
    ],
    [
      'a way up inside a room',
      'storage/migrations/a.ts',
      "import { x } from '../records'",
      'reaches up with ../records',
    ],
    ['the own room from outside', 'domain/a.ts', "import { x } from '@/domain/x'", 'where ./ belongs'],
    ['a package of another room', 'domain/a.ts', "import { ref } from 'vue'", 'may not import vue'],
    ['a package for its effects', 'domain/a.ts', "import 'pinia'", 'may not import pinia'],
    ['a package nobody asked for', 'stores/a.ts', "import { debounce } from 'lodash'", 'may not import lodash'],
    ['the router in a component', 'components/A.vue', vue("import { useRouter } from 'vue-router'"), 'types only'],
    [
      'the router beside its types',
      'components/A.vue',
      vue("import { type R, useRouter } from 'vue-router'"),
      'types only',
    ],
    [
      'a chart elsewhere',
      'components/A.vue',
      vue("import { Radar } from 'vue-chartjs'"),
      'only components/charts knows',
    ],
    ['a chart at the top', 'main.ts', "import 'chart.js/auto'", 'only components/charts knows chart.js'],
    ['the database at the top', 'main.ts', "import Dexie from 'dexie'", 'only storage knows dexie'],
    ['the database in a store', 'stores/a.ts', "import type { Table } from 'dexie'", 'only storage knows dexie'],
    [
      'a second database',
      'storage/a.ts',
      "import Dexie from 'dexie'\nnew Dexie('b')",
      'only storage/db.ts opens a database',
    ],
    ['a database of its own kind', 'storage/a.ts', 'class B extends Dexie {}', 'only storage/db.ts opens a database'],
    ['a database without a library', 'stores/a.ts', "indexedDB.open('b')", 'only storage/db.ts opens a database'],
    ['a room nobody knows', 'utils/a.ts', 'export const a = 1', 'lies in no room'],
    ['a screen without a folder', 'views/AView.vue', vue(''), 'lies in no room'],
    ['a file at the top', 'helpers.ts', 'export const a = 1', 'is not one of the files where everything meets'],
    [
      'a second script of a component',
      'components/A.vue',
      `<script lang="ts">import '@/stores/x'</script>${vue('')}`,
      'may not import',
    ],
    ['the clock in the method', 'domain/a.ts', 'const now = () => Date.now()', 'the method is pure: Date.now'],
    ['a day in the method', 'domain/a.ts', "const day = new Date('2026-11-22')", 'the method is pure: new Date('],
    ['chance in the method', 'domain/a.ts', 'const a = Math.random()', 'the method is pure: Math.random'],
    ['the page in the method', 'domain/a.ts', 'document.title', 'the method is pure: document'],
    ['the window in the method', 'domain/a.ts', 'window.location', 'the method is pure: window'],
    ['HTML in a template', 'components/A.vue', vue('', '<p v-html="x" />'), 'text is never HTML: v-html'],
    ['HTML in a script', 'views/a/a.ts', 'x.innerHTML = y', 'text is never HTML: innerHTML'],
    ['a log', 'stores/a.ts', 'console.log(1)', 'nothing is logged: console.log'],
    [
      'a way off the page in code',
      'stores/a.ts',
      'location.href = answer.evidence.source',
      'no way leads off the page',
    ],
    ['a way off the page at once', 'views/a/a.ts', 'window.location = x', 'no way leads off the page'],
    ['a window of its own', 'views/a/a.ts', 'window.open(x)', 'no way leads off the page: window.open'],
    [
      'a link made of data',
      'components/A.vue',
      vue('', '<a :href="answer.evidence.source">x</a>'),
      'no way leads off the page',
    ],
    [
      'an address in code',
      'stores/a.ts',
      "fetch('https://example.org/x')",
      'fetched from elsewhere: https://example.org',
    ],
    ['an address in a style', 'styles/a.css', '@import "http://example.org/a.css";', 'fetched from elsewhere: http://'],
    ['an address in a message', 'i18n/en/a.json', '{"a": "See https://example.org"}', 'fetched from elsewhere'],
    ['a margin with a side', 'styles/a.css', '.a { margin-left: 1px; }', 'sides are start and end: margin-left'],
    [
      'a padding with a side',
      'components/A.vue',
      vue('', '<p />', '.a{padding-right:1px}'),
      'sides are start and end: padding-right',
    ],
    ['a place with a side', 'styles/a.css', '@media print { .a { left: 0; } }', 'sides are start and end: left'],
    ['the other side', 'styles/a.css', '.a { top: 0; right: 0 }', 'sides are start and end: right'],
    ['a border with a side', 'styles/a.css', '.a { border-left: 0; }', 'sides are start and end: border-left'],
    [
      'a corner with a side',
      'styles/a.css',
      '.a { border-top-right-radius: 0; }',
      'sides are start and end: border-top-right',
    ],
    ['an alignment with a side', 'styles/a.css', '.a { text-align: left; }', 'sides are start and end: text-align'],
    ['the other alignment', 'styles/a.css', '.a { text-align: right; }', 'sides are start and end: text-align'],
    ['four sides that differ', 'styles/a.css', '.a { margin: 0 auto 0 2px; }', 'sides are start and end: margin'],
    [
      'a bound side',
      'views/a/A.vue',
      vue('', '<p :style="{ marginLeft: x }" />'),
      'sides are start and end: marginLeft',
    ],
    ['a bound place', 'views/a/A.vue', vue('', '<p><b :style="{ left: x }" /></p>'), 'sides are start and end: left'],
    [
      'a colour as figures',
      'components/A.vue',
      vue('', '<p />', '.a { color: #fff }'),
      'colours are tokens: color: #fff',
    ],
    ['a colour as a function', 'styles/a.css', '.a { fill: rgb(1 2 3 / 5%) }', 'colours are tokens: fill: rgb(1 2 3'],
    [
      'a colour elsewhere in a dialog',
      'components/ConfirmDialog.vue',
      vue('', '<p />', '.d { color: #fff }'),
      'colours are tokens',
    ],
  ])('%s', (_what, path, text, breach) => {
    expect(breachesOf({ path, text })).toContainEqual(expect.stringContaining(breach))
  })
})
