import { describe, expect, it } from 'vitest'
import GlossaryText from '@/components/GlossaryText.vue'
import type { Term } from '@/domain/questionnaire'
import { all, click, HOSTILE, mountPart, nameOf, press, the, wordsOf } from '../support/mounting'

const rep: Term = { id: 'rep', term: 'Rep', text: 'Speaks for members at work.', words: ['rep', 'reps'] }
const register: Term = {
  id: 'register',
  term: 'Data register',
  text: 'A list of what is kept.',
  words: ['data register'],
}
const TEXT = 'Our reps keep a data register, and each rep reads it.'

const show = (text = TEXT, glossary: readonly Term[] = [rep, register]) =>
  mountPart(GlossaryText, { props: { text, glossary } })

describe('a text with glossary words', () => {
  it('reads as it was written', () => {
    expect(show().element.textContent).toBe(TEXT)
  })

  it('makes a button of each word that is explained, at its first place', () => {
    show()
    expect(all('button').map(nameOf)).toEqual(['reps', 'data register'])
  })

  it('is left untouched where no word is known', () => {
    const { element } = show('Nobody knows <b>these</b> words & signs.')
    expect(element.textContent).toBe('Nobody knows <b>these</b> words & signs.')
    expect(element.children).toHaveLength(0)
  })

  it('shows what looks like HTML as text', () => {
    const { element } = show(`${HOSTILE} rep`, [{ ...rep, text: HOSTILE }])
    expect(element.querySelector('img')).toBeNull()
    expect(element.textContent).toContain('<img src=x onerror="alert(1)">')
  })
})

describe('a glossary word', () => {
  it('explains nothing until it is asked', () => {
    show()
    expect(the('button', 'reps').getAttribute('aria-expanded')).toBe('false')
    expect(all('note')).toEqual([])
  })

  it('opens its definition in place, right after it', async () => {
    show()
    const word = the('button', 'reps')
    await click(word)
    const note = the('note', 'What “Rep” means')
    expect(wordsOf(note)).toBe('Rep Speaks for members at work. Close')
    expect(word.nextElementSibling).toBe(note)
    expect(word.getAttribute('aria-expanded')).toBe('true')
    expect(word.getAttribute('aria-controls')).toBe(note.id)
  })

  it('closes at a second press', async () => {
    show()
    await click(the('button', 'reps'))
    await click(the('button', 'reps'))
    expect(all('note')).toEqual([])
    expect(the('button', 'reps').getAttribute('aria-expanded')).toBe('false')
  })

  it('closes the definition of another', async () => {
    show()
    await click(the('button', 'reps'))
    await click(the('button', 'data register'))
    expect(all('note').map(nameOf)).toEqual(['What “Data register” means'])
    expect(the('button', 'reps').getAttribute('aria-expanded')).toBe('false')
  })

  it('has a definition that closes with its button, and the focus goes back to the word', async () => {
    show()
    await click(the('button', 'data register'))
    the('button', 'Close').focus()
    await click(the('button', 'Close'))
    expect(all('note')).toEqual([])
    expect(document.activeElement).toBe(the('button', 'data register'))
  })

  it.each(['reps', 'Close'])('closes with Esc on “%s”, and the focus goes back to the word', async (name) => {
    show()
    await click(the('button', 'reps'))
    the('button', name).focus()
    await press('Escape')
    expect(all('note')).toEqual([])
    expect(document.activeElement).toBe(the('button', 'reps'))
  })

  it('does not send a form when it is pressed', () => {
    show()
    expect(the('button', 'reps').type).toBe('button')
  })
})
