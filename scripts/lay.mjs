// Lays records into the store of a page of Waymark, for tests, pictures and the bench. Node's side reads the frozen rounds.
import { readFileSync } from 'node:fs'

const read = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'))

/** Puts records into tables of the page's database, { table: [record …] }. */
export async function lay(page, records) {
  await makeStore(page)
  await page.evaluate(async (tables) => {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open('waymark')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const transaction = db.transaction(Object.keys(tables), 'readwrite', { durability: 'strict' })
    for (const [table, rows] of Object.entries(tables)) for (const row of rows) transaction.objectStore(table).put(row)
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onerror = () => reject(transaction.error)
    })
    db.close()
  }, records)
}

/** Has the app make its store: a first visit has none, until something is to be read from there or kept. */
async function makeStore(page) {
  if (await page.evaluate(async () => (await indexedDB.databases()).length > 0)) return
  // A page that is still beginning would miss the way there.
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const before = page.url()
  await page.goto(new URL('#/data', before).href)
  await page.getByRole('region', { name: 'What is stored' }).waitFor()
  await page.goto(before)
}

/** A workshop on the whole data maturity framework with thirty people who have all voted, as records. */
export function fullRoom(step) {
  const questionnaire = read('questionnaires/data-maturity/questionnaire.json')
  const items = questionnaire.sections.flatMap((section) => section.items)
  const { assessments, ...rest } = roundRecords({
    id: 'round-room',
    unionId: 'union-room',
    questionnaire,
    date: '2026-11-29',
    role: 'several',
    answers: {},
    more: { status: 'draft', sealedAt: null },
  })
  const session = {
    assessmentId: 'round-room',
    sectionIds: questionnaire.sections.map(({ id }) => id),
    people: 30,
    present: 30,
    meetings: [120, 120],
    ways: ['cards', 'device', 'paper', 'own'],
    roles: ['elected', 'staff'],
    floor: 5,
    consentAt: null,
    step,
    revealed: items.map(({ id }) => `item.${id}.reveal`),
    timer: null,
    closedSections: [],
    closedAt: null,
  }
  const responses = Array.from({ length: 30 }, (_, person) => {
    const key = String(person).padStart(16, '0')
    const answers = items.map(({ id }, place) => [id, answerOf(1 + ((place * 7 + person * 3) % 5))])
    const response = {
      key,
      edition: 1,
      questionnaireId: questionnaire.id,
      questionnaireVersion: questionnaire.version,
      form: 'full',
      requestId: null,
      role: person % 2 ? 'staff' : 'elected',
      answers: Object.fromEntries(answers),
    }
    return { assessmentId: 'round-room', key, held: { response, way: 'own', sheet: null, again: null } }
  })
  return together(
    { unions: [{ id: 'union-room', name: 'Long River Workers', law: null }], sessions: [session], responses },
    { assessments, ...rest },
  )
}

function answerOf(value) {
  return {
    choice: { kind: 'option', value },
    confidence: null,
    note: '',
    evidence: { source: '', date: '' },
    comeBack: false,
    chosenAt: null,
    lastTimeShown: false,
  }
}

/** One sealed round as records. `answers` has a level, "dont_know" or { notApplicable: reason } by item. */
export function roundRecords({ id, unionId, questionnaire, date, role, answers, notes = {}, more = {} }) {
  const sealedAt = Date.parse(`${date}T12:00:00Z`)
  const assessment = {
    id,
    unionId,
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    form: 'full',
    subject: { kind: 'union' },
    respondent: { role, knowledge: null, name: '' },
    date,
    status: 'sealed',
    createdAt: sealedAt,
    sealedAt,
    copiedFrom: null,
    lastItem: null,
    ...more,
  }
  return {
    assessments: [assessment],
    answers: answersOf(id, answers, { notes, chosenAt: sealedAt }),
    questionnaires: [{ id: questionnaire.id, version: questionnaire.version, content: questionnaire }],
  }
}

/** Answers of a round as records: a level, "dont_know" or { notApplicable: reason } by item. */
export function answersOf(assessmentId, answers, { notes = {}, chosenAt = 1 } = {}) {
  const choiceOf = (given) => {
    if (given === 'dont_know') return { kind: 'dont_know' }
    return typeof given === 'number'
      ? { kind: 'option', value: given }
      : { kind: 'not_applicable', reason: given.notApplicable }
  }
  return Object.entries(answers).map(([itemId, given]) => ({
    assessmentId,
    itemId,
    answer: {
      choice: choiceOf(given),
      confidence: null,
      note: notes[itemId] ?? '',
      evidence: { source: '', date: '' },
      comeBack: false,
      chosenAt,
      lastTimeShown: false,
    },
  }))
}

/** Several records as one. @returns {Record<string, any[]>} */
export function together(...records) {
  /** @type {Record<string, any[]>} */
  const whole = {}
  for (const each of records)
    for (const [table, rows] of Object.entries(each)) whole[table] = [...(whole[table] ?? []), ...rows]
  return whole
}

/** The data maturity framework as 1.1.0, which says under which id 0.9.0 asked one of its items. */
export function laterMaturity() {
  const shipped = read('questionnaires/data-maturity/questionnaire.json')
  return {
    ...shipped,
    version: '1.1.0',
    sections: shipped.sections.map((section) => ({
      ...section,
      items: section.items.map((item) =>
        item.id === 'uses-benefit' ? { ...item, equivalentTo: ['uses-gains'] } : item,
      ),
    })),
  }
}

/** The three frozen rounds over two versions (tests/fixtures/versions), round-a to round-c, of one union. */
export function threeRounds() {
  const versions = [read('tests/fixtures/versions/data-maturity-0.9.0.json'), laterMaturity()]
  const { rounds } = read('tests/fixtures/versions/three-rounds.json')
  const union = { id: 'union-compared', name: 'Riverside Workers', law: null }
  return together(
    { unions: [union] },
    ...rounds.map(({ version, ...round }, index) =>
      roundRecords({
        id: `round-${'abc'[index]}`,
        unionId: union.id,
        questionnaire: versions.find((each) => each.version === version),
        ...round,
      }),
    ),
  )
}

/**
 * A union whose people answer together: a finished round with a group's voice on every question, room-done, and one that is
 * being gathered on paper, room-open, with six sheets of which one was typed a second time.
 */
export function workshops() {
  const questionnaire = read('questionnaires/data-maturity/questionnaire.json')
  const union = { id: 'union-together', name: 'Riverside Workers Together', law: null }
  const items = questionnaire.sections.flatMap((section) => section.items)
  /** Votes by level, their middle, and how they came to count. */
  const voices = [
    { votes: [0, 0, 4, 3, 0], middle: 3, by: 'agreed', dissent: '' },
    { votes: [1, 2, 0, 1, 3], middle: 4, by: 'votes', dissent: 'The branches in the north do this already.' },
    { votes: [2, 0, 0, 0, 2], middle: 1, by: 'votes', dissent: '', notAgreed: { low: 1, high: 5 } },
    { votes: [1, 3, 3, 3, 2], middle: 3, by: 'agreed', dissent: 'Nobody asked the reps.' },
  ]
  const done = roundRecords({
    id: 'room-done',
    unionId: union.id,
    questionnaire,
    date: '2026-11-20',
    role: 'several',
    answers: Object.fromEntries(items.map(({ id }, index) => [id, voices[index % voices.length].middle])),
    notes: { [items[0].id]: 'We went through the list of last year together.' },
  })
  const voiced = done.answers.map((row, index) => {
    const { votes, by, dissent, notAgreed = null } = voices[index % voices.length]
    const levels = votes.map((count, level) => ({ level: level + 1, votes: count }))
    const tally = { levels, dontKnow: index % 3, doesNotApply: 0 }
    return { ...row, answer: { ...row.answer, voice: { by, tally, notAgreed, dissent } } }
  })
  const open = roundRecords({
    id: 'room-open',
    unionId: union.id,
    questionnaire,
    date: '2026-11-28',
    role: 'several',
    answers: {},
    more: { status: 'draft', sealedAt: null },
  })
  const session = {
    assessmentId: 'room-open',
    sectionIds: questionnaire.sections.slice(0, 2).map(({ id }) => id),
    people: 8,
    present: 8,
    meetings: [],
    ways: ['paper'],
    roles: ['elected', 'staff'],
    floor: 5,
    consentAt: null,
    step: 'start',
    revealed: [],
    timer: null,
    closedSections: [],
    closedAt: null,
  }
  /** The answers of a row of levels to the first items. */
  const typed = (row) =>
    Object.fromEntries(
      [...row].map((level, index) => [
        items[index].id,
        { ...done.answers[0].answer, note: '', choice: { kind: 'option', value: Number(level) } },
      ]),
    )
  const responses = ['3512', '3213', '3153', '4515', '3522', '3414'].map((row, index) => {
    const key = String(index + 1).padStart(16, '0')
    const { id: questionnaireId, version: questionnaireVersion } = questionnaire
    const asked = { questionnaireId, questionnaireVersion, form: 'full', requestId: 'room-open' }
    const response = { key, edition: 1, ...asked, role: index % 2 ? 'staff' : 'several', answers: typed(row) }
    const again = index === 2 ? typed('32') : null
    return { assessmentId: 'room-open', key, held: { response, way: 'paper', sheet: index + 1, again } }
  })
  return together({ unions: [union] }, { ...done, answers: voiced }, open, { sessions: [session], responses })
}

/** So many rounds of one union, three months apart, the first half in 0.9.0; their answers differ from round to round. */
export function manyRounds(count) {
  const [earlier, later] = [read('tests/fixtures/versions/data-maturity-0.9.0.json'), laterMaturity()]
  const rounds = Array.from({ length: count }, (_, index) => {
    const questionnaire = index < count / 2 ? earlier : later
    const items = questionnaire.sections.flatMap((section) => section.items)
    const answers = items.map(({ id }, place) => [id, 1 + ((place * 7 + index * 3 + ((place * index) % 4)) % 5)])
    const date = new Date(Date.UTC(2017, index * 3, 15)).toISOString().slice(0, 10)
    return roundRecords({
      id: `round-${index}`,
      unionId: 'union-long',
      questionnaire,
      date,
      role: 'staff',
      answers: Object.fromEntries(answers),
    })
  })
  return together({ unions: [{ id: 'union-long', name: 'Long River Workers', law: null }] }, ...rounds)
}

/** Puts the room of an open page on a step, as its buttons would do one after another. */
export async function goToStep(page, id) {
  await page.evaluate((step) => {
    document.querySelector('#app').__vue_app__.config.globalProperties.$pinia._s.get('workshop').goTo(step)
  }, id)
}
