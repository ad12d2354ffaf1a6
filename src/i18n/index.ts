import { markRaw } from 'vue'
import { createI18n } from 'vue-i18n'
import app from './en/app.json'

/** The language of the messages, as a BCP 47 tag, and the direction it is written in; the message file says so itself. */
export const LANGUAGE = app.language.code
export const DIRECTION = app.language.direction

// Messages come before the screen that shows them and do not change: watched, each of the hundreds on a screen took twice as long.
export const i18n = createI18n({ legacy: false, locale: LANGUAGE, messages: { [LANGUAGE]: markRaw(app) } })

/** The message files that come with the screens that need them; `app.json` is there from the start. */
export type MessagePart =
  | 'tabs'
  | 'voting'
  | 'sheets'
  | 'recovery'
  | 'codes'
  | 'compare'
  | 'data'
  | 'files'
  | 'sealed'
  | 'backup'
  | 'offline'
  | 'papers'
  | 'photos'
  | 'plan'
  | 'home'
  | 'answering'
  | 'kit'
  | 'results'
  | 'help'
  | 'room'
  | 'respond'
  | 'workshop'

const LOADERS: Readonly<Record<MessagePart, () => Promise<{ default: object }>>> = {
  sheets: () => import('./en/sheets.json'),
  voting: () => import('./en/voting.json'),
  tabs: () => import('./en/tabs.json'),
  recovery: () => import('./en/recovery.json'),
  files: () => import('./en/files.json'),
  backup: () => import('./en/backup.json'),
  sealed: () => import('./en/sealed.json'),
  codes: () => import('./en/codes.json'),
  compare: () => import('./en/compare.json'),
  data: () => import('./en/data.json'),
  offline: () => import('./en/offline.json'),
  papers: () => import('./en/papers.json'),
  photos: () => import('./en/photos.json'),
  plan: () => import('./en/plan.json'),
  home: () => import('./en/home.json'),
  kit: () => import('./en/kit.json'),
  answering: () => import('./en/answering.json'),
  results: () => import('./en/results.json'),
  help: () => import('./en/help.json'),
  room: () => import('./en/room.json'),
  respond: () => import('./en/respond.json'),
  workshop: () => import('./en/workshop.json'),
}

/** Loads the messages of a part of the app; a second call does nothing. */
export async function loadMessages(part: MessagePart): Promise<void> {
  const { default: messages } = await LOADERS[part]()
  i18n.global.mergeLocaleMessage(LANGUAGE, messages)
}

/** Tells browser and screen reader which language the page is in and which way it runs. */
export function markDocument(root: HTMLElement): void {
  root.lang = LANGUAGE
  root.dir = DIRECTION
}
