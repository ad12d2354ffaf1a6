import { parseJson } from './json'
import { problem, type Problem } from './problems'
import { readQuestionnaire } from './read'
import { readTranslation, translate } from './translation'
import { checkWriting } from './writing'

export interface FileReport {
  /** The file's name in its folder. */
  readonly file: string
  readonly problems: readonly Problem[]
  /** Texts that a translation leaves English: worth knowing, not wrong. */
  readonly notes: readonly Problem[]
}

const SOURCE = 'questionnaire.json'

/**
 * Checks one folder of questionnaires/: the questionnaire itself and the translations beside it.
 *
 * @param folder the folder's name, which must be the questionnaire's id
 * @param files the text of each JSON file by name
 */
export function checkFolder(folder: string, files: Readonly<Record<string, string>>): readonly FileReport[] {
  const report = (file: string, problems: readonly Problem[], notes: readonly Problem[] = []) => ({
    file,
    problems,
    notes,
  })
  const source = files[SOURCE]
  if (source === undefined) return [report(SOURCE, [problem('', 'missing', { key: SOURCE })])]
  const parsed = parseJson(source)
  if (!parsed.ok) return [report(SOURCE, parsed.problems)]
  const reading = readQuestionnaire(parsed.value)
  if (!reading.ok) return [report(SOURCE, reading.problems)]

  const { questionnaire } = reading
  const found = [...checkWriting(questionnaire)]
  if (questionnaire.id !== folder) found.unshift(problem('id', 'wrong_folder', { id: questionnaire.id, folder }))
  const translations = Object.keys(files)
    .filter((file) => file !== SOURCE)
    .map((file) => {
      const text = parseJson(files[file] ?? '')
      if (!text.ok) return report(file, text.problems)
      const translation = readTranslation(questionnaire, text.value)
      if (!translation.ok) return report(file, translation.problems)
      const expected = file.replace(/\.json$/, '')
      const { language } = translation.translation
      if (language !== expected)
        return report(file, [problem('language', 'wrong_language', { found: language, expected })])
      const { missing } = translate(questionnaire, translation.translation)
      return report(
        file,
        [],
        missing.map((key) => problem(key, 'missing_text', { key })),
      )
    })
  return [report(SOURCE, found), ...translations]
}
