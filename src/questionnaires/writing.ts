import type { Option, Questionnaire } from '@/domain/questionnaire'
import { problem, type Problem } from './problems'

const MOST_WORDS = 20

/**
 * The writing rules for options that a machine can check: one sentence of at most twenty words, no question, no “and/or”,
 * lengths within a third of each other. They hold for the English source; a translation may need more room.
 */
export function checkWriting({ sections }: Questionnaire): readonly Problem[] {
  return sections.flatMap((section) =>
    section.items.flatMap((item) => {
      const path = `sections/${section.id}/items/${item.id}`
      const projects = item.forProject?.options
      return [
        ...checkOptions(`${path}/options`, item.options),
        ...(projects ? checkOptions(`${path}/forProject/options`, projects) : []),
      ]
    }),
  )
}

function checkOptions(path: string, options: readonly Option[]): readonly Problem[] {
  const lengths = options.map(({ text }) => text.length)
  const shortest = Math.min(...lengths)
  const longest = Math.max(...lengths)
  const found = options.flatMap(({ value, text }) => checkOption(`${path}/${value}`, text))
  return shortest * 3 < longest * 2 ? [...found, problem(path, 'options_unbalanced', { shortest, longest })] : found
}

function checkOption(path: string, text: string): readonly Problem[] {
  const found: Problem[] = []
  const words = text.split(/\s+/).length
  if (words > MOST_WORDS) found.push(problem(path, 'option_too_long', { words, limit: MOST_WORDS }))
  if (text.includes('?')) found.push(problem(path, 'option_asks'))
  else if (!text.endsWith('.') || /[.!]\s/.test(text)) found.push(problem(path, 'option_not_one_sentence'))
  if (/\band\s*\/\s*or\b/i.test(text)) found.push(problem(path, 'and_or'))
  return found
}
