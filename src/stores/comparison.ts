import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { fittingAnswers, isSameSubject, type Assessment, type Union } from '@/domain/assessment'
import type { ComparedRound } from '@/domain/comparison'
import type { Aims } from '@/domain/gaps'
import { wordedFor, type Questionnaire } from '@/domain/questionnaire'
import { findAssessment, loadRounds, type StoredAnswers } from '@/storage/assessments'
import { readRoundFile, type RoundFileProblem } from '@/storage/roundFile'
import { useQuestionnaireStore } from './questionnaires'

/** A sealed round, ready to be compared. */
export interface LoadedRound extends ComparedRound {
  readonly aims: Aims
  /** For a round from a file, the union it names, and the union it was opened for; `null` for a round of this device. */
  readonly file: { readonly union: Union; readonly openedFor: string } | null
  /** Answers that could not be read or do not fit the questionnaire. */
  readonly unreadable: number
}

/** Why a file is not opened for comparison. */
export type OpenProblem =
  RoundFileProblem | 'questionnaire' | 'draft' | 'other_wording' | 'other_questionnaire' | 'other_subject' | 'is_here'

/** Rounds to compare: those of this device, and those from files, which stay in memory and are never stored. */
export const useComparisonStore = defineStore('comparison', () => {
  const questionnaires = useQuestionnaireStore()
  /** Opened since the page was loaded. */
  const files = shallowRef<readonly LoadedRound[]>([])

  /**
   * Rounds of one union on this device with their answers, each in its own version of the questionnaire, worded for its
   * subject. Those that cannot be read are left out.
   *
   * @throws StorageError
   */
  async function load(assessments: readonly Assessment[]): Promise<readonly LoadedRound[]> {
    const loaded: LoadedRound[] = []
    // One after the other: a version that several rounds used is read and checked once.
    for (const round of await loadRounds(
      assessments[0]?.unionId ?? '',
      assessments.map(({ id }) => id),
    )) {
      const { questionnaireId, questionnaireVersion } = round.assessment
      const copy = await questionnaires.copyOf(questionnaireId, questionnaireVersion)
      if (copy) loaded.push(ready(round, copy, null))
    }
    return loaded
  }

  function ready(stored: StoredAnswers, copy: Questionnaire, file: LoadedRound['file']): LoadedRound {
    const questionnaire = wordedFor(copy, stored.assessment.subject)
    const { answers, misfits } = fittingAnswers(questionnaire, stored.answers)
    const { assessment, aims, unreadable } = stored
    return { assessment, questionnaire, answers, aims, file, unreadable: unreadable + misfits }
  }

  /**
   * Opens the text of a file as a round to compare with another one. Nothing is stored.
   *
   * @returns the opened round, or why it is not opened
   */
  async function openFile(text: string, other: Assessment): Promise<LoadedRound | OpenProblem> {
    const reading = readRoundFile(text)
    if (!reading.ok) return reading.problem
    const { assessment, union, questionnaire: content } = reading.round
    if (assessment.status !== 'sealed') return 'draft'
    if (assessment.questionnaireId !== other.questionnaireId) return 'other_questionnaire'
    if (!isSameSubject(assessment.subject, other.subject)) return 'other_subject'
    if (await findAssessment(assessment.id)) return 'is_here'
    const questionnaire = await questionnaires.read(content)
    const { id, version } = questionnaire ?? {}
    if (!questionnaire || id !== assessment.questionnaireId || version !== assessment.questionnaireVersion)
      return 'questionnaire'
    // A released version is frozen: a file may not bring other questions under its number.
    const known = (await questionnaires.versionsOf(id)).find((each) => each.version === version)
    if (known && JSON.stringify(known) !== JSON.stringify(questionnaire)) return 'other_wording'
    const file = { union, openedFor: other.unionId }
    const round = ready({ ...reading.round, unreadable: reading.unreadable }, questionnaire, file)
    files.value = [...files.value.filter((each) => each.assessment.id !== assessment.id), round]
    return round
  }

  return { files, load, openFile, versionsOf: questionnaires.versionsOf }
})
