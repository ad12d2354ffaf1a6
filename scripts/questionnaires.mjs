// Checks every questionnaire and every translation:  npm run questionnaires [-- folder …]
// Without folders it checks all of questionnaires/. Prints file, path and reason of each problem.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { createServer } from 'vite'

const asked = process.argv.slice(2)
const folders = asked.length
  ? asked
  : readdirSync('questionnaires', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join('questionnaires', entry.name))
const reasons = JSON.parse(readFileSync('src/i18n/en/problems.json', 'utf8'))
const sentence = ({ code, details }) => reasons[code].replace(/\{(\w+)\}/g, (_, name) => details[name])

const vite = await createServer({ server: { middlewareMode: true, ws: false }, appType: 'custom', logLevel: 'error' })
const { checkFolder } = await vite.ssrLoadModule('/src/questionnaires/folder.ts')
let problems = 0
let files = 0
for (const folder of folders) {
  const texts = Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
  for (const report of checkFolder(basename(folder), texts)) {
    files += 1
    problems += report.problems.length
    const file = relative('.', join(folder, report.file))
    for (const found of report.problems) console.error(`${file}\n  at ${found.path || 'the top'}: ${sentence(found)}`)
    if (report.notes.length) console.log(`${file}: ${report.notes.length} texts are not translated and stay English`)
  }
}
await vite.close()
console.log(`Questionnaires: ${files} files checked, ${problems} problems`)
process.exit(problems ? 1 : 0)
