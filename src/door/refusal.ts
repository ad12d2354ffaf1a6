/** Why a file is not taken in, as a key of the messages under `files.problem`. */
export type DoorCode =
  // The bytes
  | 'empty'
  | 'too_large'
  | 'compressed'
  | 'utf16'
  | 'not_utf8'
  // The text
  | 'not_json'
  | 'too_deep'
  | 'too_many_values'
  | 'forbidden_key'
  | 'duplicate_key'
  // What kind of file it is
  | 'not_ours'
  /** A file of ours that another screen takes. */
  | 'a_request'
  | 'a_response'
  | 'newer_version'
  // What the schema says
  | 'missing'
  | 'unknown_key'
  | 'wrong_type'
  | 'wrong_value'
  | 'wrong_form'
  | 'out_of_range'
  | 'too_long'
  | 'wrong_count'
  // What a schema cannot say
  | 'damaged_record'
  | 'questionnaire'
  | 'twice'
  | 'wrong_key'
  | 'dangling'
  | 'other_union'
  | 'example'
  // The work itself
  | 'too_slow'

/** Why a file is not taken in, and where in it. */
export interface Refusal {
  readonly code: DoorCode
  /** Keys and positions from the outside in, as in `records/plan/3/versions/0/value/title`; '' for the whole file. */
  readonly place: string
  /** Counted from 1; `null` where it is not known. */
  readonly line: number | null
}

/** Thrown inside the door only; whoever knocks gets the refusal. */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(code: DoorCode, place = '', line: number | null = null) {
    super(`refused: ${code} at ${place}`)
    this.refusal = { code, place: place.slice(0, LONGEST_PLACE), line }
  }
}

/** A key in a file can be a megabyte long. */
const LONGEST_PLACE = 200
