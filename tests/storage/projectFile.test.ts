import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from '@/domain/canonical'
import { mergeRecords } from '@/domain/merge'
import { fingerprintOf, shortFingerprint, writeProjectFile, type Project } from '@/storage/projectFile'
import { reading } from '../support/files'
import { anyProject, aProject } from '../support/projects'

const NOW = Date.UTC(2026, 10, 29, 12)
const BY = { device: 'b', at: '' }

const inOrder = ({ union, records }: Project) => ({
  union,
  records: records.map((record) => canonical(record)).sort(),
})

describe('the file of a union', () => {
  it('says what it is, and nothing of the union in its name', async () => {
    const { name, text, fingerprint } = await writeProjectFile(aProject(), NOW, '1.2.3')
    expect(name).toBe('waymark-union-2026-11-29.json')
    expect(JSON.parse(text)).toMatchObject({
      waymark: 'project',
      app: '1.2.3',
      savedAt: '2026-11-29T12:00:00.000Z',
      fingerprint,
      union: 'union-teachers',
    })
  })

  it('has one line for each record', async () => {
    const { text } = await writeProjectFile(aProject(), NOW, '1.2.3')
    expect(text.split('\n').filter((line) => line.includes('"versions"'))).toHaveLength(aProject().records.length)
  })

  it('keeps to its published schema', async () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../src/door/project.schema.json', import.meta.url), 'utf8'),
    ) as object
    const validate = new Ajv2020({ strictTypes: false }).compile(schema)
    const { text } = await writeProjectFile(aProject(), NOW, '1.2.3')
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true)
  })

  it('comes back equal, and brings nothing new the second time: 1,000 unions', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, async (project) => {
        const { text, fingerprint } = await writeProjectFile(project, NOW, '1.2.3')
        const outcome = await reading(text)
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
        const { arrival } = outcome
        expect(inOrder(arrival.project)).toEqual(inOrder(project))
        expect(arrival).toMatchObject({ kind: 'project', savedAt: NOW, fingerprint, isAltered: false })
        const once = mergeRecords([], arrival.project.records, BY)
        expect(mergeRecords(once, arrival.project.records, BY)).toEqual([])
      }),
      { numRuns: 1_000, seed: 20_261_129 },
    )
  }, 60_000)
})

describe('the fingerprint', () => {
  it('is that of the contents, not of their order or the time', async () => {
    const project = aProject()
    const turned = { ...project, records: [...project.records].reverse() }
    expect(await fingerprintOf(turned)).toBe(await fingerprintOf(project))
  })

  it('is another one when a single letter is', async () => {
    const project = aProject()
    const other = JSON.parse(JSON.stringify(project).replace('Ask the branches', 'Ask the branche')) as Project
    expect(await fingerprintOf(other)).not.toBe(await fingerprintOf(project))
  })

  it('tells of a file that was changed by hand', async () => {
    const { text } = await writeProjectFile(aProject(), NOW, '1.2.3')
    const outcome = await reading(text.replace('Ask the branches', 'Ask nobody'))
    expect(outcome).toMatchObject({ ok: true, arrival: { isAltered: true } })
  })

  it('is shown in groups of four', () => {
    expect(shortFingerprint('0123456789abcdef0123')).toBe('0123 4567 89ab cdef')
  })
})
