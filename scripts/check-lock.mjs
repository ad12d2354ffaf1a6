// Every optional dependency (a platform's binary) that a locked package names must itself be in the lock,
// or `npm ci` fails on the platforms whose binary is missing.
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const locked = new Set(Object.keys(packages).map((key) => key.replace(/^.*node_modules\//, '')))
const missing = Object.entries(packages).flatMap(([key, value]) =>
  Object.keys(value.optionalDependencies ?? {})
    .filter((name) => !locked.has(name))
    .map((name) => `${key} wants ${name}, which the lock file does not have`),
)
for (const line of missing) console.error(line)
console.log(`Lock file: ${locked.size} packages, ${missing.length} missing`)
process.exit(missing.length ? 1 : 0)
