import { readFile } from './read'

// A hostile file can take long to read; the page has to go on, and to be able to give up.
addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  readFile(data).then(
    (outcome) => postMessage(outcome),
    () => postMessage(null),
  )
})
