/** One thing wrong in a file. */
export interface Problem {
  /** Where, as a path of keys and ids: `sections/uses/items/uses-planning/options/3`. `''` is the whole file. */
  readonly path: string
  /** What, as a key of src/i18n/en/problems.json. */
  readonly code: ProblemCode
  /** The values that the reason's sentence names. */
  readonly details: Readonly<Record<string, string | number>>
}

export type ProblemCode =
  // The text of the file
  | 'not_json'
  | 'duplicate_key'
  | 'forbidden_key'
  | 'too_deep'
  // What the schema says
  | 'missing'
  | 'unknown_key'
  | 'wrong_type'
  | 'wrong_value'
  | 'not_allowed_here'
  | 'too_short'
  | 'too_long'
  | 'too_few'
  | 'too_many'
  | 'too_small'
  | 'too_large'
  | 'wrong_form'
  | 'repeated'
  // What a schema cannot say
  | 'wrong_folder'
  | 'duplicate_id'
  | 'levels_not_rising'
  | 'level_without_text'
  | 'options_not_levels'
  | 'same_text'
  | 'untidy_text'
  | 'hidden_character'
  | 'option_too_long'
  | 'option_not_one_sentence'
  | 'option_asks'
  | 'options_unbalanced'
  | 'and_or'
  | 'no_short_form'
  | 'bands_not_rising'
  | 'equivalent_in_use'
  | 'equivalent_twice'
  | 'unknown_section'
  | 'unknown_item'
  | 'item_of_other_section'
  | 'not_next_step'
  | 'unknown_level'
  | 'unknown_action'
  | 'circular_after'
  | 'step_without_action'
  | 'ambiguous_word'
  // Translations
  | 'wrong_questionnaire'
  | 'wrong_language'
  | 'unknown_text'
  | 'missing_text'

export function problem(path: string, code: ProblemCode, details: Problem['details'] = {}): Problem {
  return { path, code, details }
}
