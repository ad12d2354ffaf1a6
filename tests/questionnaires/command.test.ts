import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const TIMEOUT = 60_000

function questionnaires(...folders: string[]) {
  const run = spawnSync(process.execPath, ['scripts/questionnaires.mjs', ...folders], {
    encoding: 'utf8',
    timeout: TIMEOUT,
  })
  return { exit: run.status, printed: run.stdout + run.stderr }
}

describe('npm run questionnaires', () => {
  it(
    'finds nothing wrong in what comes with the app',
    () => {
      const { exit, printed } = questionnaires()
      expect(printed).toMatch(/^Questionnaires: [1-9]\d* files checked, 0 problems$/m)
      expect(exit).toBe(0)
    },
    TIMEOUT,
  )

  it(
    'prints file, path and reason of each problem, of all folders at once, and fails',
    () => {
      const broken = 'tests/fixtures/broken'
      const { exit, printed } = questionnaires(`${broken}/missing`, `${broken}/too-long/`, `${broken}/wrong-language`)
      expect(printed).toContain(`${broken}/missing/questionnaire.json\n  at the top: “rule” is missing here.\n`)
      expect(printed).toContain(
        `${broken}/too-long/questionnaire.json\n  at sections/sharing/title: This text may have at most 160 characters.\n`,
      )
      expect(printed).toContain(
        `${broken}/wrong-language/es.json\n  at language: The language is “fr”, but the file is called “es”.\n`,
      )
      expect(printed).toContain('Questionnaires: 4 files checked, 3 problems\n')
      expect(exit).toBe(1)
    },
    TIMEOUT,
  )

  it(
    'tells how much a translation leaves English, and does not fail for it',
    () => {
      const { exit, printed } = questionnaires('tests/fixtures/broken/missing-text')
      expect(printed).toContain('missing-text/fr.json: 1 texts are not translated and stay English\n')
      expect(exit).toBe(0)
    },
    TIMEOUT,
  )
})
