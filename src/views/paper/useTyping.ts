import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Choice, RespondentRole } from '@/domain/assessment'
import type { Item } from '@/domain/questionnaire'
import type { HeldResponse } from '@/domain/session'
import { useWorkshopStore } from '@/stores/workshop'
import { nextNumber, randomKey, withRole, withSettled, withTyped, type Slip } from './sheets'

/** Changes to the sheets, and what is said about them. Each change takes back what was said of the one before. */
export function useTyping(sheets: () => readonly HeldResponse[], isSecond: () => boolean) {
  const { t } = useI18n()
  const store = useWorkshopStore()
  /** Why nothing was changed; '' where something was. */
  const trouble = ref('')
  const said = ref('')
  /** The number of the sheet that was taken out last, until something else is changed. */
  const removed = ref<number | null>(null)

  function say(words: string): void {
    trouble.value = ''
    said.value = words
    removed.value = null
  }

  function change({ response }: HeldResponse, to: (before: HeldResponse) => HeldResponse, words = ''): void {
    say(words)
    store.changeHeld(response.key, to)
  }

  function add(): void {
    if (!store.round) return
    const { questionnaireId, questionnaireVersion, form, id: requestId } = store.round.assessment
    const sheet = nextNumber(sheets())
    const key = randomKey()
    // Nobody is several people on paper, so that stands for a group that was not given.
    const role = 'several'
    const response = {
      key,
      edition: 1,
      questionnaireId,
      questionnaireVersion,
      form,
      requestId,
      role,
      answers: {},
    } as const
    say(t('paper.added.message', { sheet }))
    store.take([{ response, way: 'paper', sheet, again: null }])
  }

  function type(sheet: HeldResponse, item: Item, choice: Choice | null): void {
    change(sheet, (before) => withTyped(before, item, choice, isSecond()))
  }

  function setRole(sheet: HeldResponse, role: RespondentRole): void {
    change(sheet, (before) => withRole(before, role))
  }

  function settle({ sheet, question }: Slip, choice: Choice | null): void {
    const words = t('paper.settled.message', { sheet: sheet.sheet ?? 0, number: question.number })
    change(sheet, (before) => withSettled(before, question.item, choice), words)
  }

  function remove({ response, sheet }: HeldResponse): void {
    say('')
    store.dropHeld(response.key)
    removed.value = sheet ?? 0
  }

  /** Puts the sheet back that was taken out last. @returns its number */
  function putBack(): number {
    const sheet = removed.value ?? 0
    store.undo()
    say(t('paper.back.message', { sheet }))
    return sheet
  }

  function refuse(reason: string): void {
    say('')
    trouble.value = reason
  }

  return { trouble, said, removed, add, type, setRole, settle, remove, putBack, refuse }
}
