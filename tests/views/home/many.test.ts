import { flushPromises } from '@vue/test-utils'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAssessments } from '@/storage/assessments'
import { closeDatabase, database } from '@/storage/db'
import { readFor } from '@/router'
import { useLibraryStore } from '@/stores/library'
import HomeView from '@/views/home/HomeView.vue'
import { aQuestionnaire, aSection } from '../../support/builders'
import { all, click, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'
import { emptyDevice, holdTable } from '../device'
import { aRound, loadQuestionnaires, PATIENCE } from '../rounds'

const questionnaire = aQuestionnaire([aSection('uses', ['pay'])])
const until = (holds: () => unknown) => vi.waitFor(holds, PATIENCE)

/** The day so many days after the first of January 2024. */
const dayOf = (count: number) => new Date(Date.UTC(2024, 0, 1 + count)).toISOString().slice(0, 10)

/** 30 unions with ten rounds each, one a day from 2024 on, in turn; the first round of each union is a draft. */
async function keepMany() {
  const { id: questionnaireId, version: questionnaireVersion } = questionnaire
  const rounds = Array.from({ length: 300 }, (_, number) =>
    aRound(`round-${number}`, {
      unionId: `union-${number % 30}`,
      questionnaireId,
      questionnaireVersion,
      status: number < 30 ? 'draft' : 'sealed',
      date: dayOf(number),
    }),
  )
  const db = await database()
  await db.questionnaires.put({ id: questionnaireId, version: questionnaireVersion, content: questionnaire })
  await db.unions.bulkPut(
    Array.from({ length: 30 }, (_, union) => ({ id: `union-${union}`, name: `Union ${union}`, law: null })),
  )
  await db.assessments.bulkPut(rounds)
}

beforeAll(loadQuestionnaires)
beforeEach(async () => {
  await emptyDevice()
  await keepMany()
  await closeDatabase()
})

async function arrive() {
  await readFor('/')
  await mountScreen(HomeView)
  await until(() => expect(all('button', /^Show more/)).toHaveLength(2))
}
const section = (name: string) => the('region', name)
const namesIn = (part: string) => all('heading', /^Union /, section(part)).map(nameOf)
const field = () => the('searchbox', 'Find a union or a round') as HTMLInputElement
const status = () => all('status').map((each) => wordsOf(each))

describe('Home with 300 rounds', () => {
  it('shows the newest twenty unfinished and the newest twenty finished rounds, and how many there are', async () => {
    await arrive()
    // The drafts are those of the first 30 days, one a union.
    expect(namesIn('To be continued')).toEqual(Array.from({ length: 20 }, (_, index) => `Union ${29 - index}`))
    expect(namesIn('Finished rounds')).toEqual(Array.from({ length: 20 }, (_, index) => `Union ${29 - index}`))
    expect(wordsOf(section('To be continued'))).toContain('20 of 30 are shown.')
    expect(wordsOf(section('Finished rounds'))).toContain('20 of 270 are shown.')
  })

  it('reads no others', async () => {
    await arrive()
    expect(useLibraryStore().rounds).toHaveLength(40)
  })

  it('shows more when asked, and goes on at the first of them', async () => {
    await arrive()
    await click(the('button', 'Show more To be continued'))
    await until(() => expect(namesIn('To be continued')).toHaveLength(30))
    expect(namesIn('To be continued').slice(20)).toEqual(Array.from({ length: 10 }, (_, index) => `Union ${9 - index}`))
    expect(document.activeElement?.closest('li')?.querySelector('h3')?.textContent).toBe('Union 9')
    expect(all('button', /^Show more/).map(nameOf)).toEqual(['Show more Finished rounds'])
  })

  it('finds rounds and unions as one types, says how many, and leads to the union’s page', async () => {
    await arrive()
    await write(field(), 'union 17')
    await until(() => expect(status()).toContain('One union found. 10 rounds found.'))
    expect(the('link', 'Union 17').getAttribute('href')).toBe('/u/union-17')
    expect(namesIn('Rounds found')).toEqual(Array.from({ length: 10 }, () => 'Union 17'))
    expect(all('region').map(nameOf)).not.toContain('To be continued')
    await write(field(), 'union 17 2024-01')
    // Its draft of the 18th of January.
    await until(() => expect(status()).toContain('One round found.'))
    await write(field(), 'nowhere')
    expect(status()).toContain('Nothing found. Try fewer words, or another way to write them.')
  })

  it('shows the first twenty of what was found, and more when asked', async () => {
    await arrive()
    await write(field(), '2024')
    await until(() => expect(status()).toContain('300 rounds found.'))
    expect(namesIn('Rounds found')).toHaveLength(20)
    await click(the('button', 'Show more Rounds found'))
    await flushPromises()
    expect(namesIn('Rounds found')).toHaveLength(40)
    expect(document.activeElement?.closest('li')).toBe(section('Rounds found').querySelectorAll('li')[20])
  })

  it('shows unions before the rounds are read, and says that it looks on', async () => {
    await arrive()
    const release = await holdTable('assessments')
    await write(field(), 'union 17')
    await until(() => expect(status()).toContain('One union found. Looking through all rounds…'))
    expect(the('link', 'Union 17').getAttribute('href')).toBe('/u/union-17')
    // Of the rounds that were read, some would fit; how many there are is not known yet.
    expect(all('region').map(nameOf)).not.toContain('Rounds found')
    await write(field(), 'nowhere')
    expect(status()).toContain('Looking through all rounds…')
    release()
    await until(() => expect(status()).toContain('Nothing found. Try fewer words, or another way to write them.'))
    await write(field(), 'union 17')
    expect(namesIn('Rounds found')).toHaveLength(10)
  })

  it('reads the rounds when somebody turns to the field, and no more once they have left it', async () => {
    await arrive()
    field().focus()
    await until(() => expect(useLibraryStore().rounds).toHaveLength(300))
    await write(field(), 'union 17')
    expect(status()).toContain('One union found. 10 rounds found.')
    field().blur()
    await flushPromises()
    expect(useLibraryStore().isWhole).toBe(true)
    field().focus()
    await write(field(), '')
    field().blur()
    await until(() => expect(useLibraryStore().isWhole).toBe(false))
    expect(namesIn('To be continued')).toHaveLength(20)
  })

  it('tells where the rounds cannot be read, and finds them when that is over', async () => {
    await arrive()
    const broken = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError')
    })
    await write(field(), 'union 17')
    await until(() => the('alert'))
    expect(status().join('')).toBe('')
    broken.mockRestore()
    // As “Try again” does, which stands above every screen.
    await useLibraryStore().again()
    await until(() => expect(status()).toContain('One union found. 10 rounds found.'))
    expect(all('alert')).toEqual([])
  })

  it('is as before once the words are gone, with the focus in the field', async () => {
    await arrive()
    await write(field(), 'union 17')
    await until(() => section('Rounds found'))
    await click(the('button', 'Clear the search'))
    await until(() => expect(namesIn('To be continued')).toHaveLength(20))
    expect(document.activeElement).toBe(field())
    expect(field().value).toBe('')
    expect(status().join('')).toBe('')
  })
})

describe('Home with a few rounds', () => {
  it('has no search, and nothing more to show', async () => {
    await emptyDevice()
    const { id: questionnaireId, version: questionnaireVersion } = questionnaire
    const rounds = Array.from({ length: 12 }, (_, number) => ({
      assessment: aRound(`round-${number}`, { questionnaireId, questionnaireVersion, date: dayOf(number) }),
      answers: {},
      questionnaire,
    }))
    await createAssessments({ id: 'harbour', name: 'Harbour Union', law: null }, rounds)
    await readFor('/')
    await mountScreen(HomeView)
    await until(() => expect(useLibraryStore().total).toEqual({ draft: 0, sealed: 12 }))
    expect(all('searchbox')).toEqual([])
    expect(all('button', /^Show more/)).toEqual([])
  })
})
