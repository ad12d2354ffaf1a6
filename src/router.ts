import { ref } from 'vue'
import { createRouter, createWebHashHistory, START_LOCATION, type RouteComponent } from 'vue-router'
import { holdPlace, letGo } from './composables/scrollBack'
import { loadMessages, type MessagePart } from './i18n'
import { isNewerWaiting } from './device/newer'
import { lookAhead } from './storage/look'
import { FIRST_FEW, useLibraryStore, type Wanted } from './stores/library'

declare module 'vue-router' {
  interface RouteMeta {
    /** The screen itself says whether the work is saved. */
    tellsOfSaving?: true
    /** A room is at work on the screen: newer versions of the app wait until it is left. */
    holdsUpdate?: true
    /** The screen fills its window: the app shows nothing of itself around it. */
    bare?: true
    /** The screen needs the width of the header: its tables, pictures or cards stand beside each other. */
    isWide?: true
    /** What the screen needs of the list of rounds. A screen that says nothing does not wait for it. */
    wants?: (params: Readonly<Record<string, unknown>>, query: Readonly<Record<string, unknown>>) => Wanted
  }
}

/** Set while a screen could not be loaded: without a network, before it was ever opened. Holds the screen's address. */
export const unreachable = ref<string | null>(null)

/** A screen that is loaded when it is first opened, with the messages it needs. */
function screen(load: () => Promise<{ default: RouteComponent }>, ...parts: readonly MessagePart[]) {
  return async () => (await Promise.all([load(), ...parts.map(loadMessages)]))[0]
}

const WIDE = { isWide: true as const }
const FEW = { draft: FIRST_FEW, sealed: FIRST_FEW }
const NEWEST = { wants: () => ({ newest: FEW }) }
/** For a choice among the unions, in the order of their newest rounds. */
const UNIONS = { wants: () => ({ newest: FEW, unions: true as const }) }
const UNION = { wants: ({ id }: Readonly<Record<string, unknown>>) => ({ union: String(id) }) }
const UNION_OF_ROUND = { wants: ({ id }: Readonly<Record<string, unknown>>) => ({ unionOf: String(id) }) }

// Addresses come after a #, so that any static host serves every deep link and a file opened from a disk works too.
export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior(to, from, saved) {
    // The top of a page needs no holding: it is there, however far the page still grows.
    if (saved) return saved.top > 0 ? holdPlace(saved) : { top: 0 }
    return to.path === from.path ? undefined : { top: 0 }
  },
  routes: [
    { path: '/', name: 'home', meta: NEWEST, component: screen(() => import('./views/home/HomeView.vue'), 'home') },
    {
      path: '/welcome',
      name: 'welcome',
      meta: NEWEST,
      component: screen(() => import('./views/welcome/WelcomeView.vue')),
    },
    {
      path: '/new',
      name: 'new',
      // With the round that the new one begins with.
      meta: {
        wants: (_params, { from }) => ({ newest: FEW, unions: true, ...(from ? { round: String(from) } : {}) }),
      },
      component: screen(() => import('./views/new/NewRoundView.vue'), 'answering'),
    },
    {
      path: '/a/:id',
      name: 'tasks',
      component: screen(() => import('./views/tasks/TaskListView.vue'), 'answering'),
      props: true,
    },
    {
      path: '/a/:id/q/:q',
      name: 'question',
      meta: { tellsOfSaving: true },
      component: screen(() => import('./views/question/QuestionView.vue'), 'answering'),
      props: ({ params, query }) => ({ ...params, fromCheck: query.from === 'check' }),
    },
    {
      path: '/a/:id/check',
      name: 'check',
      meta: { tellsOfSaving: true },
      component: screen(() => import('./views/check/CheckView.vue'), 'answering', 'voting'),
      props: true,
    },
    {
      path: '/a/:id/results',
      name: 'results',
      meta: { tellsOfSaving: true, ...WIDE },
      component: screen(() => import('./views/results/ResultsView.vue'), 'answering', 'results', 'voting', 'photos'),
      props: true,
    },
    {
      path: '/a/:id/rest/:q',
      name: 'rest',
      component: screen(() => import('./views/rest/RestView.vue'), 'answering'),
      props: true,
    },
    {
      path: '/room/:id',
      name: 'room',
      meta: { tellsOfSaving: true, holdsUpdate: true, ...WIDE },
      component: screen(() => import('./views/room/RoomView.vue'), 'answering', 'room', 'voting', 'photos'),
      props: true,
    },
    {
      path: '/room/:id/screen',
      name: 'room-screen',
      meta: { tellsOfSaving: true, holdsUpdate: true, bare: true },
      component: screen(() => import('./views/screen/ScreenView.vue'), 'answering', 'room', 'voting'),
      props: true,
    },
    {
      path: '/a/:id/hand-over',
      name: 'hand-over',
      component: screen(() => import('./views/respond/HandOverView.vue'), 'answering', 'respond'),
      props: true,
    },
    {
      path: '/respond',
      name: 'respond',
      component: screen(() => import('./views/respond/RespondView.vue'), 'answering', 'respond', 'codes'),
    },
    {
      path: '/room/new',
      name: 'room-new',
      meta: UNIONS,
      component: screen(() => import('./views/prepare/PrepareView.vue'), 'answering', 'workshop', 'voting'),
    },
    {
      path: '/room/:id/responses',
      name: 'room-responses',
      meta: { tellsOfSaving: true, holdsUpdate: true },
      component: screen(() => import('./views/gather/GatherView.vue'), 'answering', 'workshop', 'voting', 'codes'),
      props: true,
    },
    {
      path: '/u/:id',
      name: 'union',
      meta: { ...WIDE, ...UNION },
      component: screen(
        () => import('./views/union/UnionView.vue'),
        'answering',
        'results',
        'files',
        'sealed',
        'backup',
      ),
      props: true,
    },
    {
      path: '/u/:id/plan',
      name: 'plan',
      meta: { tellsOfSaving: true, ...WIDE, ...UNION },
      component: screen(() => import('./views/plan/PlanView.vue'), 'answering', 'results', 'plan'),
      props: true,
    },
    {
      path: '/a/:id/actions',
      name: 'review',
      meta: UNION_OF_ROUND,
      component: screen(() => import('./views/review/ReviewView.vue'), 'answering', 'plan'),
      props: true,
    },
    {
      path: '/a/:id/compare',
      name: 'compare',
      meta: { ...WIDE, ...UNION_OF_ROUND },
      component: screen(() => import('./views/compare/CompareView.vue'), 'answering', 'results', 'compare', 'voting'),
      props: true,
    },
    {
      path: '/report/:id',
      name: 'report',
      meta: { ...WIDE, ...UNION_OF_ROUND },
      component: screen(
        () => import('./views/report/ReportView.vue'),
        'answering',
        'results',
        'plan',
        'papers',
        'photos',
        'compare',
        'voting',
      ),
      props: true,
    },
    {
      path: '/room/:id/paper',
      name: 'room-paper',
      meta: { tellsOfSaving: true, holdsUpdate: true, ...WIDE },
      component: screen(() => import('./views/paper/PaperView.vue'), 'answering', 'sheets'),
      props: true,
    },
    {
      path: '/room/:id/apart',
      name: 'room-apart',
      meta: { holdsUpdate: true, ...WIDE },
      component: screen(() => import('./views/apart/ApartView.vue'), 'answering', 'voting', 'sheets'),
      props: true,
    },
    {
      path: '/open',
      name: 'open',
      // The names of unions that something can be put back of.
      meta: { wants: () => ({ newest: { draft: 0, sealed: 0 }, unions: true }) },
      component: screen(() => import('./views/open/OpenView.vue'), 'answering', 'files', 'sealed'),
    },
    { path: '/example', name: 'example', component: screen(() => import('./views/example/ExampleView.vue'), 'home') },
    {
      path: '/kit',
      name: 'kit',
      meta: WIDE,
      component: screen(() => import('./views/kit/KitView.vue'), 'answering', 'kit'),
    },
    { path: '/help', name: 'help', component: screen(() => import('./views/help/HelpView.vue'), 'help') },
    {
      path: '/data',
      name: 'data',
      meta: UNIONS,
      component: screen(() => import('./views/data/DataView.vue'), 'answering', 'data', 'backup'),
    },
    { path: '/erased', name: 'erased', component: screen(() => import('./views/erased/ErasedView.vue'), 'data') },
    // For whoever works on Waymark. Named here in full, so that the built app is without it.
    ...(import.meta.env.DEV
      ? [
          {
            path: '/parts',
            name: 'parts',
            meta: WIDE,
            component: screen(
              () => import('./views/parts/PartsView.vue'),
              'answering',
              'results',
              'voting',
              'offline',
              'room',
              'compare',
              'codes',
              'backup',
              'sealed',
              'data',
              'photos',
            ),
          },
        ]
      : []),
    { path: '/:rest(.*)*', name: 'lost', component: screen(() => import('./views/lost/LostView.vue')) },
  ],
})

/** The screens that somebody who has begun may need next. */
const AHEAD = ['home', 'tasks', 'question', 'rest', 'check', 'results', 'union', 'compare', 'help']
let isFetched = false

type Load = () => Promise<unknown>

/**
 * Loads the screens that come next, once, one after another whenever the page has nothing else to do: what a person does
 * meanwhile never waits for more than one of them. What cannot be loaded is asked for again.
 */
async function fetchAhead(): Promise<void> {
  if (isFetched) return
  isFetched = true
  await new Promise((resolve) => setTimeout(resolve, QUIET))
  const loads = router
    .getRoutes()
    .filter(({ name }) => AHEAD.includes(String(name)))
    // A screen that was opened is there already, in place of its loader.
    .flatMap(({ components }) => (typeof components?.default === 'function' ? [components.default as Load] : []))
  const chart = () => import('./components/charts/ScoreRadar.vue')
  const { getReady } = useLibraryStore()
  for (const load of [getReady, ...loads, chart]) {
    await whenIdle()
    // Of the older build nothing more is needed; and Chromium may forget to change to the newer one where a tab asks the older
    // worker for a file just as that is to end.
    if (await isNewerWaiting()) return
    await load().catch(() => (isFetched = false))
  }
}

/** Milliseconds after a screen has come, before others are fetched: a slow phone is needed for this one first. */
const QUIET = 3000

/** When the page has nothing else to do; not every browser tells. */
function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2000 })
    else setTimeout(resolve, 50)
  })
}

/**
 * Fetches the screen of a deep link while what is stored is being read: on a slow line that is half of the wait. At the
 * bare address it is not known yet which screen comes. Where it cannot be loaded, the navigation that follows says so.
 */
export function fetchScreen(hash: string): void {
  if (hash.length <= 2) return
  const load = router.resolve(hash.slice(1)).matched.at(-1)?.components?.default
  const loads = typeof load === 'function' ? [load as Load] : []
  // A union's and a round's pages come to these one after another: each would wait for an answer of the host of its own.
  if (/^#\/(?:a|u|room|report)\//.test(hash)) {
    lookAhead()
    loads.push(
      () => import('./storage/journal/secondPlace'),
      () => import('./questionnaires/read'),
      () => import('./questionnaires/shipped'),
    )
  }
  // While its round is read there is time for what writes its dates and lists.
  if (/^#\/a\/[^/]+\/results/.test(hash)) loads.push(async () => (await import('./i18n/formats')).makeFormats())
  for (const each of loads) each().catch(() => undefined)
}

/** Reads what the screen at this address, after the `#`, needs of the list of rounds. Cannot throw: the library tells of its trouble. */
export function readFor(address: string): Promise<void> {
  const { meta, params, query } = router.resolve(address || '/')
  return useLibraryStore().want(meta.wants?.(params, query) ?? null)
}

/** Milliseconds that a screen waits for what it needs of the list; then it comes and says that it waits. */
export const LONGEST_BLANK = 1500

// A screen comes with its rounds, as they are now: another tab, or the round itself, may have gone on since it was left. At
// the start they were read already.
router.beforeEach(async (to, from) => {
  // Where only the part after the ? changes, the screen stays.
  if (from === START_LOCATION || to.name === 'erased' || to.path === from.path) return
  await Promise.race([readFor(to.fullPath), new Promise((resolve) => setTimeout(resolve, LONGEST_BLANK))])
})

// Whoever opens Waymark for the first time is welcomed; later visits begin at Home, and so do an old link to the welcome and
// the way back there, which would hide unfinished work.
router.beforeEach((to, from) => {
  const library = useLibraryStore()
  if (to.name === 'welcome' && library.unions().length > 0) return { name: 'home', replace: true }
  if (to.name !== 'home' || from !== START_LOCATION) return true
  return library.loading.status === 'ready' && library.rounds.length === 0 ? { name: 'welcome', replace: true } : true
})

router.beforeResolve(letGo)

router.onError((_error, to) => {
  unreachable.value = to.fullPath
})
router.afterEach((to) => {
  unreachable.value = null
  // Whoever has begun gets each next screen at once; a first visitor's first screen does without the others.
  if (to.name !== 'welcome' && to.name !== 'erased') void fetchAhead()
})
