import { describe, expect, it } from 'vitest'
import GlossaryWords from '@/components/GlossaryWords.vue'
import type { Term } from '@/domain/questionnaire'
import { all, click, mountPart, nameOf, the, wordsOf } from '../support/mounting'

const rep: Term = { id: 'rep', term: 'Representative', text: 'Speaks for members.', words: ['rep', 'reps'] }
const ballot: Term = { id: 'ballot', term: 'Ballot', text: 'A vote of members.', words: ['ballot'] }

const show = (...texts: string[]) => mountPart(GlossaryWords, { props: { texts, glossary: [rep, ballot] } })

describe('the words explained below a question', () => {
  it('are those of all its texts, each once, as they come up', () => {
    show('How do you hold a ballot?', 'The reps do.', 'A rep calls a ballot.')
    expect(all('button').map(nameOf)).toEqual(['ballot', 'rep'])
    expect(wordsOf()).toContain('Words explained:')
  })

  it('open their definitions', async () => {
    show('The reps do.')
    await click(the('button', 'rep'))
    expect(wordsOf(the('note', 'What “Representative” means'))).toContain('Speaks for members.')
  })

  it('take no room where there are none', () => {
    show('Nothing to explain.')
    expect(wordsOf()).toBe('')
  })
})
