/** A questionnaire as its file describes it (questionnaires/questionnaire.schema.json), text in one language. */
export interface Questionnaire {
  readonly format: 1
  readonly id: string
  readonly version: string
  /** BCP 47 tag of the text. */
  readonly language: string
  readonly kind: 'maturity' | 'check'
  readonly subjects: readonly ('union' | 'project' | 'system')[]
  readonly title: string
  readonly summary: string
  /** How to choose an option; shown under every item. */
  readonly rule: string
  readonly licence: { readonly id: string; readonly name: string; readonly url: string }
  readonly attribution: string
  readonly scoring: { readonly dontKnow: 'exclude' | 'lowest'; readonly overall: 'mean' | 'none' }
  /** The scale, lowest first. */
  readonly levels: readonly Level[]
  /** The bands of a check's sections, lowest first; absent in a maturity questionnaire. */
  readonly bands?: readonly Band[]
  readonly sections: readonly Section[]
  readonly actions: readonly Action[]
  readonly glossary: readonly Term[]
}

export interface Level {
  readonly value: number
  readonly name: string
}

/** Where a section of a check stands. The last band has no `below`. */
export interface Band {
  readonly id: string
  readonly name: string
  /** The percentage of the possible points that a section in this band does not reach. */
  readonly below?: number
}

/** A group of items; in a maturity questionnaire, a dimension. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly about: string
  /** How far work here helps the other sections, in hundredths: 130 means 1.3 times. Maturity only. */
  readonly leveragePercent?: number
  /** What each level looks like in this section. Maturity only. */
  readonly levels?: readonly { readonly value: number; readonly text: string }[]
  readonly items: readonly Item[]
  /** A page to rest on follows this section. */
  readonly restAfter?: true
}

/** One thing asked. */
export interface Item {
  readonly id: string
  readonly theme?: string
  readonly prompt: string
  readonly why: string
  readonly example?: string
  readonly shortForm?: true
  /** 1 unless given. */
  readonly weight?: number
  readonly options: readonly Option[]
  readonly duty?: 'duty' | 'partly' | 'practice'
  readonly critical?: true
  readonly rules?: readonly Rule[]
  /** The role that most likely knows the answer, never a name. Check only. */
  readonly ask?: string
  /** Ids under which earlier versions asked the same; their answers count as answers to this item (rule R2). */
  readonly equivalentTo?: readonly string[]
  /** What reads differently where a round is about one project; the rest stays as it is. */
  readonly forProject?: ProjectWording
}

/** What an item stands on, kept apart from the question. */
export interface Rule {
  /** Where it is law; `any` is good practice everywhere. */
  readonly jurisdiction: 'eu' | 'uk' | 'eu-uk' | 'any'
  readonly text: string
  /** Advice to check something there: never shown as law. */
  readonly advice?: true
}

export interface ProjectWording {
  readonly prompt?: string
  readonly why?: string
  readonly example?: string
  readonly options?: readonly Option[]
}

export interface Option {
  readonly value: number
  readonly text: string
}

/** A step that closes a gap: from one level of a section to the next. */
export interface Action {
  readonly id: string
  readonly section: string
  /** The items of the section that it helps. */
  readonly items: readonly string[]
  readonly from: number
  readonly to: number
  readonly title: string
  readonly begin: string
  readonly effort: 'small' | 'medium' | 'large'
  readonly owner: string
  readonly horizon: 'short' | 'medium' | 'long'
  /** Items that must have reached a level before the action is offered (rule P6). */
  readonly needs?: readonly { readonly item: string; readonly atLeast: number }[]
  /** Actions better done first: advice, shown with the action. */
  readonly after?: readonly string[]
}

export interface Term {
  readonly id: string
  readonly term: string
  readonly text: string
  /** The forms, in lower case, in which the term stands in a sentence. */
  readonly words: readonly string[]
}

/** What a round is about: the union as a whole, or one of its projects. */
export type Subject = { readonly kind: 'union' } | { readonly kind: 'project'; readonly name: string }

/** Which items a round asks: all of them, or the marked ones. */
export type Form = 'full' | 'short'

/** The items of a section that a form asks, in the questionnaire's order. */
export function itemsOf(section: Section, form: Form): readonly Item[] {
  return form === 'full' ? section.items : section.items.filter((item) => item.shortForm)
}

/** Every item that a form asks, in the questionnaire's order, each with its section. */
export function allItems(questionnaire: Questionnaire, form: Form): readonly { section: Section; item: Item }[] {
  return questionnaire.sections.flatMap((section) => itemsOf(section, form).map((item) => ({ section, item })))
}

/**
 * The level with this value.
 *
 * @throws if the scale has no such level: a bug, because files are checked when read
 */
export function levelAt(questionnaire: Questionnaire, value: number): Level {
  const level = questionnaire.levels.find((candidate) => candidate.value === value)
  if (!level) throw new Error(`${questionnaire.id} has no level ${value}`)
  return level
}

/** The questionnaire with these of its sections alone; whole where none is named, or none of those named is in it. */
export function onlySections(questionnaire: Questionnaire, sectionIds: readonly string[] | undefined): Questionnaire {
  const sections = questionnaire.sections.filter(({ id }) => sectionIds?.includes(id))
  if (sections.length === 0 || sections.length === questionnaire.sections.length) return questionnaire
  return {
    ...questionnaire,
    sections,
    actions: questionnaire.actions.filter(({ section }) => sectionIds?.includes(section)),
  }
}

/** The questionnaire as it is asked of this subject: of one project, an item's own wording for projects takes the place of the union's. */
export function wordedFor(questionnaire: Questionnaire, subject: Subject): Questionnaire {
  if (subject.kind === 'union') return questionnaire
  return {
    ...questionnaire,
    sections: questionnaire.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => ({ ...item, ...item.forProject })),
    })),
  }
}
