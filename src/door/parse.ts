import { scanJson } from '@/questionnaires/json'
import { Refused } from './refusal'

/** Forty rounds of forty answers with a plan of five hundred actions have a tenth of that. */
const MOST_VALUES = 1_000_000

/** The value of a JSON text, looked over before it is parsed: parsers take any depth, and the last of two equal keys. @throws Refused */
export function parsed(source: string): unknown {
  const { flaws, values } = scanJson(source)
  if (values > MOST_VALUES) throw new Refused('too_many_values')
  const deep = flaws.find(({ code }) => code === 'too_deep')
  if (deep) throw new Refused('too_deep', deep.path, lineAt(source, deep.at))
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (error) {
    // Browsers that tell the position do it in these words; others leave the line open.
    const [, at] = /position (\d+)/.exec((error as Error).message) ?? []
    throw new Refused('not_json', '', at === undefined ? null : lineAt(source, Number(at)))
  }
  const [flaw] = flaws
  if (flaw) throw new Refused(flaw.code, flaw.path, lineAt(source, flaw.at))
  return value
}

function lineAt(source: string, at: number): number {
  let line = 1
  for (let end = source.indexOf('\n'); end >= 0 && end < at; end = source.indexOf('\n', end + 1)) line += 1
  return line
}
