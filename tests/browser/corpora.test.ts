import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeProjectFile } from '@/storage/projectFile'
import { filesIn, openBench, textsIn } from '../../scripts/corpora/bench.mjs'
import { aProject } from '../support/projects'

let folder: string
let bench: Awaited<ReturnType<typeof openBench>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-corpora-'))
  bench = await openBench()
}, 120_000)
afterAll(async () => {
  await bench?.close()
  if (folder) await rm(folder, { recursive: true })
})

test('every file of a folder is tried at the door, with the reason for which it was refused', async () => {
  await mkdir(join(folder, 'inner'))
  await writeFile(join(folder, 'texts.json'), '{"first": ["<b>", "=1+1", 7, null], "second": {"<b>": ""}}')
  await writeFile(join(folder, 'inner', 'cut.json'), '["cut off\n<b>')
  await writeFile(join(folder, 'inner', 'stray.bin'), new Uint8Array([0x22, 0xff, 0x22]))
  await writeFile(join(folder, 'inner', 'nothing'), '')
  expect(textsIn(filesIn(folder)).sort()).toEqual(['first', 'second', '<b>', '=1+1', '', '["cut off', '\ufffd'].sort())
  await writeFile(join(folder, 'union.json'), (await writeProjectFile(aProject(), 0, '1.0.0')).text)
  const { outcomes, faults } = await bench.tryFiles(filesIn(folder))
  expect(outcomes).toEqual({ not_ours: 1, not_json: 1, not_utf8: 1, empty: 1, read: 1 })
  // How long each took is measured on a machine that does nothing else.
  expect(faults.filter((fault) => !/ took \d+ ms$/.test(fault))).toEqual([])
})

/** Each tries something else: markup, formulas, lines of other formats, halves of characters, other directions, much. */
const TEXTS = [
  '"><img src=x onerror="globalThis.isRun=1"></title></style></textarea><script>globalThis.isRun=1</script><!--',
  '=HYPERLINK("https://example.org")\n;@SUM(1)\t+1\r-1',
  'a\r\nEND:VEVENT\r\nATTACH:https://example.org\u2028b]]>&amp;&#0;',
  '\ud800 \udc00\u0000\u0007\ufffe\u202eevil\u202c سجل الأعضاء',
  '👩🏽‍🏭'.repeat(600),
  ' __proto__ ',
  '',
]

test('a text of any kind comes through every field and every file as a text', async () => {
  const { fields, made, faults } = await bench.tryTexts(TEXTS)
  expect(faults).toEqual([])
  expect(fields).toBe(17)
  // Saved in two ways; 15 files of the round with its plan, 3 of what changed, 9 of the project without one.
  expect(made).toBe(29 * TEXTS.length)
}, 180_000)
