// Pictures of every screen:  npm run screenshots [-- folder] [-- --readme]
// Walks the built app as a first visitor and saves each screen and state at 360 and 1280 px, light and dark.
// With --only=maturity,room … it makes these walks alone; with --readme it also renews the two pictures of the README.
import { takePictures } from './pictures.mjs'

const words = process.argv.slice(2)
const only = words.find((word) => word.startsWith('--only='))?.slice('--only='.length)
const folder = words.find((word) => !word.startsWith('--')) ?? 'node_modules/.cache/screens'
const trouble = await takePictures({ folder, only: only?.split(','), isForReadme: words.includes('--readme') })
for (const sentence of trouble) console.error(sentence)
console.log(`Pictures are in ${folder}`)
process.exitCode = trouble.length > 0 ? 1 : 0
