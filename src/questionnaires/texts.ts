import type { Option, ProjectWording, Questionnaire } from '@/domain/questionnaire'

/** One text of a questionnaire that is shown to people. The key names its place by ids and is what translations use. */
export interface Text {
  readonly key: string
  readonly text: string
}

/** Every text of a questionnaire, in the order of the file. */
export function textsOf(questionnaire: Questionnaire): readonly Text[] {
  const texts: Text[] = []
  mapTexts(questionnaire, (key, text) => {
    texts.push({ key, text })
    return text
  })
  return texts
}

/**
 * The questionnaire with each of its texts replaced by what `change` makes of it; structure, ids and values stay.
 * The one place that knows which fields are texts.
 */
export function mapTexts(questionnaire: Questionnaire, change: (key: string, text: string) => string): Questionnaire {
  const optional = <K extends string>(name: K, key: string, text: string | undefined) =>
    (text === undefined ? {} : { [name]: change(key, text) }) as { [P in K]?: string }
  const options = (list: readonly Option[], at: string) =>
    list.map(({ value, text }) => ({ value, text: change(`${at}/options/${value}`, text) }))
  const forProject = (wording: ProjectWording, at: string): ProjectWording => ({
    ...optional('prompt', `${at}/prompt`, wording.prompt),
    ...optional('why', `${at}/why`, wording.why),
    ...optional('example', `${at}/example`, wording.example),
    ...(wording.options && { options: options(wording.options, at) }),
  })
  return {
    ...questionnaire,
    title: change('title', questionnaire.title),
    summary: change('summary', questionnaire.summary),
    rule: change('rule', questionnaire.rule),
    attribution: change('attribution', questionnaire.attribution),
    levels: questionnaire.levels.map((level) => ({ ...level, name: change(`levels/${level.value}/name`, level.name) })),
    ...(questionnaire.bands && {
      bands: questionnaire.bands.map((band) => ({ ...band, name: change(`bands/${band.id}/name`, band.name) })),
    }),
    sections: questionnaire.sections.map((section) => {
      const at = `sections/${section.id}`
      return {
        ...section,
        title: change(`${at}/title`, section.title),
        about: change(`${at}/about`, section.about),
        ...(section.levels && {
          levels: section.levels.map(({ value, text }) => ({ value, text: change(`${at}/levels/${value}`, text) })),
        }),
        items: section.items.map((item) => {
          const here = `${at}/items/${item.id}`
          return {
            ...item,
            ...optional('theme', `${here}/theme`, item.theme),
            prompt: change(`${here}/prompt`, item.prompt),
            why: change(`${here}/why`, item.why),
            ...optional('example', `${here}/example`, item.example),
            options: options(item.options, here),
            ...(item.rules && {
              rules: item.rules.map((rule, index) => ({ ...rule, text: change(`${here}/rules/${index}`, rule.text) })),
            }),
            ...optional('ask', `${here}/ask`, item.ask),
            ...(item.forProject && { forProject: forProject(item.forProject, `${here}/forProject`) }),
          }
        }),
      }
    }),
    actions: questionnaire.actions.map((action) => ({
      ...action,
      title: change(`actions/${action.id}/title`, action.title),
      begin: change(`actions/${action.id}/begin`, action.begin),
      owner: change(`actions/${action.id}/owner`, action.owner),
    })),
    glossary: questionnaire.glossary.map((term) => ({
      ...term,
      term: change(`glossary/${term.id}/term`, term.term),
      text: change(`glossary/${term.id}/text`, term.text),
      words: term.words.map((word, index) => change(`glossary/${term.id}/words/${index}`, word)),
    })),
  }
}
