import { createApp, h, ref } from 'vue'
import CameraReader from '@/components/CameraReader.vue'
import CodeRefusal from '@/components/CodeRefusal.vue'
import QrPicture from '@/components/QrPicture.vue'
import { readResponseCode } from '@/door/responseCode'
import { i18n, loadMessages, markDocument } from '@/i18n'
import '@/styles/tokens.css'
import '@/styles/base.css'
import '@/styles/print.css'

// A page with what reads codes and nothing else, for a real browser: no screen of the app stands in the way of a test of it.

const read = ref<readonly string[]>([])
const code = new URLSearchParams(location.search).get('code')

markDocument(document.documentElement)
await loadMessages('codes')
createApp(() => {
  const last = read.value.at(-1)
  const reading = last === undefined ? null : readResponseCode(last)
  return h('main', [
    h('h1', 'Camera'),
    code === null
      ? h(CameraReader, { onRead: (text: string) => void (read.value = [...read.value, text]) })
      : h(QrPicture, { text: code, label: 'Your answers as a code' }),
    reading?.ok === false ? h(CodeRefusal, { problem: reading.problem }) : null,
    h(
      'ol',
      { 'aria-label': 'Read' },
      read.value.map((text) => h('li', text)),
    ),
  ])
})
  .use(i18n)
  .mount('#app')
