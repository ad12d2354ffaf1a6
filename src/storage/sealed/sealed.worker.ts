import { open, seal } from './age'
import { workFactor, type Task } from './tasks'

// Every try of a passphrase takes a second or more, in which the page has to go on.
addEventListener('message', ({ data }: MessageEvent<Task>) => {
  const work = 'text' in data ? seal(data.text, data.phrase, workFactor(navigator)) : open(data.bytes, data.phrase)
  work.then(
    (result) => postMessage({ result }),
    () => postMessage({}),
  )
})
