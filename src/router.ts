import { ref } from 'vue'
import { createRouter, createWebHashHistory, START_LOCATION } from 'vue-router'
import HomeView from './views/home/HomeView.vue'
import { useLibraryStore } from './stores/library'

/** Set while a screen could not be loaded: without a network, before it was ever opened. Holds the screen's address. */
export const unreachable = ref<string | null>(null)

// Addresses come after a #, so that any static host serves every deep link and a file opened from a disk works too.
export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    { path: '/', name: 'home', component: HomeView },
    { path: '/welcome', name: 'welcome', component: () => import('./views/welcome/WelcomeView.vue') },
    { path: '/new', name: 'new', component: () => import('./views/new/NewRoundView.vue') },
    { path: '/a/:id', name: 'tasks', component: () => import('./views/tasks/TaskListView.vue'), props: true },
    {
      path: '/a/:id/q/:q',
      name: 'question',
      component: () => import('./views/question/QuestionView.vue'),
      props: true,
    },
    { path: '/a/:id/check', name: 'check', component: () => import('./views/check/CheckView.vue'), props: true },
    {
      path: '/a/:id/results',
      name: 'results',
      component: () => import('./views/results/ResultsView.vue'),
      props: true,
    },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('./views/lost/LostView.vue') },
  ],
})

// Whoever opens Waymark for the first time is welcomed; later visits begin at Home.
router.beforeEach((to, from) => {
  if (to.name !== 'home' || from !== START_LOCATION) return true
  const library = useLibraryStore()
  return library.loading.status === 'ready' && library.rounds.length === 0 ? { name: 'welcome', replace: true } : true
})

router.onError((_error, to) => {
  unreachable.value = to.fullPath
})
router.afterEach(() => {
  unreachable.value = null
})
