// Tries every file of a folder as an import, and every text in it in every text field:  npm run corpora -- FOLDER
import { relative } from 'node:path'
import { filesIn, openBench, textsIn } from './bench.mjs'

const [folder] = process.argv.slice(2)
if (!folder) {
  console.error('Which folder?  npm run corpora -- FOLDER')
  process.exit(2)
}
const files = filesIn(folder)
const texts = textsIn(files)
const bench = await openBench()
const doors = await bench.tryFiles(files)
const fields = await bench.tryTexts(texts, (count) => console.error(`${count} of ${texts.length} texts`))
await bench.close()

const { read = 0, ...refused } = doors.outcomes
const reasons = Object.entries(refused).sort(([, a], [, b]) => b - a)
const faults = [...doors.faults.map((fault) => relative(folder, fault)), ...fields.faults]
const row = (name, value) => console.log(`${name.padEnd(36)} ${String(value).padStart(8)}`)
row('Files tried at the door', files.length)
row('  read', read)
row('  refused', files.length - read)
for (const [reason, count] of reasons) row(`    ${reason}`, count)
row('  longest, in ms', Math.round(doors.longest))
row('Texts', texts.length)
row('  fields that each was put into', fields.fields)
row('  files made of them and read back', fields.made)
row('  longest, all files of one, in ms', Math.round(fields.longest))
row('Faults', faults.length)
for (const fault of faults) console.log(`FAULT ${fault}`)
process.exit(faults.length > 0 ? 1 : 0)
