// From a tap on an answer to the painted choice, and to the word that both copies have it; once for each question.
import { ITEMS, laidRecords, oneUnion } from './records.mjs'
import { newPage } from './host.mjs'

export const ROWS = {
  'Tap to painted': 'ms',
  'Tap to stored': 'ms',
}

export async function measure({ bench, record }) {
  const context = await bench.newContext()
  await laidRecords(context, bench.url, oneUnion())
  const page = await newPage(context)
  await page.goto(`${bench.url}#/a/round-draft/q/${ITEMS[0]}`)
  const taps = []
  for (const [index, item] of ITEMS.entries()) {
    await page.evaluate((id) => (location.hash = `#/a/round-draft/q/${id}`), item)
    taps.push(
      await page.evaluate(
        async ([id, level]) => {
          const { bench } = globalThis
          await bench.shown(() => bench.levels()?.[0].name === id, 'the question')
          return bench.tap(level)
        },
        [item, (index % 5) + 1],
      ),
    )
  }
  record(
    'Tap to painted',
    taps.map(({ painted }) => painted),
  )
  record(
    'Tap to stored',
    taps.map(({ stored }) => stored),
  )
  await context.close()
}
