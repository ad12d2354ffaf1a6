import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import {
  compiledMessages,
  compiledWhole,
  contentSecurityPolicy,
  schemaValidator,
  serviceWorker,
  zipWithoutWorker,
} from './scripts/build-plugins.mjs'
import { portable } from './scripts/portable.mjs'
import { LongestFirst } from './scripts/longest-first.mjs'
import packageJson from './package.json' with { type: 'json' }
import { ownStorage } from './scripts/own-storage.mjs'

/** Tests of pure functions, and of what makes files: nothing of one is left for the next. */
const PURE = ['tests/{domain,questionnaires,papers}/**/*.test.ts']

/** Tests of screens that work with bytes, pictures and channels: inside a page of their own these are others, and many times slower. */
const APART = ['tests/device/**/*.test.ts', 'tests/views/{open,room,screen}/**/*.test.ts']

/** What a first answer needs nearly whole. */
const NEEDED_WHOLE = ['index', 'libraries', 'core', 'store', 'round', 'QuestionView']

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [
    vue(),
    schemaValidator(),
    compiledMessages(),
    zipWithoutWorker(),
    ...(mode === 'portable' ? [portable()] : [contentSecurityPolicy(), compiledWhole(NEEDED_WHOLE), serviceWorker()]),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __APP_VERSION__: JSON.stringify(packageJson.version),
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  // IndexedDB belongs to the origin, port included: on another port all answers would seem lost.
  server: { port: 5173, strictPort: true },
  preview: { port: 4173, strictPort: true },
  // Workers are modules, and start as such.
  worker: { format: 'es', plugins: () => [schemaValidator()] },
  // Browsers without modulepreload load the same files a little later; the stand-in for it would travel with the first screen.
  build: {
    outDir: mode === 'portable' ? 'dist-portable' : 'dist',
    target: 'es2022',
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // What every screen needs travels in two files: many small ones compress worse.
        codeSplitting: {
          groups: [
            {
              name: 'libraries',
              priority: 2,
              test: /node_modules\/(vue|@vue|vue-router|pinia|vue-i18n|@intlify|nanoid)\//,
            },
            // What is stored, its second copy and the questionnaires are read next, in one file: many small ones compress worse,
            // and each file that a screen asks for costs a slow phone some milliseconds.
            {
              name: 'store',
              test: /node_modules\/dexie\/|src\/(questionnaires\/(read|shipped)|device\/appUrl|storage\/(assessments|db|migrations|pen|records|versions|journal\/(client|keeper|place|secondPlace|start)\.ts))/,
            },
            {
              name: 'core',
              // Before the store, which would take along what loads any part.
              priority: 1,
              test: /src\/(domain\/(assessment|completeness|gaps|questionnaire|fraction)|i18n\/index|i18n\/en\/app|device\/temporary|storage\/(errors|firstVisit|home|look|news|preferences)|stores\/(library|preferences|questionnaires)|composables\/use(HeadingFocus|NoticesAbove|PageTitle|Turn))|vite\/|plugin-vue/,
            },
            // What all screens of a round share, and what many others do.
            {
              name: 'round',
              test: /src\/(components\/(Glossary(Text|Words)|InTurn|LevelMark|OpeningState|ProgressBar|RuleNote|SaveStatus)|composables\/use(Download|LevelWords|Printing|TimeLeft|UnionName)|domain\/(grading|pace|scoring)|i18n\/(formats|en\/answering)|storage\/(renewed|roundFile)|stores\/(assessment|following|saveQueue|whileLeaving))/,
            },
            {
              name: 'results',
              minShareCount: 2,
              test: /src\/(components\/(BandMark|ConfirmDialog|DeleteRound|ExampleNotice|FileField|PhotoCard|PhotoDialog|PictureRow|SortableTable|SpreadMark|TextField|WallPhotos|WorkedOut|charts\/RadarFigure)|composables\/use(Grade|Score|Vote)|domain\/(actions|photo|voice)|storage\/photo|stores\/photos)/,
            },
            { name: 'shared', minShareCount: 4, test: /src\/(components|composables|device|domain|storage|stores)\// },
          ],
        },
      },
    },
  },
  test: {
    env: { TZ: 'Europe/Brussels', LANG: 'en_GB.UTF-8' },
    // Otherwise one processor is left idle, which of two is half.
    maxWorkers: '100%',
    // A machine that is busy takes several times as long; a test that hangs is still told.
    testTimeout: 20_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        plugins: [ownStorage()],
        test: {
          name: 'core',
          environment: 'node',
          include: ['tests/*.test.ts', 'tests/{door,storage,stores,i18n,scripts}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'core-pure',
          environment: 'node',
          // In processes that go on: to start one for each file takes longer than most of these.
          isolate: false,
          include: PURE,
        },
      },
      {
        extends: true,
        test: {
          name: 'screen',
          environment: 'happy-dom',
          // A page for each file in processes that go on: a third quicker than a process for each.
          pool: 'vmForks',
          include: ['tests/{composables,components,device,views}/**/*.test.ts'],
          exclude: APART,
        },
      },
      {
        extends: true,
        test: {
          name: 'screen-apart',
          environment: 'happy-dom',
          include: APART,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: './tests/browser/setup.ts',
          // The processes go on from file to file, each with one browser. A test has a page of its own in it.
          isolate: false,
          // With one more than there are processors, pages were seen to stand still more often.
          maxWorkers: availableParallelism(),
          // By itself, as other projects have other numbers of processes.
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 60_000,
          // Of the tests that run side by side: more would wait for each other on two processors.
          maxConcurrency: 2,
          // As long as a page is given for anything else.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
}))
