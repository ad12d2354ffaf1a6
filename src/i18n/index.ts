import { createI18n } from 'vue-i18n'
import en from './en.json'

/** The language of the messages, as a BCP 47 tag, and the direction it is written in; each message file says so itself. */
export const LANGUAGE = en.language.code
export const DIRECTION = en.language.direction

export const i18n = createI18n({ legacy: false, locale: LANGUAGE, messages: { [LANGUAGE]: en } })

/** Tells browser and screen reader which language the page is in and which way it runs. */
export function markDocument(root: HTMLElement): void {
  root.lang = LANGUAGE
  root.dir = DIRECTION
}
