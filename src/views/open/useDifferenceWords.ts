import { useI18n } from 'vue-i18n'
import { useLevelWords } from '@/composables/useLevelWords'
import type { Answer, Assessment, Choice, Union } from '@/domain/assessment'
import type { Aims } from '@/domain/gaps'
import type { PlannedAction } from '@/domain/plan'
import type { Item } from '@/domain/questionnaire'
import type { HeldResponse, RoomItem, RoomVotes, Session } from '@/domain/session'
import { votesIn } from '@/domain/workshop'
import { formatDay, formatList } from '@/i18n/formats'
import type { Difference } from '@/stores/files'
import { FIELDS, type Field, type RoundOfDifference } from './differing'

type Words = Partial<Readonly<Record<Field, string>>>

/** A record that was changed on both sides, in the words of its questions, answers and fields. */
export function useDifferenceWords(round: () => RoundOfDifference | null) {
  const { t } = useI18n()
  const { levelName, choiceName, choiceText } = useLevelWords(() => {
    const questionnaire = round()?.questionnaire
    // Asked only where the item was found in it.
    if (!questionnaire) throw new Error('the questionnaire is not here')
    return questionnaire
  })
  const sections = () => round()?.questionnaire?.sections ?? []
  const itemOf = (key: string): Item | undefined => {
    const id = (JSON.parse(key) as readonly [string, string])[1]
    return sections()
      .flatMap(({ items }) => items)
      .find((item) => item.id === id)
  }

  function titleOf({ table, key, versions }: Difference): string {
    const live = versions.find(({ value }) => value !== null)?.value
    if (table === 'plan')
      return t('files.differs.plan.title', { name: (live as PlannedAction | undefined)?.title ?? '' })
    if (table === 'answers' || table === 'votes') {
      const name = itemOf(key)?.prompt ?? (JSON.parse(key) as readonly [string, string])[1]
      return t(`files.differs.${table}.title`, { name })
    }
    const { assessment, questionnaire } = round() ?? {}
    const date = assessment ? formatDay(assessment.date) : ''
    const name = questionnaire ? t('files.differs.round.label', { date, title: questionnaire.title }) : date
    return t(`files.differs.${table}.title`, { name })
  }

  const textOr = (text: string) => text || t('files.value.none.label')
  const dayOr = (day: string) => textOr(day && formatDay(day))
  const sourceOf = ({ source, date }: Answer['evidence']) =>
    textOr([source, date && formatDay(date)].filter(Boolean).join(', '))

  function choiceOf(choice: Choice | null, item: Item | undefined): string {
    const isKnown = choice?.kind !== 'option' || item?.options.some(({ value }) => value === choice.value)
    if (!isKnown) return String(choice.value)
    return [choiceName(choice), item || choice?.kind !== 'option' ? choiceText(item ?? NO_ITEM, choice) : '']
      .filter(Boolean)
      .join('\n')
  }

  function outcomeOf({ outcome }: RoomItem, item: Item | undefined): string {
    if (outcome?.kind !== 'not_agreed') return outcome ? choiceOf(outcome.choice, item) : ''
    const [low, high] = [outcome.low, outcome.high].map((value) =>
      choiceOf({ kind: 'option', value }, item).split('\n', 1).join(''),
    )
    return t('files.value.not_agreed.label', { low: low ?? '', high: high ?? '' })
  }

  /** What a version says, field by field. */
  function wordsOf({ table, key }: Difference, value: unknown): Words {
    if (table === 'unions') {
      const { name, law } = value as Union
      return { name: textOr(name), law: law ? t(`files.value.law_${law}.label`) : textOr('') }
    }
    if (table === 'assessments') {
      const { status, date, form, respondent } = value as Assessment
      return {
        status: t(`files.value.status_${status}.label`),
        date: dayOr(date),
        form: t(`round.form.${form}.label`),
        role: t(`respondent.role.${respondent.role}.label`),
        person: textOr(respondent.name),
      }
    }
    if (table === 'answers') {
      const { choice, confidence, note, evidence, comeBack } = (value as { readonly answer: Answer }).answer
      return {
        choice: choiceOf(choice, itemOf(key)),
        confidence: confidence ? t(`check.confidence.${confidence}.label`) : textOr(''),
        note: textOr(note),
        evidence: sourceOf(evidence),
        comeBack: t(comeBack ? 'files.value.yes.label' : 'files.value.no.label'),
      }
    }
    if (table === 'aims') {
      const { targets, starred } = value as Aims
      const own = sections().flatMap(({ id, title }) => {
        const level = Object.hasOwn(targets, id) ? targets[id] : undefined
        return level === undefined ? [] : [t('files.value.target.label', { section: title, level: levelName(level) })]
      })
      const stars = sections().flatMap(({ id, title }) => (starred.includes(id) ? [title] : []))
      return { targets: textOr(own.join('\n')), starred: textOr(formatList(stars)) }
    }
    if (table === 'sessions') {
      const { sectionIds, people, meetings, floor } = value as Session
      const own = sections().flatMap(({ id, title }) => (sectionIds.includes(id) ? [title] : []))
      return {
        sections: textOr(formatList(own)),
        meetings: textOr(formatList(meetings.map(String))),
        people: String(people),
        floor: floor === null ? t('files.value.no_floor.label') : String(floor),
      }
    }
    if (table === 'votes') {
      const { room } = value as { readonly room: RoomItem }
      return {
        choice: textOr(outcomeOf(room, itemOf(key))),
        confidence: room.confidence ? t(`check.confidence.${room.confidence}.label`) : textOr(''),
        note: textOr(room.reason),
        evidence: sourceOf(room.evidence),
        votes: String(votesOfRoom(room)),
        dissent: textOr(room.dissent),
        parked: textOr(room.parked ?? ''),
      }
    }
    if (table === 'responses') {
      const { role, answers, edition } = (value as { readonly held: HeldResponse }).held.response
      // What one person answered is not laid side by side: how much of it there is tells the two apart.
      const given = Object.values(answers).filter(({ choice }) => choice !== null)
      return {
        role: t(`respondent.role.${role}.label`),
        votes: String(given.length),
        edition: String(edition),
      }
    }
    if (table === 'questionnaires') return {}
    const action = value as PlannedAction
    return {
      title: textOr(action.title),
      why: textOr(action.why),
      status: t(`files.value.status_${action.status}.label`),
      owner: textOr(action.owner),
      due: dayOr(action.due),
      effort: t(`files.value.effort_${action.effort}.label`),
      importance: action.importance ? t(`files.value.importance_${action.importance}.label`) : textOr(''),
      cost: textOr(action.cost),
      blockedBy: textOr(action.blockedBy),
      dropReason: textOr(action.dropReason),
      evidence: sourceOf(action.evidence),
      reviewDate: dayOr(action.reviewDate),
    }
  }

  /** The fields in which the versions differ, and what each version says in them; `null` for one that was deleted. */
  function sidesOf(difference: Difference) {
    const sides = difference.versions.map(({ value }) => (value === null ? null : wordsOf(difference, value)))
    const live = sides.filter((side) => side !== null)
    const fields = FIELDS.filter((field) => new Set(live.map((side) => side[field])).size > 1)
    // Beside a deletion everything is shown that there is.
    const shown = live.length > 1 ? fields : FIELDS.filter((field) => live[0]?.[field] !== undefined)
    return sides.map((side) => side && shown.map((field) => ({ field, words: side[field] ?? '' })))
  }

  return { titleOf, sidesOf }
}

/** How many votes count, without those in responses: the second ones once there is one of them (rule V13). */
function votesOfRoom({ counts, first, second }: RoomItem): number {
  const inRoom = (votes: RoomVotes | null) => (votes ? votesIn(votes.cards) + votes.passed.length : 0)
  const again = counts?.second ? votesIn(counts.second) : inRoom(second)
  if (again > 0) return again
  return counts ? votesIn(counts.first) : inRoom(first)
}

/** A reason for “does not apply” needs no item. */
const NO_ITEM = { options: [] as Item['options'] } as Item
