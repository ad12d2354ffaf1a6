import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { loadMessages } from '@/i18n'
import { useQuestionnaireStore } from '@/stores/questionnaires'
import HelpView from '@/views/help/HelpView.vue'
import type { Term } from '@/domain/questionnaire'
import { aQuestionnaire, dataMaturity } from '../../support/builders'
import { all, click, descriptionOf, mountScreen, nameOf, the, wordsOf, write } from '../../support/mounting'

await loadMessages('help')

const TOPICS = [
  'What data is',
  'How a round goes',
  'How to choose a level',
  'How the data governance check works',
  'How the figures are worked out',
  'The action plan and the papers',
  'Comparing rounds',
  'A workshop with several people',
  'Photos of the wall',
  'Handing in your own answers',
  'Where your answers are',
  'Saving a file, and bringing it back',
  'A computer that others use too',
  'Keep Waymark on this device like an app',
  'The keyboard',
  'Accessibility statement',
]
const consent: Term = { id: 'consent', term: 'Consent', text: 'A free and clear yes.', words: ['consent'] }
const dpia: Term = { id: 'dpia', term: 'DPIA', text: 'A check before you start.', words: ['dpia', 'impact assessment'] }
const ballot: Term = { id: 'ballot', term: 'Ballot', text: 'A vote of members.', words: ['ballot', 'ballots'] }
const aeneas: Term = { id: 'aeneas', term: 'Énergie', text: 'A word with an accent.', words: ['énergie'] }

/** The screen as somebody finds it once the glossary is there, or could not be loaded (`null`). */
async function visit(glossary: readonly Term[] | null = [dpia, consent, ballot], path = '/help') {
  const shown = aQuestionnaire([], { glossary: glossary ?? [] })
  vi.spyOn(useQuestionnaireStore(), 'offered').mockImplementation(async () => {
    if (!glossary) throw new Error('no network')
    return [{ source: shown, shown }]
  })
  const { router } = await mountScreen(HelpView, { path })
  await vi.waitFor(() => expect(wordsOf()).not.toContain('Loading the glossary'))
  return router
}

function field(): HTMLInputElement {
  const found = [...document.querySelectorAll<HTMLInputElement>('input[type="search"]')]
  expect(found.map(nameOf)).toEqual(['Search the guide and the glossary'])
  return found[0] as HTMLInputElement
}
const search = (words: string) => write(field(), words)

const shownTopics = () =>
  all('heading')
    .map(nameOf)
    .filter((name) => TOPICS.includes(name))
const shownTerms = () => [...document.querySelectorAll('dt')].map((term) => wordsOf(term))
const marked = () => [...document.querySelectorAll('mark')].map((mark) => wordsOf(mark))
const outcome = () => wordsOf(the('status'))
const said = (sentence: string) => vi.waitFor(() => expect(outcome()).toBe(sentence), { timeout: 2000 })

describe('the guide', () => {
  it('has one main heading, then each topic, then the glossary', async () => {
    await visit()
    expect(nameOf(document.querySelector('h1') as Element)).toBe('Help')
    expect([...document.querySelectorAll('h2')].map(nameOf)).toEqual(['On this page', ...TOPICS, 'Glossary'])
    expect(document.title).toBe('Help – Waymark')
  })

  it('lists what is on the page, each entry a link to its place, none of them the current page', async () => {
    await visit()
    const links = all('link')
    expect(links.map(nameOf)).toEqual([
      ...TOPICS,
      'Glossary',
      'Papers for a workshop',
      'Prepare a workshop',
      'Answer a request of your union',
      'Your data on this device',
      'Open a file',
    ])
    expect(the('link', 'How to choose a level').getAttribute('href')).toBe('/help#levels')
    expect(document.querySelector('[aria-current="page"]')).toBeNull()
  })

  it('says what it must not leave out', async () => {
    await visit()
    const words = wordsOf()
    for (const sentence of [
      'the fact that somebody is a member of a union is itself protected information',
      'Choose the highest level where everything described is true today.',
      'A question without an answer is never turned into the lowest level.',
      'Level 5 is not the aim for everyone.',
      'The check is not legal advice.',
      'There is no overall grade.',
      'If you delete the data that this browser keeps for websites, your rounds are deleted too.',
      'This statement was written in November 2026.',
    ])
      expect(words).toContain(sentence)
  })

  it('has the keys in a table with headings, in a box that takes the focus and has a name', async () => {
    await visit()
    expect(all('columnheader').map(nameOf)).toEqual(['Keys', 'What they do', 'Where'])
    const copy = all('row').find((row) => wordsOf(row).includes('Ctrl + S'))
    expect(wordsOf(copy)).toBe('Ctrl + S Cmd + S Saves a copy of the round to a file. On a question, from any field')
    expect(all('rowheader')).toHaveLength(all('row').length)
    expect(the('region', 'The keyboard').tabIndex).toBe(0)
  })
})

describe('the glossary', () => {
  it('has the words from A to Z, wherever an accent stands', async () => {
    await visit([dpia, consent, aeneas, ballot])
    expect(shownTerms()).toEqual(['Ballot', 'Consent', 'DPIA', 'Énergie'])
    expect(wordsOf()).toContain('A vote of members.')
  })

  it('has each word once', async () => {
    await visit([dpia, consent, { ...dpia, text: 'Said differently.' }])
    expect(shownTerms()).toEqual(['Consent', 'DPIA'])
    expect(wordsOf()).not.toContain('Said differently.')
  })

  it('has all words of the questionnaire that comes with the app', async () => {
    await mountScreen(HelpView, { path: '/help' })
    await vi.waitFor(() => expect(shownTerms()).toHaveLength(dataMaturity.glossary.length), { timeout: 5000 })
    expect(shownTerms()).toContain('Data protection officer (DPO)')
  })

  it('says that it is being loaded, while the guide is there already', async () => {
    vi.spyOn(useQuestionnaireStore(), 'offered').mockReturnValue(new Promise(() => {}))
    await mountScreen(HelpView, { path: '/help' })
    expect(wordsOf()).toContain('Loading the glossary…')
    expect(shownTopics()).toEqual(TOPICS)
  })

  it('says what to do where it could not be loaded, and the guide and its search work without it', async () => {
    await visit(null)
    expect(wordsOf()).toContain('The glossary could not be loaded in full. Nothing is lost')
    expect(shownTopics()).toEqual(TOPICS)
    await search('Esc')
    expect(shownTopics()).toEqual(['The keyboard'])
    await said('One topic of the guide matches.')
  })
})

describe('the search', () => {
  it.each([
    ['a word', 'legal', ['How the data governance check works'], []],
    ['the beginning of a word', 'ballo', [], ['Ballot']],
    ['capitals and other forms of the word', 'IMPACT', [], ['DPIA']],
    ['a letter left out', 'conset', [], ['Consent']],
    ['a letter too many', 'accessibillity', ['Accessibility statement'], []],
    ['two words, in any order', 'rep group', ['What data is'], []],
    ['a word although another one is nearly like it', 'consent', [], ['Consent']],
  ])('finds %s', async (_what, words, topics, terms) => {
    await visit()
    await search(words)
    expect(shownTopics()).toEqual(topics)
    expect(shownTerms()).toEqual(terms)
  })

  it('finds the word that a whole question is about', async () => {
    await visit()
    await search('What is a DPIA?')
    expect(shownTerms()).toEqual(['DPIA'])
    expect(shownTopics().length).toBeLessThan(3)
  })

  it.each([
    ['photo', 'Photos of the wall'],
    ['picture', 'Photos of the wall'],
    ['wall', 'Photos of the wall'],
    ['privacy', 'Where your answers are'],
    ['backup', 'Saving a file, and bringing it back'],
    ['Excel', 'The action plan and the papers'],
    ['shared computer', 'A computer that others use too'],
  ])('finds what people call it, also where the topic says it in other words: %s', async (words, topic) => {
    await visit()
    await search(words)
    expect(shownTopics()).toContain(topic)
  })

  it('finds a word without its accent', async () => {
    await visit([aeneas, ballot])
    await search('energie')
    expect(shownTerms()).toEqual(['Énergie'])
    expect(marked()).toEqual(['Énergie'])
  })

  it('finds topics by their title, and marks the words it found', async () => {
    await visit()
    await search('rota')
    expect(shownTopics()).toContain('What data is')
    expect(marked()).toContain('rota')
    expect(wordsOf()).toContain('A rota or a staff list from the employer')
  })

  it('lists on top only what it found', async () => {
    await visit()
    await search('consent')
    expect(all('link').map(nameOf)).toEqual(['Glossary'])
    await search('WCAG')
    expect(all('link').map(nameOf)).toEqual(['Accessibility statement'])
  })

  it('says in whole sentences how much it found, and nothing before anybody searched', async () => {
    await visit()
    expect(outcome()).toBe('')
    await search('ballot')
    await said('No topic of the guide matches. One word of the glossary matches.')
    await search('browser')
    expect(shownTopics()).toEqual([
      'Photos of the wall',
      'Where your answers are',
      'Saving a file, and bringing it back',
      'Keep Waymark on this device like an app',
      'Accessibility statement',
    ])
    await said('5 topics of the guide match. No word of the glossary matches.')
  })

  it('says it once somebody stops typing, not at every letter', async () => {
    await visit()
    vi.useFakeTimers()
    try {
      await search('bal')
      await vi.advanceTimersByTimeAsync(300)
      await search('ballo')
      await vi.advanceTimersByTimeAsync(300)
      expect(outcome()).toBe('')
      await vi.advanceTimersByTimeAsync(200)
      expect(outcome()).not.toBe('')
    } finally {
      vi.useRealTimers()
    }
  })

  it('says kindly that it found nothing, and what to do', async () => {
    await visit()
    await search('xylophone')
    expect(shownTopics()).toEqual([])
    expect(shownTerms()).toEqual([])
    expect(all('link')).toEqual([])
    await said('Nothing was found. Please look at the spelling, or try a shorter or another word.')
  })

  it('shows everything again when the field is emptied', async () => {
    await visit()
    await search('xylophone')
    await search('  ')
    expect(shownTopics()).toEqual(TOPICS)
    expect(shownTerms()).toEqual(['Ballot', 'Consent', 'DPIA'])
    expect(marked()).toEqual([])
    await said('')
  })

  it('is emptied by a button, which gives the focus back to the field', async () => {
    await visit()
    expect(all('button')).toEqual([])
    await search('ballot')
    await click(the('button', 'Clear the search and show everything'))
    expect(field().value).toBe('')
    expect(shownTopics()).toEqual(TOPICS)
    expect(document.activeElement).toBe(field())
  })

  it('says beside its name how it works, and has no placeholder', async () => {
    await visit()
    expect(descriptionOf(field())).toContain('Results appear as you type.')
    expect(field().getAttribute('placeholder')).toBeNull()
  })
})

describe('an address with a topic', () => {
  const scrolled: string[] = []
  beforeEach(() => {
    scrolled.length = 0
    vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
      scrolled.push(nameOf(this))
    })
  })
  const focused = () => (document.activeElement ? nameOf(document.activeElement) : null)

  it('brings page and focus to it on arrival', async () => {
    await visit([consent], '/help#keyboard')
    await vi.waitFor(() => expect(focused()).toBe('The keyboard'))
    expect(scrolled).toEqual(['The keyboard'])
  })

  it('leads nowhere special where there is no such topic', async () => {
    await visit([consent], '/help#nowhere')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(scrolled).toEqual([])
    expect(shownTopics()).toEqual(TOPICS)
  })

  it('is where a link of the contents leads, also a second time, and Back leads out again', async () => {
    const router = await visit()
    await click(the('link', 'Where your answers are'))
    await vi.waitFor(() => expect(focused()).toBe('Where your answers are'))
    expect(router.currentRoute.value.hash).toBe('#privacy')
    field().focus()
    await click(the('link', 'Where your answers are'))
    await vi.waitFor(() => expect(focused()).toBe('Where your answers are'))
    expect(scrolled).toEqual(['Where your answers are', 'Where your answers are'])
    await click(the('link', 'Glossary'))
    await vi.waitFor(() => expect(focused()).toBe('Glossary'))
    router.back()
    await vi.waitFor(() => expect(focused()).toBe('Where your answers are'))
    router.back()
    await vi.waitFor(() => expect(focused()).toBe('Help'))
  })

  it('shows the topic also where a search had left it out', async () => {
    const router = await visit()
    await search('ballot')
    expect(shownTopics()).toEqual([])
    await router.push('/help#levels')
    await nextTick()
    await vi.waitFor(() => expect(focused()).toBe('How to choose a level'))
    expect(field().value).toBe('')
  })
})
