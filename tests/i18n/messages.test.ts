import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ElementTypes, NodeTypes, type TemplateChildNode } from '@vue/compiler-dom'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parse } from 'vue/compiler-sfc'
import type { Confidence, Knowledge, Law, RespondentRole } from '@/domain/assessment'
import type { Caution, MoveKind, NoChange, Way } from '@/domain/comparison'
import type { OpenPoint, Progress } from '@/domain/completeness'
import type { Weight } from '@/domain/law'
import type { GridCell, PlanEvent, PlanGap, PlanStatus } from '@/domain/plan'
import type { Action, Form, Questionnaire, Rule, Subject } from '@/domain/questionnaire'
import { VOTING_WAYS, type GroupVoice, type Phase, type Step } from '@/domain/session'
import type { Standing } from '@/domain/scoring'

import type { SpreadWord } from '@/domain/workshop'
import type { StorageErrorCode } from '@/storage/errors'
import type { CameraProblem } from '@/device/camera'
import type { CodeFileProblem } from '@/door/codeFile'
import type { DoorCode } from '@/door/refusal'
import type { OpenProblem } from '@/stores/comparison'
import type { Come } from '@/stores/gathering'
import type { Keeping } from '@/stores/keeping'
import type { SealedProblem } from '@/stores/files'
import type { RefusedPhoto } from '@/stores/photos'
import type { PlaceId, StoredKind } from '@/stores/stored'
import type { CheckId } from '@/views/data/checks'
import type { Field } from '@/views/open/differing'
import type { CLOSE, ITEM_STEPS, OPENING, Paper, SheetKind, PaperVote } from '@/views/kit/kit'
import type { Format } from '@/views/report/saveAs'
import answering from '@/i18n/en/answering.json'
import app from '@/i18n/en/app.json'
import backup from '@/i18n/en/backup.json'
import codes from '@/i18n/en/codes.json'
import compare from '@/i18n/en/compare.json'
import data from '@/i18n/en/data.json'
import files from '@/i18n/en/files.json'
import help from '@/i18n/en/help.json'
import home from '@/i18n/en/home.json'
import kit from '@/i18n/en/kit.json'
import respond from '@/i18n/en/respond.json'
import workshop from '@/i18n/en/workshop.json'
import offline from '@/i18n/en/offline.json'
import papers from '@/i18n/en/papers.json'
import photos from '@/i18n/en/photos.json'
import plan from '@/i18n/en/plan.json'
import recovery from '@/i18n/en/recovery.json'
import results from '@/i18n/en/results.json'
import sealed from '@/i18n/en/sealed.json'
import room from '@/i18n/en/room.json'
import sheets from '@/i18n/en/sheets.json'
import tabs from '@/i18n/en/tabs.json'
import voting from '@/i18n/en/voting.json'

/** All values of a union of strings. The compiler keeps the list whole: a new value must be added here. */
function all<Value extends string>(values: Readonly<Record<Value, true>>): readonly string[] {
  return Object.keys(values)
}

const FORMS = all<Form>({ short: true, full: true })
const KINDS = all<Questionnaire['kind']>({ maturity: true, check: true })
const SUBJECTS = all<Subject['kind']>({ union: true, project: true })
const STANDINGS = all<Standing>({ firm: true, provisional: true, not_enough: true, does_not_apply: true })
const CONFIDENCE = all<Confidence>({ sure: true, fairly_sure: true, guessing: true })
const EFFORTS = all<Action['effort']>({ small: true, medium: true, large: true })
const TROUBLES = all<StorageErrorCode | 'questionnaire' | 'unsaved'>({
  unsaved: true,
  reason_missing: true,
  gone: true,
  full: true,
  newer_version: true,
  blocked: true,
  elsewhere: true,
  stale: true,
  unavailable: true,
  not_found: true,
  sealed: true,
  questionnaire: true,
  unknown: true,
})

const STATUSES = all<PlanStatus>({ to_do: true, under_way: true, blocked: true, in_place: true, dropped: true })
const EVENTS = all<Exclude<PlanEvent['what'], 'status'>>({ taken: true, changed: true, pinned: true, released: true })
const GAPS = all<PlanGap>({ title: true, review_date: true, drop_reason: true, blocked_by: true })

const SPREADS = all<SpreadWord>({ close: true, mixed: true, far_apart: true, two_camps: true })

const STORED = all<StoredKind>({
  unions: true,
  rounds: true,
  answers: true,
  plan: true,
  sessions: true,
  photos: true,
  questionnaires: true,
  settings: true,
  notes: true,
})
const CHECKS = all<CheckId>({
  policy: true,
  requests: true,
  secure: true,
  storage: true,
  copies: true,
  kept: true,
  worker: true,
  build: true,
})

const SHEETS = all<SheetKind>({
  agenda: true,
  invitation: true,
  levels: true,
  ballots: true,
  cards: true,
  posters: true,
  answers: true,
  parked: true,
  script: true,
  certificates: true,
})
const VOTES = all<PaperVote>({ ballots: true, cards: true })
const STEPS = all<(typeof OPENING | typeof CLOSE | typeof ITEM_STEPS)[number]['step']>({
  purpose: true,
  ground: true,
  seeing: true,
  open: true,
  read: true,
  vote: true,
  talk: true,
  settle: true,
  summary: true,
  actions: true,
  parked: true,
  thanks: true,
})
const ROLES = all<RespondentRole>({ elected: true, staff: true, branch: true, member: true, several: true })
const ARRIVALS = all<Come['arrival']>({
  new: true,
  same: true,
  newer: true,
  older: true,
  contradicts: true,
  other_request: true,
})

const WAYS = all<Exclude<Way, 'none'>>({ up: true, down: true })

/** What the part of a key that is filled in at run time can be. A new key of this kind is added here. */
const FILLED_IN: Readonly<Record<string, readonly string[]>> = {
  'actions.effort.*.label': EFFORTS,
  'actions.effortFactor.*.message': EFFORTS,
  'actions.none.*.message': ['noScore', 'atTarget', 'waiting', 'inPlace'],
  'actions.horizon.*.label': all<Action['horizon']>({ short: true, medium: true, long: true }),
  'check.confidence.*.label': CONFIDENCE,
  'check.point.*.label': all<OpenPoint>({ unanswered: true, reason_missing: true, come_back: true }),
  'choice.*.label': ['dont_know', 'not_applicable'],
  'codes.camera.*.message': ['asking', 'stopped', 'away', 'looking', 'read', 'nothing'],
  'codes.camera.problem.*.error': all<CameraProblem>({
    insecure: true,
    none: true,
    refused: true,
    in_use: true,
    failed: true,
  }),
  'codes.problem.*.error': all<CodeFileProblem>({
    foreign: true,
    other_kind: true,
    newer_format: true,
    too_long: true,
    damaged: true,
    unknown_value: true,
    other_questionnaire: true,
    misfit: true,
    foreign_file: true,
    large_file: true,
    damaged_file: true,
    newer_file: true,
    questionnaire: true,
  }),
  'compare.actions.*.title': ['in_place', 'open', 'dropped'],
  'compare.caution.*.message': all<Caution>({
    fell: true,
    other_people: true,
    other_form: true,
    copied: true,
    last_shown: true,
    provisional: true,
    as_it_was: true,
    other_answers: true,
  }),
  'compare.change.*.label': WAYS,
  'recovery.*.title': ['slow', 'failed', 'newer'],
  'recovery.*.message': ['slow', 'failed', 'newer'],
  'recovery.*.error': ['save', 'bringBack'],
  'compare.differences.*.label': ['weight', 'scale'],
  'compare.differences.*.title': ['added', 'removed', 'reworded', 'rescored', 'renamed', 'applies'],
  'compare.file.problem.*.error': all<OpenProblem | 'too_large' | 'locked' | 'unreachable'>({
    locked: true,
    not_json: true,
    not_a_round: true,
    whole_union: true,
    newer_version: true,
    damaged: true,
    too_large: true,
    unreachable: true,
    questionnaire: true,
    draft: true,
    other_wording: true,
    other_questionnaire: true,
    other_subject: true,
    is_here: true,
  }),
  'compare.headline.*.message': [...WAYS, 'none', 'left'],
  'compare.moves.downOne.*.message': KINDS,
  'compare.moves.small.*.message': KINDS,
  'compare.moves.upOne.*.message': KINDS,
  'compare.noChange.*.label': all<NoChange>({ few_shared: true, unscored: true, inapplicable: true }),
  'compare.questions.filter.*.label': ['all', 'up', 'down', 'newly_known', 'newly_unknown', 'other'],
  'compare.questions.kind.*.label': all<MoveKind>({
    up: true,
    down: true,
    same: true,
    newly_known: true,
    newly_unknown: true,
    newly_applies: true,
    no_longer_applies: true,
    newly_answered: true,
    no_longer_answered: true,
    without_answer: true,
  }),
  'compare.radar.*.caption': KINDS,
  'compare.rough.*.label': WAYS,
  'compare.save.*.label': ['parts', 'questions', 'workbook', 'svg', 'png'],
  'compare.sheet.place.*.label': KINDS,
  'compare.sheet.value.*.label': KINDS,
  'compare.table.*.label': [...['part', 'then', 'now', 'change', 'coverageThen', 'coverageNow', 'up', 'down', 'same']],
  'compare.trend.*.message': ['few', 'none'],
  'data.copies.*.message': ['unknown', 'one', 'two', 'two_databases', 'held'],
  'data.keeping.*.message': ['kept', 'notKept', 'refused', 'unknown'],
  'data.kind.*.hint': STORED,
  'data.kind.*.label': STORED,
  'data.place.*.label': all<PlaceId>({
    databases: true,
    files: true,
    caches: true,
    local: true,
    session: true,
    worker: true,
  }),
  'erased.*.message': ['looking', 'empty', 'unseen', 'left'],
  'erased.*.title': ['looking', 'empty', 'unseen', 'left'],
  'error.storage.*.message': TROUBLES,
  'extras.confidence.*.label': CONFIDENCE,
  'files.change.*.message': ['new', 'replaced', 'differs'],
  'files.copy.*.label': ['add', 'merge', 'replace', 'undo'],
  'files.differs.*.title': [
    'unions',
    'assessments',
    'answers',
    'votes',
    'aims',
    'sessions',
    'responses',
    'questionnaires',
  ],
  'files.field.*.label': all<Field>({
    name: true,
    law: true,
    title: true,
    why: true,
    status: true,
    date: true,
    form: true,
    role: true,
    person: true,
    choice: true,
    confidence: true,
    note: true,
    evidence: true,
    comeBack: true,
    targets: true,
    starred: true,
    owner: true,
    due: true,
    effort: true,
    importance: true,
    cost: true,
    blockedBy: true,
    dropReason: true,
    reviewDate: true,
    meetings: true,
    people: true,
    sections: true,
    floor: true,
    edition: true,
    votes: true,
    dissent: true,
    parked: true,
  }),
  'files.problem.*.error': all<DoorCode>({
    empty: true,
    too_large: true,
    compressed: true,
    utf16: true,
    not_utf8: true,
    not_json: true,
    too_deep: true,
    too_many_values: true,
    forbidden_key: true,
    duplicate_key: true,
    not_ours: true,
    a_request: true,
    a_response: true,
    newer_version: true,
    missing: true,
    unknown_key: true,
    wrong_type: true,
    wrong_value: true,
    wrong_form: true,
    out_of_range: true,
    too_long: true,
    wrong_count: true,
    damaged_record: true,
    questionnaire: true,
    twice: true,
    wrong_key: true,
    dangling: true,
    other_union: true,
    example: true,
    too_slow: true,
  }),
  'files.saved.*.message': ['unchecked', 'matched'],
  'files.standing.*.message': ['notHere', 'newRounds', 'onlyNew', 'photos', 'same', 'newer', 'older', 'both'],
  'files.taken.*.message': ['add', 'merge', 'replace'],
  'files.value.effort_*.label': EFFORTS,
  'files.value.importance_*.label': ['1', '2', '3'],
  'files.value.law_*.label': all<Law>({ eu: true, uk: true, 'eu-uk': true, other: true }),
  'files.value.status_*.label': [...STATUSES, 'draft', 'sealed'],
  'gradeTable.*.label': ['section', 'band', 'points', 'coverage', 'unknown', 'settle'],
  'keeping.outcome.*.message': all<Exclude<Keeping, 'asking' | 'waiting'>>({
    kept: true,
    refused: true,
    unknown: true,
  }),
  'kit.paper.*.label': all<Paper>({ a4: true, letter: true }),
  'kit.prompt.*.message': SPREADS,
  'kit.prompt.*.title': SPREADS,
  'kit.say.*.message': STEPS,
  'kit.secret.*.message': VOTES,
  'kit.sheet.*.hint': SHEETS,
  'kit.sheet.*.label': SHEETS,
  'kit.step.*.label': STEPS,
  'kit.vote.*.hint': VOTES,
  'kit.vote.*.label': VOTES,
  'kit.votes.*.message': VOTES,
  'law.*.label': all<Law>({ eu: true, uk: true, 'eu-uk': true, other: true }),
  'method.dontKnow.*.message': all<Questionnaire['scoring']['dontKnow']>({ exclude: true, lowest: true }),
  'method.kind.*.message': KINDS,
  'method.short.*.message': KINDS,
  'new.form.*.hint': FORMS,
  'new.form.*.room.hint': FORMS,
  'new.subject.*.hint': SUBJECTS,
  'new.subject.*.label': SUBJECTS,
  'opening.*.message': ['missing', 'missingTemporary'],
  'opening.*.title': ['missing', 'missingTemporary', 'no_workshop', 'failed'],
  'update.heldBack.*.message': ['unsaved', 'form'],
  'panel.*.message': STANDINGS.filter((standing) => standing !== 'firm'),
  'plan.*.title': ['empty', 'emptyOffered', 'list', 'grid', 'owner', 'due', 'done'],
  'plan.cell.*.title': all<GridCell>({ quick_wins: true, big_steps: true, fill_ins: true, think_again: true }),
  'plan.form.importance.*.label': ['0', '1', '2', '3'],
  'plan.gap.*.error': GAPS,
  'plan.grid.*.title': ['much', 'less'],
  'plan.group.*.label': ['in_place', 'dropped'],
  'plan.here.gap.*.message': [...KINDS, 'short', 'unlinked'],
  'plan.here.importance.*.message': ['normal', 'starred', 'own'],
  'plan.life.*.message': [...EVENTS, ...STATUSES],
  'plan.missing.*.label': GAPS,
  'plan.status.*.label': STATUSES,
  'plan.views.*.label': ['list', 'grid', 'owner', 'due', 'done'],
  'respondent.knowledge.*.label': all<Knowledge>({ hands_on: true, reports: true, hearsay: true }),
  'respondent.role.*.label': ROLES,
  'review.choice.*.label': ['open', 'in_place', 'dropped'],
  'papers.choices.*.label': ['names', 'notes', 'evidence', 'dissent', 'photos'],
  'papers.kind.*.hint': ['board', 'full'],
  'papers.kind.*.label': ['board', 'full'],
  'papers.move.*.label': ['question', 'moved', 'then', 'now'],
  'papers.save.*.label': all<Format>({
    word: true,
    html: true,
    workbook: true,
    answers: true,
    scores: true,
    actions: true,
    calendar: true,
    barsSvg: true,
    barsPng: true,
    radarSvg: true,
    radarPng: true,
  }),
  'photos.problem.*.error': all<RefusedPhoto['problem']>({
    no_picture: true,
    heic: true,
    unreadable: true,
    too_large: true,
    too_many: true,
  }),
  'portable.*.message': ['here', 'file', 'shared', 'absent', 'tried'],
  'room.none.*.message': ['before', 'actions'],
  'room.phase.*.title': all<Phase>({
    read: true,
    vote: true,
    reveal: true,
    talk: true,
    vote_again: true,
    reveal_again: true,
    settle: true,
  }),
  'room.point.*.message': [
    ...['purpose1', 'purpose2', 'purpose3', 'purpose4'],
    ...['uses1', 'uses2', 'uses3', 'uses4'],
    ...['close1', 'close2', 'close3'],
  ],
  'room.privacy.*.message': VOTING_WAYS,
  'room.prompt.*.message': SPREADS,
  'room.settle.*.label': ['low', 'high'],
  'room.step.*.title': all<Exclude<Step['kind'], 'item' | 'summary'>>({
    start: true,
    purpose: true,
    uses: true,
    before: true,
    actions: true,
    parked: true,
    close: true,
  }),
  'room.summary.by.*.label': ['agreed', 'votes'],
  'round.form.*.label': FORMS,
  'rule.jurisdiction.*.label': all<Exclude<Rule['jurisdiction'], 'any'>>({ eu: true, uk: true, 'eu-uk': true }),
  'rule.weight.*.message': all<Weight>({ duty: true, partly: true, practice: true }),
  'safe.check.*.title': CHECKS,
  'safe.found.*.message': [
    ...CHECKS.filter((id) => id !== 'build').map((id) => `${id}_good`),
    ...['policy_bad', 'requests_bad', 'secure_care', 'storage_bad', 'copies_care', 'kept_care', 'worker_care'],
  ],
  'safe.tried.*.message': ['stopped', 'connected'],
  'safe.why.*.message': CHECKS,
  'score.standing.*.label': STANDINGS,
  'sealed.*.message': ['sealing', 'opening'],
  'sealed.problem.*.error': all<SealedProblem | 'failed'>({
    not_age: true,
    for_keys: true,
    too_hard: true,
    wrong_phrase: true,
    damaged: true,
    not_text: true,
    failed: true,
  }),
  'settings.*.hint': ['hideLevelNames', 'digitKeys'],
  'settings.*.label': ['hideLevelNames', 'digitKeys'],
  'table.*.label': ['dimension', 'place', 'secure', 'coverage', 'target', 'gap'],
  'tasks.progress.*.label': all<Progress>({ not_started: true, under_way: true, done: true }),
  'voting.by.*.label': all<GroupVoice['by']>({ agreed: true, votes: true }),
  'voting.groups.of.*.label': ROLES,
  'voting.groups.within.*.label': ROLES,
  'voting.key.*.hint': ['range', 'half'],
  'voting.spread.*.label': all<SpreadWord>({ close: true, mixed: true, far_apart: true, two_camps: true }),
  'welcome.*.message': ['what', 'time', 'privacy'],
  'workshop.come.*.message': [...ARRIVALS, 'kept', 'replaced'],
  'workshop.count.*.label': ROLES,
  'workshop.kind.*.hint': ['meeting', 'responses'],
  'workshop.kind.*.label': ['meeting', 'responses'],
  'workshop.state.*.label': ARRIVALS,
  'workshop.way.*.hint': VOTING_WAYS,
  'workshop.way.*.label': VOTING_WAYS,
  'workedOut.standing.*.message': STANDINGS,
}

/** Read from the file itself, before there is a t(). */
const READ_DIRECTLY = ['language.code', 'language.direction']

type Messages = { readonly [key: string]: string | Messages }

/** The messages of a file by their whole keys. */
function flatten(messages: Messages, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  )
}

const FILES: Readonly<Record<string, Messages>> = {
  app,
  answering,
  backup,
  codes,
  compare,
  data,
  files,
  help,
  home,
  kit,
  offline,
  papers,
  photos,
  plan,
  recovery,
  room,
  tabs,
  respond,
  results,
  sealed,
  sheets,
  voting,
  workshop,
}
const messages = new Map(Object.values(FILES).flatMap((file) => flatten(file)))
const fileOf = (key: string) =>
  Object.keys(FILES).find((name) => flatten(FILES[name] ?? {}).some(([each]) => each === key))

const SRC = fileURLToPath(new URL('../../src/', import.meta.url))
const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(ts|vue)$/.test(path))
  .sort()
const textOf = (path: string) => readFileSync(join(SRC, path), 'utf8')
const code = (text: string) => ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true)

/** Everything in a template, from the outside in. */
function nodesOf(template: string | { readonly children: readonly TemplateChildNode[] }): readonly TemplateChildNode[] {
  const root = typeof template === 'string' ? parse(template).descriptor.template?.ast : template
  return (root?.children ?? []).flatMap((node) => [node, ...(node.type === NodeTypes.ELEMENT ? nodesOf(node) : [])])
}

/** The expressions of a template, as code. */
function expressionsOf(component: string): readonly string[] {
  return nodesOf(component).flatMap((node) => {
    if (node.type === NodeTypes.INTERPOLATION) return [`(${sourceOf(node.content)})`]
    if (node.type !== NodeTypes.ELEMENT) return []
    return node.props.flatMap((prop) =>
      prop.type === NodeTypes.DIRECTIVE && prop.exp && prop.name !== 'slot'
        ? [prop.name === 'on' ? sourceOf(prop.exp) : `(${sourceOf(prop.exp)})`]
        : [],
    )
  })
}

const sourceOf = (node: { readonly loc: { readonly source: string } }) => node.loc.source

/** All code of a file: its scripts and the expressions of its template. */
function codeOf(path: string, text: string): readonly ts.SourceFile[] {
  if (!path.endsWith('.vue')) return [code(text)]
  const { script, scriptSetup } = parse(text).descriptor
  return [script?.content ?? '', scriptSetup?.content ?? '', ...expressionsOf(text)].map(code)
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

interface Use {
  /** The whole key, or one with `*` where a part is filled in. */
  readonly key: string
  readonly path: string
  /** The placeholders given, `null` where they cannot be read. */
  readonly given: readonly string[] | null
  /** Whether a number is given that chooses the plural form. */
  readonly hasCount: boolean
}

/** The keys that a first argument of t() can be; `null` where it cannot be read. */
function keysIn(node: ts.Expression | undefined): readonly (string | null)[] {
  if (!node) return [null]
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isParenthesizedExpression(node)) return keysIn(node.expression)
  if (ts.isConditionalExpression(node)) return [...keysIn(node.whenTrue), ...keysIn(node.whenFalse)]
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `*${literal.text}`).join('')]
  return [null]
}

/** Every call of t() in a file. */
function usesIn(path: string, text: string): readonly (Use | { readonly unreadable: string })[] {
  const found: (Use | { readonly unreadable: string })[] = []
  for (const source of codeOf(path, text))
    walk(source, (node) => {
      if (!ts.isCallExpression(node)) return
      const { expression: callee } = node
      const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText()
      if (name !== 't') return
      const [, second, third] = node.arguments
      const given = namesIn(second)
      const hasCount = third !== undefined || (second !== undefined && !ts.isObjectLiteralExpression(second))
      for (const key of keysIn(node.arguments[0]))
        found.push(key === null ? { unreadable: `${path}: ${node.getText()}` } : { key, path, given, hasCount })
    })
  return found
}

function namesIn(values: ts.Expression | undefined): readonly string[] | null {
  if (!values) return []
  if (!ts.isObjectLiteralExpression(values)) return null
  const names = values.properties.map(({ name }) => name?.getText() ?? null)
  return names.every((name) => name !== null) ? names : null
}

const found = paths.flatMap((path) => usesIn(path, textOf(path)))
const uses = found.flatMap((use) => ('key' in use ? [use] : []))

/** The whole keys that a use can ask for. */
function wholeKeys(key: string): readonly string[] {
  return key.includes('*') ? (FILLED_IN[key] ?? []).map((value) => key.replace('*', value)) : [key]
}

const imports = new Map<string, readonly string[]>()

/** The files that a file of src imports, at once or later. */
function importsOf(path: string): readonly string[] {
  const known = imports.get(path)
  if (known) return known
  const found: string[] = []
  imports.set(path, found)
  for (const source of codeOf(path, textOf(path)))
    walk(source, (node) => {
      const isImport =
        (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) ||
        (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      if (!isImport) return
      const from = ts.isImportDeclaration(node) ? node.moduleSpecifier : node.arguments[0]
      if (!from || !ts.isStringLiteralLike(from)) return
      const target = from.text.startsWith('@/') ? from.text.slice(2) : join(dirname(path), from.text)
      const file = [target, `${target}.ts`, `${target}/index.ts`].find((each) => paths.includes(each))
      if (file && /^(views|components|composables)\//.test(file)) found.push(file)
    })
  return found
}

/** A screen with all that it can show. */
function reachedFrom(path: string, seen: readonly string[] = []): readonly string[] {
  if (seen.includes(path)) return seen
  return importsOf(path).reduce<readonly string[]>((reached, next) => reachedFrom(next, reached), [...seen, path])
}

/** The screens of the router with the parts of the messages that each loads. */
const routes = [
  ...textOf('router.ts').matchAll(/screen\(\s*\(\) => import\('\.\/(views\/[^']+)'\)((?:,\s*'\w+')*),?\s*\)/g),
].map(([, view = '', parts = '']) => ({ view, parts: [...parts.matchAll(/'(\w+)'/g)].map(([, part]) => part ?? '') }))
const atOnce = [
  'App.vue',
  ...[...textOf('router.ts').matchAll(/^import \w+ from '\.\/(views\/[^']+)'/gm)].map(([, view]) => view ?? ''),
]
/** What a file loads by itself, beside a part of the screen that comes later. */
const partsOf = (view: string) => [...textOf(view).matchAll(/loadMessages\('(\w+)'\)/g)].map(([, part]) => part ?? '')
const screens = [
  ...routes.map(({ view, parts }) => ({ view, parts: [...parts, ...partsOf(view)] })),
  ...atOnce.map((view) => ({ view, parts: partsOf(view) })),
]

describe('the keys of the messages', () => {
  it('can all be read from the source', () => {
    expect(found.flatMap((use) => ('unreadable' in use ? [use.unreadable] : []))).toEqual([])
    expect(uses.length).toBeGreaterThan(100)
  })

  it('are found in every form in which they are written', () => {
    const script = "t('a.b')\nt(x ? 'c' : `d.${x}.e`)\ni18n.global.t('f')"
    const template = `<p :title="t('g')" @click="say(t('h'))"><b v-if="x">{{ y ? t('i', { n }) : t('j', 2) }}</b></p>`
    const component = `<script setup lang="ts">${script}</script><template>${template}</template>`
    expect(usesIn('A.vue', component).map((use) => ('key' in use ? use.key : null))).toEqual([
      'a.b',
      'c',
      'd.*.e',
      'f',
      'g',
      'h',
      'i',
      'j',
    ])
    expect(usesIn('a.ts', 't(key)')).toEqual([{ unreadable: 'a.ts: t(key)' }])
  })

  it('have listed values wherever a part is filled in at run time', () => {
    const patterns = new Set(uses.flatMap(({ key }) => (key.includes('*') ? [key] : [])))
    expect([...patterns].sort()).toEqual(Object.keys(FILLED_IN).sort())
  })

  it('each have a message', () => {
    const missing = uses.flatMap(({ key, path }) =>
      wholeKeys(key).flatMap((whole) => (messages.has(whole) ? [] : [`${path}: ${whole}`])),
    )
    expect(missing).toEqual([])
  })

  it('are each used', () => {
    const used = new Set([...READ_DIRECTLY, ...uses.flatMap(({ key }) => wholeKeys(key))])
    expect([...messages.keys()].filter((key) => !used.has(key))).toEqual([])
    for (const key of READ_DIRECTLY) expect(textOf('i18n/index.ts')).toContain(`app.${key}`)
  })

  it('stand in one file only', () => {
    const keys = Object.values(FILES).flatMap((file) => flatten(file).map(([key]) => key))
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it('tell what to do about everything that can go wrong with the store', () => {
    const words = TROUBLES.map((code) => messages.get(`error.storage.${code}.message`) ?? '')
    expect(words.filter((text) => text.length < 40)).toEqual([])
    expect(new Set(words).size).toBe(TROUBLES.length)
  })
})

describe('a screen', () => {
  it('is found for every address', () => {
    const names = [...textOf('router.ts').matchAll(/\bpath: '/g)]
    expect(routes.length + atOnce.length - 1).toBe(names.length)
    for (const { view } of screens) expect(existsSync(join(SRC, view)), view).toBe(true)
  })

  it.each(screens)('has its messages loaded with it: $view', ({ view, parts }) => {
    const reached = reachedFrom(view)
    const missing = uses
      .filter(({ path }) => reached.includes(path))
      .flatMap(({ key, path }) =>
        wholeKeys(key).flatMap((whole) => {
          const file = fileOf(whole)
          return file === undefined || file === 'app' || parts.includes(file) ? [] : [`${path}: ${whole} is in ${file}`]
        }),
      )
    expect(missing).toEqual([])
  })

  it('loads no messages that it does not show', () => {
    const idle = routes.flatMap(({ view, parts }) => {
      const reached = reachedFrom(view)
      const files = uses.filter(({ path }) => reached.includes(path)).flatMap(({ key }) => wholeKeys(key).map(fileOf))
      return parts.filter((part) => !files.includes(part)).map((part) => `${view}: ${part}`)
    })
    expect(idle).toEqual([])
  })
})

describe('every message', () => {
  const every = [...messages].filter(([key]) => !READ_DIRECTLY.includes(key))
  const breaking = (isBroken: (text: string, key: string) => boolean) =>
    every.filter(([key, text]) => isBroken(text, key)).map(([key, text]) => `${key}: ${text}`)
  const placeholders = (text: string) => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '')

  it('has words, and no space at its ends or twice in a row', () => {
    expect(breaking((text) => text !== text.trim() || /\s{2}|[\n\t]/.test(text) || !/\p{L}/u.test(text))).toEqual([])
  })

  it('names its placeholders {likeThis}', () => {
    expect(breaking((text) => placeholders(text).some((name) => !/^[a-z][A-Za-z]*$/.test(name)))).toEqual([])
    expect(breaking((text) => /[{}]/.test(text.replace(/\{[^{}]*\}/g, '')))).toEqual([])
  })

  it('holds no HTML and no sign that vue-i18n reads as something else', () => {
    expect(breaking((text) => /[<>@&]|\$[td]\b|%\{/.test(text))).toEqual([])
  })

  it('parts its plural forms with “ | ”, two or three of them, none empty', () => {
    const isBroken = (text: string) => {
      const forms = text.split(' | ')
      return forms.some((form) => form === '' || form !== form.trim() || form.includes('|')) || forms.length > 3
    }
    expect(breaking(isBroken)).toEqual([])
  })

  it('with plural forms is given the number that chooses among them', () => {
    const isPlural = (key: string) => messages.get(key)?.includes(' | ')
    const wrong = uses.filter(({ key, hasCount }) => !hasCount && wholeKeys(key).some(isPlural))
    expect(wrong.map(({ path, key }) => `${path}: ${key}`)).toEqual([])
  })

  it('is given a value for each of its placeholders', () => {
    const wrong = uses.flatMap(({ key, path, given, hasCount }) =>
      given === null
        ? []
        : wholeKeys(key).flatMap((whole) => {
            const needed = new Set(placeholders(messages.get(whole) ?? ''))
            // The number of a plural form comes as {count} by itself.
            const missing = [...needed].filter((name) => !given.includes(name) && !(hasCount && name === 'count'))
            return missing.map((name) => `${path}: ${whole} lacks {${name}}`)
          }),
    )
    expect(wrong).toEqual([])
  })

  it('has a key that ends in its kind', () => {
    const kinds = /\.(title|label|hint|message|error|name|caption|subject)$/
    expect(breaking((_text, key) => !kinds.test(key))).toEqual([])
  })
})

/** Attributes that are read out or shown. */
const SPOKEN =
  /^(?:aria-(?:label|description|placeholder|roledescription|valuetext)|title|placeholder|alt|label|summary)$/
/** Attributes of our own components that are no words. */
const NO_WORDS =
  /^(?:class|id|dir|lang|role|type|target|size|name|ref|is|key|to|tabindex|data-.*|aria-(?:hidden|live|controls))$/
const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text)

/** The texts that an expression can turn into, as far as they are written in it. */
function literalsIn(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return literalsIn(node.expression)
  if (ts.isConditionalExpression(node)) return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)]
  if (ts.isTemplateExpression(node))
    return [
      node.head.text,
      ...node.templateSpans.flatMap(({ expression, literal }) => [...literalsIn(expression), literal.text]),
    ]
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    const gives = [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.PlusToken]
    if (gives.includes(kind)) return [...literalsIn(node.left), ...literalsIn(node.right)]
    return kind === ts.SyntaxKind.AmpersandAmpersandToken ? literalsIn(node.right) : []
  }
  return []
}

function literalsOf(expression: string): readonly string[] {
  const [statement] = code(`(${expression})`).statements
  return statement && ts.isExpressionStatement(statement) ? literalsIn(statement.expression) : []
}

/** The words that stand in a template itself. */
function wordsIn(component: string): readonly string[] {
  const words = nodesOf(component).flatMap((node): readonly string[] => {
    if (node.type === NodeTypes.TEXT) return [node.content]
    if (node.type === NodeTypes.INTERPOLATION) return literalsOf(sourceOf(node.content))
    if (node.type !== NodeTypes.ELEMENT) return []
    return node.props.flatMap((prop) => {
      if (prop.type === NodeTypes.ATTRIBUTE) {
        const isWord = SPOKEN.test(prop.name) || (node.tagType === ElementTypes.COMPONENT && !NO_WORDS.test(prop.name))
        return isWord ? [prop.value?.content ?? ''] : []
      }
      const name = prop.arg?.loc.source ?? ''
      if (prop.name === 'text' && prop.exp) return literalsOf(sourceOf(prop.exp))
      return prop.name === 'bind' && prop.exp && SPOKEN.test(name) ? literalsOf(sourceOf(prop.exp)) : []
    })
  })
  return words.map((text) => text.trim()).filter(hasWords)
}

describe('a template', () => {
  // The page of all parts is for whoever works on Waymark, and not in the built app.
  const components = paths.filter((path) => path.endsWith('.vue') && !path.startsWith('views/parts/'))

  it.each(components)('has no words of its own: %s', (path) => {
    expect(wordsIn(textOf(path))).toEqual([])
  })

  it.each([
    ['a text', '<p>Hello</p>', ['Hello']],
    ['a text deep inside', '<ul><li v-for="x in y"><template v-if="x">Hello {{ x }}</template></li></ul>', ['Hello']],
    ['a figure', '<p>5</p>', ['5']],
    ['a label', '<button aria-label="Close" />', ['Close']],
    [
      'a title, a placeholder, an alternative',
      '<p title="A" /><input placeholder="B" /><img alt="C" />',
      ['A', 'B', 'C'],
    ],
    ['a property of a component', '<ConfirmDialog confirm="Delete" />', ['Delete']],
    ['a literal in braces', "{{ x ? 'Yes' : t('no') }}", ['Yes']],
    ['a literal put together', '{{ `${x} of ${y}` }}', ['of']],
    ['a literal as a last resort', "{{ x ?? 'None' }}", ['None']],
    ['a literal in a bound label', `<p :aria-label="'Hello ' + x" />`, ['Hello']],
  ])('is caught with %s', (_what, template, words) => {
    expect(wordsIn(`<template>${template}</template>`)).toEqual(words)
  })

  it('may have signs, keys, and words to compare with', () => {
    const template = `<p class="small" role="note">·<b :class="{ a: x === 'done' }">{{ x === 'done' ? t('a.b') : '↕' }}</b></p>`
    expect(wordsIn(`<template>${template}</template>`)).toEqual([])
  })
})
