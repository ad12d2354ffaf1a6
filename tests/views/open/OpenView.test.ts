import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '@/domain/assessment'
import { writeRequestFile } from '@/door/codeFile'
import { listAssessments, saveAnswer, loadAssessment } from '@/storage/assessments'
import { deletePhoto, loadPhotos, savePhoto } from '@/storage/photos'
import { keepCountsOnly, loadSession, saveResponses, saveRoomItem, saveSession } from '@/storage/sessions'
import { seal } from '@/storage/sealed/age'
import { useFileStore } from '@/stores/files'
import { useLibraryStore } from '@/stores/library'
import OpenView from '@/views/open/OpenView.vue'
import { dataMaturity, answersOf, anAnswer } from '../../support/builders'
import { aRequest } from '../../support/codes'
import { all, click, descriptionOf, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'
import { aPhoto } from '../../support/photos'
import { aHeldResponse, aRoomItem, aSession } from '../../support/sessions'
import { emptyDevice, keep } from '../device'
import { aRound, harbour, loadQuestionnaires } from '../rounds'

beforeAll(loadQuestionnaires)
beforeEach(emptyDevice)

const ITEM = 'uses-benefit'
const noteOf = async () => (await loadAssessment('a1'))?.answers[ITEM]?.note

/** Puts a file into the field, as a person chooses it. */
async function choose(file: Blob) {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  input.dispatchEvent(new Event('change'))
}

/** A device with one round, and the file of its union. */
async function fileHere(): Promise<Blob> {
  await keep(
    dataMaturity,
    aRound('a1', { status: 'draft', sealedAt: null }),
    answersOf({ [ITEM]: anAnswer({ note: 'first' }) }),
  )
  return new Blob([(await useFileStore().save(harbour.id, null)).content])
}

async function arrive() {
  await useLibraryStore().load()
  return mountScreen(OpenView, { path: '/open' })
}
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 })

describe('opening a file', () => {
  it('shows what is in it, stores nothing until it is added, and can be undone', async () => {
    const file = await fileHere()
    await emptyDevice()
    await arrive()
    await choose(file)
    await until(() => expect(wordsOf()).toContain('Harbour Union'))
    expect(wordsOf()).toContain('This union is not here yet.')
    expect((await listAssessments()).rounds).toEqual([])
    await click(the('button', 'Add this union'))
    await until(() => expect(wordsOf()).toContain('The union was added.'))
    expect(await noteOf()).toBe('first')
    await click(the('button', 'Undo this'))
    await until(() => expect(wordsOf()).toContain('The union is again what it was before.'))
    expect((await listAssessments()).rounds).toEqual([])
  })

  it('adds a round that is not here yet, and says that nothing else changes', async () => {
    const keepRound = (id: string, date: string) => keep(dataMaturity, aRound(id, { date }), answersOf({ [ITEM]: 3 }))
    await keepRound('a2', '2026-11-20')
    const file = new Blob([(await useFileStore().save(harbour.id, null)).content])
    await emptyDevice()
    await keepRound('a1', '2025-11-20')
    await arrive()
    await choose(file)
    await until(() =>
      expect(wordsOf()).toContain(
        'The file has one round that is not here yet. If you add it, nothing that is here is replaced.',
      ),
    )
    expect(wordsOf()).toContain('Data maturity framework, 20 November 2026, Full form')
    expect(wordsOf()).not.toContain('entries')
    await click(the('button', 'Add what is new'))
    await until(async () =>
      expect((await listAssessments()).rounds.map(({ assessment }) => assessment.id).sort()).toEqual(['a1', 'a2']),
    )
  })

  it('says that a union of the same name was begun apart', async () => {
    await keep(dataMaturity, aRound('a1'), {}, { ...harbour, id: 'elsewhere' })
    const file = new Blob([(await useFileStore().save('elsewhere', null)).content])
    await emptyDevice()
    await keep(dataMaturity, aRound('a2'))
    await arrive()
    await choose(file)
    await until(() => expect(wordsOf()).toContain('This union is not here yet.'))
    expect(wordsOf()).toContain('A union of the same name is here, but it was begun apart from this one.')
    expect(wordsOf()).toContain('open the results of the one that is here, and choose “Compare with other rounds”.')
  })

  it('goes back to the title when everything is left as it is', async () => {
    const file = await fileHere()
    await arrive()
    await choose(file)
    await until(() => the('button', 'Leave everything as it is'))
    await click(the('button', 'Leave everything as it is'))
    expect(document.activeElement).toBe(the('heading', 'Open a file'))
    expect((await listAssessments()).rounds).toHaveLength(1)
  })

  it('says that nothing is new where everything is here', async () => {
    const file = await fileHere()
    await arrive()
    await choose(file)
    await until(() => expect(wordsOf()).toContain('Everything in this file is here already.'))
    expect(all('button').map(nameOf)).toEqual(['Leave everything as it is'])
  })

  it('brings photos that are not here, also where everything else is, and never takes any away', async () => {
    await fileHere()
    for (const id of ['one', 'two']) await savePhoto(aPhoto(id, { assessmentId: 'a1', addedAt: id.length }))
    const file = new Blob([(await useFileStore().save(harbour.id, null, true)).content])
    await deletePhoto('two')
    await savePhoto(aPhoto('three', { assessmentId: 'a1', addedAt: 9 }))
    await arrive()
    await choose(file)
    await until(() => expect(wordsOf()).toContain('It holds one photo of the wall that is not here yet.'))
    expect(wordsOf()).toContain('The rounds in this file are here already, but not all of its photos.')
    await click(the('button', /^Merge/))
    await until(() => expect(wordsOf()).toContain('The file was merged with what was here.'))
    expect((await loadPhotos('a1')).photos.map(({ id }) => id)).toEqual(['one', 'two', 'three'])
  })

  it('leaves a damaged photo out and says so; the rest can be taken in', async () => {
    await fileHere()
    await savePhoto(aPhoto('one', { assessmentId: 'a1' }))
    await savePhoto(aPhoto('two', { assessmentId: 'a1', addedAt: 2_000 }))
    const text = await (await useFileStore().save(harbour.id, null, true)).content.text()
    await emptyDevice()
    await arrive()
    await choose(new Blob([text.replace(/("data":"....)../, '$1zz')]))
    await until(() => expect(wordsOf()).toContain('One photo in this file is damaged and is left out.'))
    await click(the('button', 'Add this union'))
    await until(() => expect(wordsOf()).toContain('The union was added.'))
    expect((await loadPhotos('a1')).photos).toHaveLength(1)
  })

  it('replaces only after asking', async () => {
    const file = await fileHere()
    await saveAnswer('a1', ITEM, { note: 'second' })
    await arrive()
    await choose(file)
    await until(() => expect(wordsOf()).toContain('The file is older.'))
    await click(the('button', 'Replace what is here'))
    expect(await noteOf()).toBe('second')
    await click(the('button', 'Replace what is here', the('dialog')))
    await until(() => expect(wordsOf()).toContain('The union was replaced by the file.'))
    expect(await noteOf()).toBe('first')
  })

  it('refuses a damaged file with the place, and changes nothing', async () => {
    const file = await fileHere()
    const text = (await file.text()).replace('"status":"draft"', '"status":"done"')
    await arrive()
    await choose(new Blob([text]))
    await until(() => expect(wordsOf(the('alert'))).toContain('a value that Waymark does not know'))
    expect(wordsOf(the('alert'))).toContain('records/assessments/0/versions/0/value/status')
    expect(await noteOf()).toBe('first')
  })

  it('says of a request where it is answered, and leads there', async () => {
    await arrive()
    await choose(new Blob([writeRequestFile(aRequest(dataMaturity), dataMaturity).text]))
    await until(() => expect(wordsOf(the('alert'))).toContain('In this file, a union asks for your answers.'))
    expect(the('link', 'Answer a request of your union').getAttribute('href')).toBe('/respond')
  })

  it('says of a response who takes it in', async () => {
    await arrive()
    await choose(new Blob(['{"waymark": "response", "format": 1, "code": "WAYMARK:R1:"}']))
    await until(() => expect(wordsOf(the('alert'))).toContain('This file holds one person’s answers to a request.'))
  })
})

describe('a locked file', () => {
  const PHRASE = 'abandon ability able about above absent'
  const field = () => document.querySelector<HTMLInputElement>('input[type="password"]')!

  /** The file of a union, locked with little work and then changed; the device is empty again. */
  async function locked(change = (bytes: Uint8Array<ArrayBuffer>) => bytes): Promise<Blob> {
    const text = await (await fileHere()).text()
    const bytes = new Uint8Array(await seal(text, PHRASE, 1))
    await emptyDevice()
    return new Blob([change(bytes)])
  }

  async function tryWith(file: Blob, phrase: string) {
    await arrive()
    await choose(file)
    await until(() => expect(document.activeElement).toBe(field()))
    await write(field(), phrase)
    await click(the('button', 'Open the file'))
  }

  it('asks for its passphrase, and is then looked over like any other', async () => {
    await tryWith(await locked(), PHRASE)
    await until(() => expect(wordsOf()).toContain('This union is not here yet.'))
    expect(all('heading').map(nameOf)).not.toContain('This file is locked')
    expect((await listAssessments()).rounds).toEqual([])
    await click(the('button', 'Add this union'))
    await until(() => expect(wordsOf()).toContain('The union was added.'))
    expect(await noteOf()).toBe('first')
  })

  /** The file asks for work of factor 30, which would take a terabyte. */
  const hostile = (bytes: Uint8Array) =>
    new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replace(/ 1\n/, ' 30\n'), 'latin1'))
  it.each([
    ['the wrong words', undefined, 'other words', 'This passphrase does not open the file.'],
    ['a cut file', (bytes: Uint8Array) => new Uint8Array(bytes.slice(0, -9)), PHRASE, 'The file is cut short'],
    ['a hostile work factor', hostile, PHRASE, 'This file asks for more work than a device can do'],
  ])('says it in its own sentence: %s', async (_what, change, phrase, said) => {
    await tryWith(await locked(change), phrase)
    await until(() => expect(descriptionOf(field())).toContain(said))
    expect(wordsOf(the('alert'))).toContain(said)
    expect(document.activeElement).toBe(field())
    await click(the('button', 'Choose another file'))
    expect(all('alert')).toEqual([])
    expect(document.querySelector('input[type="file"]')).not.toBeNull()
  })
})

describe('what was changed on both sides', () => {
  /** An answer was changed here and on another device; without more said, its note. */
  async function merged(here: Partial<Answer> = { note: 'here' }, there: Partial<Answer> = { note: 'there' }) {
    const first = await fileHere()
    await emptyDevice()
    const files = useFileStore()
    const takeFirst = async (how: 'add' | 'merge', file: Blob) => {
      const outcome = await files.open(file)
      if ('opened' in outcome) await files.take(outcome.opened, how)
    }
    await takeFirst('add', first)
    await saveAnswer('a1', ITEM, there)
    const other = new Blob([(await files.save(harbour.id, null)).content])
    await emptyDevice()
    await takeFirst('add', first)
    await saveAnswer('a1', ITEM, here)
    await takeFirst('merge', other)
    await arrive()
    await until(() => expect(wordsOf()).toContain('Changed on both sides'))
  }

  it.each([
    ['Keep what is here', 'here'],
    ['Keep what the file says', 'there'],
    ['Keep both notes, one after the other', 'here\n\nthere'],
  ])('stays until a person chooses: %s', async (button, note) => {
    await merged()
    expect(wordsOf()).toContain('Note here')
    expect(wordsOf()).toContain('Note there')
    await click(the('button', button))
    await until(() => expect(all('heading').map(nameOf)).not.toContain('Changed on both sides'))
    expect(await noteOf()).toBe(note)
  })

  it('is told in the words of the question and of the answers', async () => {
    await merged(
      { choice: { kind: 'option', value: 2 } },
      { choice: { kind: 'not_applicable', reason: 'We have none.' } },
    )
    const item = dataMaturity.sections.flatMap(({ items }) => items).find(({ id }) => id === ITEM)!
    await until(() => expect(all('heading').map(nameOf)).toContain(`The answer to “${item.prompt}”`))
    expect(wordsOf()).toContain(`Answer 2 Emerging ${item.options[1]!.text}`)
    expect(wordsOf()).toContain('Answer Does not apply to us We have none.')
  })

  /** A workshop on the round, changed here and on another device. */
  async function workshop(here: () => Promise<void>, there: () => Promise<void>) {
    const files = useFileStore()
    await fileHere()
    await saveSession(meeting)
    await saveRoomItem('a1', ITEM, room)
    await saveResponses('a1', [response])
    const save = async () => new Blob([(await files.save(harbour.id, null)).content])
    const first = await save()
    const take = async (how: 'add' | 'merge', file: Blob) => {
      const outcome = await files.open(file)
      if (!('opened' in outcome)) throw new Error('the file was refused')
      await files.take(outcome.opened, how)
    }
    await emptyDevice()
    await take('add', first)
    await there()
    const other = await save()
    await emptyDevice()
    await take('add', first)
    await here()
    await take('merge', other)
    await arrive()
    await until(() => expect(wordsOf()).toContain('Changed on both sides'))
  }
  const item = dataMaturity.sections.flatMap(({ items }) => items).find(({ id }) => id === ITEM)!
  const titled = (title: string) => until(() => expect(all('heading').map(nameOf)).toContain(title))
  const meeting = aSession({ assessmentId: 'a1', sectionIds: [dataMaturity.sections[0]!.id] })
  const room = aRoomItem({ second: null })
  const response = aHeldResponse('k1')

  it('is told of a workshop by how it meets', async () => {
    await workshop(
      () => saveSession({ ...meeting, people: 15, meetings: [] }),
      () => saveSession({ ...meeting, sectionIds: dataMaturity.sections.slice(0, 2).map(({ id }) => id), floor: null }),
    )
    await titled('The workshop on the round of 22 November 2026, Data maturity framework')
    const [one, two] = dataMaturity.sections.map(({ title }) => title)
    expect(wordsOf()).toContain(
      `Parts to be settled ${one} Minutes of each meeting nothing given People expected 15 Fewest people of a group that is shown apart 4`,
    )
    expect(wordsOf()).toContain(
      `Parts to be settled ${one} and ${two} Minutes of each meeting 90 and 60 People expected 12 Fewest people of a group that is shown apart none, the meeting agreed to this`,
    )
  })

  it('is told of what a room gave to an item: what it settled on, why, and by how many votes', async () => {
    // On the passed device three voted and seven held up cards; the second time five cards.
    const again = { passed: [], cards: { ...room.first.cards, dontKnow: 0, doesNotApply: 1 } }
    await workshop(
      () => saveRoomItem('a1', ITEM, { ...room, reason: 'Branches differ.', parked: null, confidence: 'guessing' }),
      () =>
        saveRoomItem('a1', ITEM, {
          ...room,
          second: again,
          outcome: { kind: 'not_agreed', low: 2, high: 4 },
          evidence: { source: '', date: '' },
        }),
    )
    await titled(`What the room gave to “${item.prompt}”`)
    expect(wordsOf()).toContain(`Answer 4 Developing ${item.options[3]!.text} How sure`)
    expect(wordsOf()).toContain('Note Branches differ. Evidence minutes.pdf, 31 January 2026')
    expect(wordsOf()).toContain('Number of votes or answers 10 Parked for later nothing given')
    expect(wordsOf()).toContain(
      'Answer The room did not agree. It stands between 2 Emerging and 4 Developing. How sure',
    )
    expect(wordsOf()).toContain('Evidence nothing given Number of votes or answers 5 Parked for later Ask the north.')
  })

  it('is told of a response without laying out what one person said', async () => {
    const { answers } = response.response
    const more = { ...answers, [ITEM]: Object.values(answers)[0]!, other: anAnswer({}) }
    await workshop(
      () => saveResponses('a1', [{ ...response, response: { ...response.response, edition: 3, answers: more } }]),
      () => saveResponses('a1', [{ ...response, response: { ...response.response, edition: 4, role: 'staff' } }]),
    )
    await titled('One person’s response to the round of 22 November 2026, Data maturity framework')
    expect(wordsOf()).toContain('Times it was handed over 3 Number of votes or answers 2')
    expect(wordsOf()).toContain('Times it was handed over 4 Number of votes or answers 1')
    await click(the('button', 'Keep what the file says'))
    await until(() => expect(all('heading').map(nameOf)).not.toContain('Changed on both sides'))
    expect((await loadSession('a1'))?.responses[0]?.response.edition).toBe(4)
  })

  it('is told of votes that were deleted on one side', async () => {
    await workshop(
      () => saveRoomItem('a1', ITEM, { ...room, reason: 'here' }),
      () => keepCountsOnly('a1', { [ITEM]: { ...room, first: { passed: [], cards: none }, counts: eight } }),
    )
    await titled(`What the room gave to “${item.prompt}”`)
    expect(wordsOf()).toContain('Number of votes or answers 10')
    expect(wordsOf()).toContain('Number of votes or answers 8')
  })
  const none = { levels: [], dontKnow: 0, doesNotApply: 0 }
  const eight = { first: { ...none, dontKnow: 8 }, second: null }
})
