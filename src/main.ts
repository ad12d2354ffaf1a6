import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, LANGUAGE, markDocument } from './i18n'
import { router } from './router'
import { useLibraryStore } from './stores/library'
import { usePreferenceStore } from './stores/preferences'
import { useQuestionnaireStore } from './stores/questionnaires'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'

const app = createApp(App).use(createPinia()).use(i18n)
markDocument(document.documentElement)
useQuestionnaireStore().speak(LANGUAGE)

// What is stored is read before anything can be clicked, or a quick answer could meet an empty store.
// Neither can throw for long: the library tells of its trouble on the screen, and preferences have defaults.
await Promise.all([
  useLibraryStore().load(),
  usePreferenceStore()
    .load()
    .catch(() => undefined),
])
// The first navigation asks the library whether this is a first visit.
app.use(router).mount('#app')
