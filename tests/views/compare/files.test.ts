import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { listAssessments, listVersions } from '@/storage/assessments'
import { allAt, dataGovernance, dataMaturity } from '../../support/builders'
import { all, click, HOSTILE, the, wordsOf } from '../../support/mounting'
import { emptyDevice, keep } from '../device'
import { aProject, aRound, harbour, loadQuestionnaires } from '../rounds'
import {
  aFile,
  arrive,
  choices,
  chooseFile,
  fileOf,
  keepWorked,
  rowOf,
  saidOfFile,
  settle,
  tick,
  unfold,
  until,
} from './arriving'

vi.mock('vue-chartjs', async () => (await import('../results/drawing')).onPaper)

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)
afterEach(settle)

const B = '19 November 2025, Full form, An elected leader'
const C = '18 November 2026, Full form, A member of staff'
const civic = { id: 'civic', name: 'Civic Union', law: null }
/** What a box says beside its name. */
const noteOf = (name: string) => {
  const box = the('checkbox', name, unfold(/^Rounds to compare/))
  return document.getElementById(box.getAttribute('aria-describedby') ?? '')?.textContent ?? ''
}

describe('a round from a file', () => {
  it('is opened and chosen where it is of the same union', async () => {
    await keepWorked('c')
    await arrive('c')
    await chooseFile(aFile(fileOf('b')))
    expect(saidOfFile()).toBe('The round of 19 November 2025 was opened and chosen.')
    await until(() => expect(rowOf('Leadership')).toContain('up 0.8'))
    expect(choices()).toEqual([`+ ${C}`, `+ ${B}`])
    expect(noteOf(B)).toBe('From a file. It is not kept on this device.')
    // What was said stays to be read: the choice is not folded away.
    expect(the('summary', /^Rounds to compare/).closest('details')?.open).toBe(true)
  })

  it('is compared over the versions that the file brings along', async () => {
    await keepWorked('c')
    await arrive('c')
    await chooseFile(aFile(fileOf('a')))
    await until(() => expect(rowOf('Leadership')).toContain('2 Emerging 1.5 3 Learning 2.6 up 1.1'))
  })

  it('is never stored: no round, no union and no copy of its questionnaire', async () => {
    await keepWorked('c')
    const before = await listAssessments()
    await arrive('c')
    await chooseFile(aFile(fileOf('a', { union: civic })))
    await chooseFile(aFile(fileOf('a')))
    await until(() => expect(rowOf('Leadership')).toContain('up 1.1'))
    expect(await listAssessments()).toEqual(before)
    expect(await listVersions('data-maturity')).toEqual(['1.1.0'])
  })

  it('of another union is opened, named, and not chosen until somebody says so', async () => {
    await keepWorked('c')
    await arrive('c')
    await chooseFile(aFile(fileOf('b', { union: civic })))
    expect(saidOfFile()).toBe(
      'The round of 19 November 2025 was opened. Its union was begun apart from this one. Tick the round above if both are your union.',
    )
    expect(choices()).toEqual([`+ ${C}`, B])
    expect(noteOf(B)).toContain('The file says the union is called “Civic Union”. Compare only if that is your union.')
    await tick(B, 2)
    await until(() => expect(rowOf('Leadership')).toContain('up 0.8'))
  })

  it('shows any name of its union as text, and has words for none', async () => {
    await keepWorked('c')
    await arrive('c')
    await chooseFile(aFile(fileOf('b', { union: { ...civic, name: HOSTILE } })))
    expect(noteOf(B)).toContain('<img src=x')
    expect(document.querySelector('img')).toBeNull()
    await chooseFile(aFile(fileOf('b', { union: { ...civic, name: '' } })))
    await until(() => expect(noteOf(B)).toContain('the union is called “Your union”'))
    await tick(B, 2)
    await until(() => expect(rowOf('Leadership')).toContain('up 0.8'))
  })

  it('is there once where the same file is opened twice, as it was opened last', async () => {
    await keepWorked('c')
    await arrive('c')
    await chooseFile(aFile(fileOf('b')))
    await until(() => expect(rowOf('Leadership')).toContain('up 0.8'))
    await chooseFile(aFile(fileOf('b')))
    await until(() => expect(saidOfFile()).toBe('The round of 19 November 2025 was opened and chosen.'))
    expect(choices()).toEqual([`+ ${C}`, `+ ${B}`])
    // A file whose leaders were at 3 throughout.
    const content = JSON.parse(fileOf('b')) as { answers: object }
    const answers = { ...content.answers, ...allAt(dataMaturity, 3) }
    await chooseFile(aFile(JSON.stringify({ ...content, answers })))
    // 16 of 6 now, 18 of 6 then.
    await until(() => expect(rowOf('Leadership')).toContain('3 Learning 3.0 3 Learning 2.7 down 0.3'))
  })

  it('can be taken away again', async () => {
    await keepWorked('bc')
    await arrive('c')
    await chooseFile(aFile(fileOf('a')))
    await until(() => the('summary', /^Rounds to compare 3 of 3/))
    await tick('20 November 2024, Full form, An elected leader', 2)
    await until(() => expect(rowOf('Leadership')).toContain('up 0.8'))
  })

  it('does not stand beside the rounds of another union, or of another questionnaire', async () => {
    await keepWorked('c')
    const { wrapper } = await arrive('c')
    await chooseFile(aFile(fileOf('b')))
    await until(() => the('summary', /^Rounds to compare 2 of 2/))
    wrapper.unmount()
    await keep(dataMaturity, aRound('civic'), {}, civic)
    const other = await arrive('civic')
    expect(choices()).toEqual(['+ 22 November 2026, Full form, An elected leader'])
    other.wrapper.unmount()
    await keep(dataGovernance, aRound('check'))
    await arrive('check')
    expect(choices()).toEqual(['+ 22 November 2026, Full form, An elected leader'])
  })

  it('is still chosen when the page of the union was looked at meanwhile', async () => {
    await keepWorked('c')
    const { wrapper, router } = await arrive('c')
    await chooseFile(aFile(fileOf('b')))
    await until(() => the('summary', /^Rounds to compare 2 of 2/))
    const { fullPath } = router.currentRoute.value
    wrapper.unmount()
    await arrive('c', fullPath.slice(fullPath.indexOf('?')))
    await until(() => expect(rowOf('Leadership')).toContain('up 0.8'))
  })

  it('of a project stands beside rounds of this project', async () => {
    const subject = aProject('Phone bank')
    await keep(dataGovernance, aRound('p1', { subject }), allAt(dataGovernance, 2))
    await arrive('p1')
    const assessment = { id: 'p0', subject, date: '2025-11-22', questionnaireId: 'data-governance' }
    const { version: questionnaireVersion } = dataGovernance
    const text = fileOf('b', { ...assessment, questionnaireVersion, questionnaire: dataGovernance })
    await chooseFile(aFile(text))
    // None of its answers fits this questionnaire.
    await until(() => expect(rowOf('Write a plan')).toContain('too few answers to compare'))
  })
})

describe('a file that is not opened', () => {
  const changed = (more: object) => JSON.stringify({ ...(JSON.parse(fileOf('b')) as object), ...more })
  const large = (file: File) => {
    Object.defineProperty(file, 'size', { value: 20_000_001 })
    return file
  }
  const gone = (file: File) => {
    Object.defineProperty(file, 'text', { value: () => Promise.reject(new DOMException('gone', 'NotFoundError')) })
    return file
  }

  it.each<[string, () => File, string]>([
    [
      'is cut off',
      () => aFile(fileOf('b').slice(0, -9)),
      'This file cannot be read. It may be cut off or of another kind.',
    ],
    ['is another file', () => aFile('{"name":"x"}'), 'This file is not a round that was saved with Waymark.'],
    [
      'is of a whole union',
      () => aFile('{"waymark":"project","version":8}'),
      'This file holds a whole union, and here only single rounds are opened. Choose “Open a file” on Home to open it there.',
    ],
    ['comes from a newer Waymark', () => aFile(changed({ version: 99 })), 'This file was saved by a newer Waymark.'],
    [
      'is damaged',
      () => aFile(changed({ assessment: null })),
      'This file is damaged: a part that is needed cannot be read.',
    ],
    ['is much too large', () => large(aFile(fileOf('b'))), 'This file is much larger than a round can be'],
    ['is gone', () => gone(aFile(fileOf('b'))), 'The file could not be opened. Is it still where it was?'],
    [
      'has a damaged questionnaire',
      () => aFile(fileOf('b', { questionnaire: { ...dataMaturity, sections: [] } })),
      'The questionnaire in this file is damaged',
    ],
    [
      'is not finished',
      () => aFile(fileOf('b', { status: 'draft', sealedAt: null })),
      'The round in this file is not finished.',
    ],
    [
      'is of another questionnaire',
      () => aFile(fileOf('b', { questionnaireId: 'data-governance' })),
      'The round in this file used another questionnaire.',
    ],
    [
      'is about a project',
      () => aFile(fileOf('b', { subject: aProject('Phone bank') })),
      'The round in this file is about something else',
    ],
    ['is here already', () => aFile(fileOf('c')), 'The round in this file is here already.'],
  ])('says why: it %s', async (_what, file, sentence) => {
    await keepWorked('c')
    await arrive('c')
    await chooseFile(file())
    await until(() => expect(wordsOf(the('alert'))).toContain(sentence))
    expect(choices()).toEqual([`+ ${C}`])
    expect(saidOfFile()).toBe('')
  })

  it('leaves the comparison as it was, and gives way to one that can be opened', async () => {
    await keepWorked('bc')
    await arrive('c')
    await until(() => expect(rowOf('Leadership')).toContain('up 0.8'))
    await chooseFile(aFile('no round'))
    await until(() => the('alert'))
    expect(rowOf('Leadership')).toContain('up 0.8')
    await chooseFile(aFile(fileOf('a')))
    await until(() => the('heading', 'Each part over time'))
    expect(all('alert')).toEqual([])
  })

  it('is nothing where nobody chose one', async () => {
    await keepWorked('c')
    await arrive('c')
    const input = document.querySelector('input[type="file"]')!
    input.dispatchEvent(new Event('change', { bubbles: true }))
    await click(the('summary', /^Rounds to compare/))
    expect(all('alert')).toEqual([])
    expect(wordsOf()).toContain(harbour.name)
  })
})
