import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { keepInstallOffer } from './device/installing'
import { isTemporary } from './device/temporary'
import { noteTyping } from './device/typing'
import { createTurns, TURNS } from './composables/useTurn'
import { i18n, LANGUAGE, markDocument } from './i18n'
import { fetchScreen, LONGEST_BLANK, readFor, router } from './router'
import { usePreferenceStore } from './stores/preferences'
import { useQuestionnaireStore } from './stores/questionnaires'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'

keepInstallOffer()
noteTyping()

fetchScreen(location.hash)

// In a task of its own: files are asked for first, and a slow phone can answer in between.
setTimeout(start)

function start(): void {
  const app = createApp(App).use(createPinia()).use(i18n).provide(TURNS, createTurns())
  markDocument(document.documentElement)
  useQuestionnaireStore().speak(LANGUAGE)

  // The store is open before anything can be clicked, and what the screen needs of the list is read, or a quick answer could
  // meet an empty store. Neither can throw: the library tells of its trouble on the screen, and preferences have defaults. But
  // a database that does not answer must not leave the page blank: after a moment the screens come anyway and say that they
  // wait.
  // After everything was erased, nothing is read, or looking for what is left would find what the reading made.
  const reading =
    location.hash !== '#/erased' &&
    Promise.all([
      readFor(location.hash.slice(1)),
      usePreferenceStore()
        .load()
        .catch(() => undefined),
    ])
  // Not awaited: the portable build is a plain script, which cannot.
  void Promise.race([reading, new Promise((resolve) => setTimeout(resolve, LONGEST_BLANK))])
    .then(() => {
      // The first navigation asks the library whether this is a first visit.
      app.use(router).mount('#app')
      // What is erased on the device is not of a page that keeps nothing: it would only lose what it has.
      return isTemporary() ? null : import('./stores/erasing')
    })
    .then((erasing) => erasing?.followErasing())
}
