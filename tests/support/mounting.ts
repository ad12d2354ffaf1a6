import { enableAutoUnmount, mount, type ComponentMountingOptions } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { nextTick, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, loadMessages } from '@/i18n'
import { router as appRouter } from '@/router'

await Promise.all(
  (
    [
      'home',
      'answering',
      'results',
      'help',
      'plan',
      'papers',
      'photos',
      'compare',
      'data',
      'files',
      'sealed',
      'backup',
      'voting',
      'room',
      'codes',
      'kit',
      'sheets',
      'workshop',
      'respond',
    ] as const
  ).map(loadMessages),
)

// Vue and vue-i18n tell of most mistakes in the console only: a missing message, a property of the wrong type.
beforeEach(() => {
  setActivePinia(createPinia())
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  const complaints = [...vi.mocked(console.warn).mock.calls, ...vi.mocked(console.error).mock.calls]
  vi.restoreAllMocks()
  expect(complaints.map((words) => words.join(' '))).toEqual([])
})
enableAutoUnmount(afterEach)

/** Puts a part into the page, with the messages of all screens. Stores are fresh for each test. */
export function mountPart<T extends Component>(component: T, options: ComponentMountingOptions<T> = {}) {
  return mount(component, {
    ...options,
    attachTo: document.body,
    global: {
      ...options.global,
      plugins: [i18n, ...(options.global?.plugins ?? [])],
    },
  } as ComponentMountingOptions<T>)
}

/** Puts a screen, or a part with links, into the page, with a router that knows the addresses of the app. */
export async function mountScreen<T extends Component>(
  component: T,
  { path = '/', ...options }: ComponentMountingOptions<T> & { path?: string } = {},
) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: appRouter.getRoutes().map((route) => ({ path: route.path, name: route.name ?? '', component: {} })),
  })
  await router.push(path)
  const wrapper = mountPart(component, {
    ...options,
    global: { plugins: [router] },
  } as unknown as ComponentMountingOptions<T>)
  return { wrapper, router }
}

/** What a role looks like in the page, as far as this app uses it. */
const ROLES = {
  alert: '[role="alert"]',
  button: 'button',
  cell: 'td',
  checkbox: 'input[type="checkbox"]',
  columnheader: 'th[scope="col"]',
  combobox: 'select',
  dialog: 'dialog[open]',
  group: 'fieldset',
  heading: 'h1, h2, h3, h4',
  link: 'a[href]',
  list: 'ul, ol',
  listitem: 'li',
  note: '[role="note"]',
  option: 'option',
  radio: 'input[type="radio"]',
  region: '[role="region"], section[aria-label]',
  row: 'tbody tr',
  rowheader: 'th[scope="row"]',
  searchbox: 'input[type="search"]',
  status: '[role="status"]',
  summary: 'summary',
  table: 'table',
  textbox: 'textarea, input[type="text"]',
} as const
type Role = keyof typeof ROLES

interface Elements {
  button: HTMLButtonElement
  checkbox: HTMLInputElement
  combobox: HTMLSelectElement
  link: HTMLAnchorElement
  radio: HTMLInputElement
  textbox: HTMLInputElement | HTMLTextAreaElement
}
type ElementOf<R extends Role> = R extends keyof Elements ? Elements[R] : HTMLElement

/** Whether a screen reader passes over an element or a text: decoration, or the inside of something closed. */
function isPassedOver(node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement
  if (element?.closest('[aria-hidden="true"], [hidden]')) return true
  for (let outer = node.parentElement?.closest('details'); outer; outer = outer.parentElement?.closest('details'))
    if (!outer.open && !outer.querySelector('summary')?.contains(node)) return true
  return false
}

/** The words of an element as they are read out: without decoration and without what is closed. */
export function wordsOf(element: Element = document.body): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const words: string[] = []
  while (walker.nextNode()) if (!isPassedOver(walker.currentNode)) words.push(walker.currentNode.textContent ?? '')
  return tidy(words.join(' '))
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The name under which an element is announced: of its label, or else of what it holds. */
export function nameOf(element: Element): string {
  const names = element.getAttribute('aria-labelledby')?.split(' ')
  if (names) return tidy(names.map((id) => document.getElementById(id)?.textContent ?? '').join(' '))
  const label = element.getAttribute('aria-label')
  if (label !== null) return label
  if (element instanceof HTMLFieldSetElement) return wordsOf(element.querySelector('legend') ?? element)
  const labels = 'labels' in element ? [...((element.labels as NodeListOf<HTMLLabelElement> | null) ?? [])] : []
  return labels.length > 0 ? tidy(labels.map(wordsOf).join(' ')) : wordsOf(element)
}

/** All elements of a role, in the order of the page; with a name, those whose name it is or whose name it matches. */
export function all<R extends Role>(
  role: R,
  name?: string | RegExp,
  within: Element = document.body,
): readonly ElementOf<R>[] {
  return [...within.querySelectorAll<ElementOf<R>>(ROLES[role])].filter((element) => {
    if (isPassedOver(element)) return false
    if (name === undefined) return true
    return typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element))
  })
}

/** The one element of a role and name. @throws if there is none, or more than one */
export function the<R extends Role>(role: R, name?: string | RegExp, within?: Element): ElementOf<R> {
  const [found, ...others] = all(role, name, within)
  if (found && others.length === 0) return found
  const names = all(role, undefined, within).map(nameOf)
  throw new Error(`${others.length > 0 ? 'more than one' : 'no'} ${role} ${name ?? ''} among ${JSON.stringify(names)}`)
}

export async function click(element: HTMLElement): Promise<void> {
  element.click()
  await nextTick()
}

/** Types into a field, over what stood there. */
export async function write(field: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  field.focus()
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await nextTick()
}

export async function pick(field: HTMLSelectElement, optionName: string): Promise<void> {
  field.value = (the('option', optionName, field) as HTMLOptionElement).value
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await nextTick()
}

/** Presses a key where the focus is. Returns whether the page took it for its own. */
export async function press(key: string, modifiers: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers })
  document.activeElement?.dispatchEvent(event)
  await nextTick()
  return event.defaultPrevented
}

/** The words that describe a field beside its name. */
export function descriptionOf(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  return tidy(ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' '))
}

/** What somebody could type to break the page or turn its writing round. */
export const HOSTILE = '<img src=x onerror="alert(1)"> \u202Eevil\u202C \u200Fend'
