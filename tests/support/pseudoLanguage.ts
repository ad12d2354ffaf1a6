import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import type { Questionnaire } from '../../src/domain/questionnaire'
import { mapTexts } from '../../src/questionnaires/texts'

/** Every string of the pseudo-language begins and ends with these, so that a string left in the code stands out. */
export const OPEN = '⟦'
export const CLOSE = '⟧'

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  n: 'ñ',
  c: 'ç',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
}

function accent(text: string): string {
  return text.replace(/\{[^}]*\}|[A-Za-z]/g, (part) => (part.length > 1 ? part : (ACCENTED[part] ?? part)))
}

/** A text with accents, brackets and two fifths more length, its placeholders and plural forms kept. */
export function pseudo(text: string): string {
  return text
    .split(' | ')
    .map((form) => {
      const extra = Math.ceil(form.length * 0.4)
      // In words as long as those of languages that build long ones.
      const longer = `${'··············· '.repeat(Math.floor(extra / 16))}${'·'.repeat(extra % 16)}`
      return `${OPEN}${accent(form)} ${longer}${CLOSE}`
    })
    .join(' | ')
}

/** Every string of a message file in the pseudo-language, except what says which language it is. */
export function pseudoMessages<T>(messages: T): T {
  if (typeof messages === 'string') return pseudo(messages) as T
  if (typeof messages !== 'object' || messages === null) return messages
  return Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, pseudoMessages(value)])) as T
}

/** Glossary words get accents only: they are looked for inside the other texts. */
export function pseudoQuestionnaire(questionnaire: Questionnaire): Questionnaire {
  return mapTexts(questionnaire, (key, text) => (key.includes('/words/') ? accent(text) : pseudo(text)))
}

/** Builds the app with messages and questionnaires in the pseudo-language. */
export function pseudoLanguage(direction: 'ltr' | 'rtl'): Plugin {
  return {
    name: 'tests:pseudo-language',
    enforce: 'pre',
    load(id) {
      const file = id.split('?')[0] ?? id
      if (/\/src\/i18n\/en\/[^/]+\.json$/.test(file)) {
        const messages = JSON.parse(readFileSync(file, 'utf8'))
        const language = { code: direction === 'rtl' ? 'ar' : 'en-GB', direction }
        return JSON.stringify({ ...pseudoMessages(messages), ...(messages.language && { language }) })
      }
      if (/\/questionnaires\/[^/]+\/questionnaire\.json$/.test(file))
        return JSON.stringify(pseudoQuestionnaire(JSON.parse(readFileSync(file, 'utf8'))))
      return null
    },
  }
}
