import type { Page } from 'playwright-core'
import { axeFindings, comesTrue, isWiderThanScreen } from './browser'

/** As a phone shows it, and as a browser on a desk. */
const PHONE = { width: 360, height: 800 }
const DESK = { width: 1280, height: 800 }
/** As 1280 × 1024 shows it at 400 % (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 256 }
/** As A4 between margins of 15 mm. */
const PAPER = { width: 680, height: 1000 }

/**
 * Looks at the screen as it is now on every ground it may be seen on, and brings the page back to a phone in light.
 *
 * @returns what is wrong, each in a few words
 */
export async function lookAt(page: Page): Promise<string[]> {
  const found: string[] = []
  const add = (where: string, findings: readonly string[]) => found.push(...findings.map((each) => `${where}: ${each}`))
  await page.setViewportSize(PHONE)
  await page.locator('main:not([aria-busy])').waitFor()
  // What is told above a screen is often there before the screen.
  if (!(await comesTrue(page, () => document.querySelectorAll('h1').length === 1))) found.push('not one h1')
  if (await isWiderThanScreen(page)) found.push('wider than 360 px')
  add('small', await page.evaluate(smallTargets))
  add('moves', await page.evaluate(whatMoves))
  await page.evaluate(seeColours, 'light')
  add('360 px', await axeFindings(page))
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.evaluate(seeColours, 'dark')
  add('360 px, dark', await axeFindings(page, 'colours'))
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
  add('forced colours', await page.evaluate(faintFocus))
  await page.emulateMedia({ forcedColors: 'none' })

  await page.setViewportSize(ZOOMED)
  await page.evaluate(spaceOut, true)
  if (await isWiderThanScreen(page)) found.push('wider than 320 px with the text spaced out')
  add('320 px with the text spaced out', await page.evaluate(cutOff))
  await page.evaluate(turn, 'rtl')
  if (await isWiderThanScreen(page)) found.push('wider than 320 px from right to left')
  add('320 px from right to left', await page.evaluate(cutOff))
  await page.evaluate(turn, 'ltr')
  await page.evaluate(spaceOut, false)
  add('at 400 %', await page.evaluate(coveredFocus))

  await page.setViewportSize(PAPER)
  await page.emulateMedia({ media: 'print' })
  if (await isWiderThanScreen(page)) found.push('wider than a sheet of paper')
  await page.emulateMedia({ media: 'screen' })

  await page.setViewportSize(DESK)
  if (await isWiderThanScreen(page)) found.push('wider than 1280 px')
  add('1280 px', await axeFindings(page, 'allButColours'))
  // What is shown in the same colours at both widths has the same contrast, which is half of axe's work.
  add('1280 px', await axeFindings(page, 'colours', await page.evaluateHandle(seeColours, 'light')))
  await page.emulateMedia({ colorScheme: 'dark' })
  add('1280 px, dark', await axeFindings(page, 'colours', await page.evaluateHandle(seeColours, 'dark')))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(PHONE)
  return found
}

// What follows runs in the page, each on its own.

/** What is shown, and was not in the same colours when this was asked last under this name; without what lies within it. */
function seeColours(name: string): Element[] {
  const kept = window as unknown as Record<string, Map<Element, string> | undefined>
  const before = kept[`seen ${name}`]
  const now = (kept[`seen ${name}`] = new Map<Element, string>())
  const isNew = new Set<Element>()
  const outermost: Element[] = []
  for (const element of document.querySelectorAll('body, body *')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    const { color, backgroundColor, opacity, fontWeight, textDecorationLine } = getComputedStyle(element)
    now.set(element, [color, backgroundColor, opacity, fontWeight, textDecorationLine].join())
    const isWithin = element.parentElement !== null && isNew.has(element.parentElement)
    if (!isWithin && before?.get(element) === now.get(element)) continue
    isNew.add(element)
    if (!isWithin) outermost.push(element)
  }
  return outermost
}

/** Spaces every text as WCAG 1.4.12 asks a page to bear, or as before; no style sheet, which the policy would stop. */
function spaceOut(isWide: boolean): void {
  const spacing = { 'line-height': '1.5', 'letter-spacing': '0.12em', 'word-spacing': '0.16em' }
  for (const { style } of document.querySelectorAll<HTMLElement>('body *'))
    for (const [name, value] of Object.entries(spacing)) style.setProperty(name, isWide ? value : '')
}

function turn(direction: string): void {
  document.documentElement.dir = direction
}

/** What reaches over the edge of the screen, also where nobody can scroll to it. */
function cutOff(): string[] {
  const width = document.documentElement.clientWidth
  const found: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const { left, right, width: own } = element.getBoundingClientRect()
    if (own <= 1 || (left >= -1 && right <= width + 1) || !element.checkVisibility()) continue
    // What scrolls in a box of its own, and what only readers hear, may.
    let box = element.parentElement
    while (box && getComputedStyle(box).overflowX === 'visible') box = box.parentElement
    if (!box || box === document.body || box === document.documentElement)
      found.push(`<${element.tagName.toLowerCase()} class="${element.className}"> from ${left} to ${right} px`)
  }
  return found.slice(0, 3)
}

/** Everything that moves by itself or glides, which somebody has asked not to see. */
function whatMoves(): string[] {
  const moves = [...document.querySelectorAll('body *')].filter((element) => {
    const { transitionDuration, animationName, animationDuration } = getComputedStyle(element)
    const isLong = (time: string) => time.split(',').some((each) => parseFloat(each) > 0.01)
    return isLong(transitionDuration) || (animationName !== 'none' && isLong(animationDuration))
  })
  return moves.slice(0, 3).map((element) => `<${element.tagName.toLowerCase()} class="${element.className}">`)
}

/**
 * Links, buttons and fields that are smaller than 24 × 24 px and too near to another one (WCAG 2.5.8; in a sentence they may be),
 * and choices that are less than 44 px high. What a label makes larger counts.
 */
function smallTargets(): string[] {
  interface Target {
    readonly element: HTMLElement
    readonly box: DOMRect
    readonly isSmall: boolean
  }
  const kinds = 'a[href], button, input, select, textarea, summary, [role="button"]'
  // Behind an open dialog nothing can be pressed.
  const ground = document.querySelector('dialog[open]') ?? document.body
  const targets = [...ground.querySelectorAll<HTMLElement>(kinds)].flatMap((element): Target[] => {
    const own = element.getBoundingClientRect()
    // What is only read out has no place to press.
    const isHidden = getComputedStyle(element).clipPath !== 'none' || own.width <= 1 || own.height <= 1
    if (isHidden || !element.checkVisibility({ visibilityProperty: true })) return []
    const label = element.closest('label')?.getBoundingClientRect()
    const box = label && element.matches('[type="radio"], [type="checkbox"]') ? label : own
    return [{ element, box, isSmall: box.width < 24 || box.height < 24 }]
  })
  const wordsOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, '')
  function isInSentence({ element }: Target): boolean {
    if (!getComputedStyle(element).display.startsWith('inline')) return false
    let block = element.parentElement
    while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement
    if (!block) return false
    const pressed = [...block.querySelectorAll(kinds)].reduce((sum, each) => sum + wordsOf(each).length, 0)
    return wordsOf(block).length > pressed
  }
  const middle = ({ box }: Target) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
  function isTooNear(one: Target, other: Target): boolean {
    const [a, b] = [middle(one), middle(other)]
    if (other.isSmall) return Math.hypot(a.x - b.x, a.y - b.y) < 24
    const { left, right, top, bottom } = other.box
    return Math.hypot(Math.max(left - a.x, 0, a.x - right), Math.max(top - a.y, 0, a.y - bottom)) < 12
  }
  const words = ({ element, box }: Target) =>
    `<${element.tagName.toLowerCase()}> “${(element.textContent || element.getAttribute('aria-label') || element.id || '').trim().slice(0, 40)}” is ${Math.round(box.width)} × ${Math.round(box.height)} px`
  const crowded = targets.filter(
    (target) =>
      target.isSmall &&
      !isInSentence(target) &&
      targets.some((other) => other.element !== target.element && isTooNear(target, other)),
  )
  const lowAnswers = targets.filter(({ element, box }) => element.matches('[type="radio"]') && box.height < 44)
  return [...crowded, ...lowAnswers].map(words)
}

/** Kinds of things to press that show no ring of the system’s own colour while they have the focus. */
function faintFocus(): string[] {
  const before = document.activeElement as HTMLElement | null
  // What was pressed with a mouse keeps its focus without a ring.
  before?.blur()
  const ground = document.querySelector('dialog[open]') ?? document.body
  const { backgroundColor } = getComputedStyle(document.body)
  const found: string[] = []
  for (const kind of [
    'a[href]',
    'button',
    '[type="radio"]',
    '[type="checkbox"]',
    '[type="text"]',
    'select',
    'summary',
  ]) {
    const element = [...ground.querySelectorAll<HTMLElement>(kind)].find(
      (each) => each.getBoundingClientRect().width > 1 && each.checkVisibility({ visibilityProperty: true }),
    )
    if (!element) continue
    element.focus({ preventScroll: true, focusVisible: true } as FocusOptions)
    const rings = [element, element.closest('label')].flatMap((each) => (each ? [getComputedStyle(each)] : []))
    const isSeen = rings.some(
      ({ outlineStyle, outlineWidth, outlineColor }) =>
        outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== backgroundColor,
    )
    if (!isSeen) found.push(`no ring on ${kind}`)
  }
  // The page itself takes no focus back, and the way to the content would stay in sight.
  ;(document.activeElement as HTMLElement | null)?.blur()
  before?.focus({ preventScroll: true })
  return found
}

/** What cannot be seen at all while it has the focus, because something that stays in its place lies over it (WCAG 2.4.11). */
function coveredFocus(): string[] {
  const stays = [...document.querySelectorAll('body *')].some((element) =>
    ['sticky', 'fixed'].includes(getComputedStyle(element).position),
  )
  // Without such a thing nothing can lie over anything.
  if (!stays) return []
  const before = document.activeElement as HTMLElement | null
  const place = { left: scrollX, top: scrollY }
  const found: string[] = []
  // What has the focus already would not be brought into sight.
  before?.blur()
  const ground = document.querySelector('dialog[open]') ?? document.body
  for (const element of ground.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]',
  )) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.getBoundingClientRect().width <= 1) continue
    element.focus()
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const points = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => document.elementFromPoint(left + x * (right - left), top + y * (bottom - top))),
    )
    const isSeen = points.some((point) => point && (element.contains(point) || point.contains(element)))
    if (!isSeen) found.push(`${element.outerHTML.slice(0, 80)} is covered`)
  }
  ;(document.activeElement as HTMLElement | null)?.blur()
  before?.focus()
  scrollTo(place)
  return found.slice(0, 3)
}
