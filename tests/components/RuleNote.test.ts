import { describe, expect, it } from 'vitest'
import RuleNote from '@/components/RuleNote.vue'
import type { Law } from '@/domain/assessment'
import type { Item, Term } from '@/domain/questionnaire'
import { aCheckItem } from '../support/builders'
import { all, click, HOSTILE, mountPart, the, wordsOf } from '../support/mounting'

const item = aCheckItem('breach', {
  prompt: 'Do people know what to do after a breach?',
  rules: [
    { jurisdiction: 'any', text: 'Practise it once a year.' },
    { jurisdiction: 'eu', text: 'Article of the Union.' },
    { jurisdiction: 'uk', text: 'Section of the Act.' },
    { jurisdiction: 'eu-uk', text: 'Article 33 of both.' },
  ],
})
const EU = 'European Union: Article of the Union.'
const UK = 'United Kingdom: Section of the Act.'
const BOTH = 'European Union and United Kingdom: Article 33 of both.'
const ANY = 'Practise it once a year.'
const ELSEWHERE = 'Rules of another country are shown here as good practice.'

async function open(law: Law | null, more: Partial<Item> = {}, glossary: readonly Term[] = []) {
  const wrapper = mountPart(RuleNote, { props: { item: { ...item, ...more }, law, glossary } })
  await click(the('summary'))
  return wrapper
}
/** The rules under “By law:” or “As good practice:”. */
function listed(title: string): readonly string[] {
  const list = all('list').find((each) => each.previousElementSibling?.textContent === title)
  return list ? all('listitem', undefined, list).map((line) => wordsOf(line)) : []
}

describe('the rule behind a question', () => {
  it('is closed until it is asked, and its name says of which question', () => {
    mountPart(RuleNote, { props: { item, law: 'eu', glossary: [] } })
    expect(the('summary').textContent).toBe('The rule behind this: Do people know what to do after a breach?')
    expect(wordsOf()).not.toContain('Article')
  })

  it.each<[Law, readonly string[], readonly string[]]>([
    ['eu', [EU, BOTH], [ANY, UK]],
    ['uk', [UK, BOTH], [ANY, EU]],
    ['eu-uk', [EU, UK, BOTH], [ANY]],
  ])('is law where the union says it is under it, and good practice elsewhere: %s', async (law, laws, practice) => {
    await open(law)
    expect(listed('By law:')).toEqual(laws)
    expect(listed('As good practice:')).toEqual(practice)
  })

  it.each<[string, Law | null]>([
    ['another country', 'other'],
    ['not said yet', null],
  ])('is good practice only, with the place where it is law: %s', async (_what, law) => {
    await open(law)
    expect(listed('By law:')).toEqual([])
    expect(listed('As good practice:')).toEqual([ANY, EU, UK, BOTH])
    expect(wordsOf()).not.toMatch(/by law/i)
    expect(wordsOf()).toContain(`${ELSEWHERE} Please look at the law of your own country.`)
  })

  it('is good practice where it is advice on a law, also for a union under that law, which needs no other', async () => {
    const advice = { jurisdiction: 'uk', text: 'Check what the Act says now.', advice: true } as const
    await open('uk', { rules: [advice, { jurisdiction: 'uk', text: 'Section of the Act.' }] })
    expect(listed('By law:')).toEqual([UK])
    expect(listed('As good practice:')).toEqual(['United Kingdom: Check what the Act says now.'])
    expect(wordsOf()).not.toContain(ELSEWHERE)
  })

  it('sends nobody to the law of their own country where nothing is from elsewhere', async () => {
    await open('eu-uk')
    expect(wordsOf()).not.toContain(ELSEWHERE)
  })

  it('sends nobody to a law where there is no rule but good practice', async () => {
    await open('other', { rules: [{ jurisdiction: 'any', text: ANY }] })
    expect(listed('As good practice:')).toEqual([ANY])
    expect(wordsOf()).not.toContain(ELSEWHERE)
  })

  it('has no list where there is no rule', async () => {
    await open('eu', { rules: [] })
    expect(all('list')).toEqual([])
    expect(wordsOf()).not.toMatch(/By law:|As good practice:/)
  })

  it('explains its words', async () => {
    await open('eu', {}, [{ id: 'act', term: 'Act', text: 'A law of a parliament.', words: ['act'] }])
    expect(listed('As good practice:')[1]).toContain('United Kingdom: Section of the Act')
    await click(the('button', 'Act'))
    expect(wordsOf(the('note'))).toContain('A law of a parliament.')
  })

  it('shows what looks like HTML as text', async () => {
    const { element } = await open('eu', { rules: [{ jurisdiction: 'any', text: HOSTILE }] })
    expect(element.querySelector('img')).toBeNull()
    expect(element.textContent).toContain(HOSTILE)
  })
})

describe('what a question is for a union', () => {
  it.each<[Item['duty'], Law | null, string]>([
    ['duty', 'eu', 'This is a duty by law.'],
    ['duty', 'uk', 'This is a duty by law.'],
    ['duty', 'eu-uk', 'This is a duty by law.'],
    ['partly', 'uk', 'This is a duty by law in some cases.'],
    ['practice', 'eu', 'This is good practice.'],
    ['duty', 'other', 'This is good practice.'],
    ['duty', null, 'This is good practice.'],
    ['partly', 'other', 'This is good practice.'],
  ])('is said first: %s under the law %s', async (duty, law, words) => {
    await open(law, { duty })
    expect(wordsOf(document.querySelector('strong') ?? document.body)).toBe(words)
  })

  it('is told with what is most likely to hurt people, and only then', async () => {
    const wrapper = await open('uk', { critical: true })
    expect(wordsOf()).toContain('This is a duty by law. It is most likely to hurt people when it is missing.')
    wrapper.unmount()
    await open('uk')
    expect(wordsOf()).not.toContain('hurt people')
  })
})
