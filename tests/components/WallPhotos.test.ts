import { describe, expect, it, vi } from 'vitest'
import WallPhotos from '@/components/WallPhotos.vue'
import { all, click, descriptionOf, HOSTILE, mountPart, nameOf, the, wordsOf, write } from '../support/mounting'
import { aPhoto, aPictureFile } from '../support/photos'

type Props = InstanceType<typeof WallPhotos>['$props']
const show = (more: Partial<Props> = {}) =>
  mountPart(WallPhotos, {
    props: {
      photos: [],
      unreadable: 0,
      opening: { status: 'ready' },
      refused: [],
      isWorking: false,
      canBringBack: false,
      state: { status: 'idle' },
      ...more,
    },
  })
const field = () => document.querySelector<HTMLInputElement>('input[type="file"]')
const alternatives = () => [...document.querySelectorAll('img')].map(({ alt }) => alt)
const two = [aPhoto('a', { caption: 'Flipchart' }), aPhoto('b')]

describe('the photos of the wall', () => {
  it('begin with what they are for, what is taken out of them, and where they stay', () => {
    show()
    expect(wordsOf()).toContain('the place, the camera and the time are taken out of it')
    expect(wordsOf()).toContain('Photos are not sent anywhere.')
    expect(wordsOf()).toContain('There is no photo yet.')
  })

  it('are added, several at once, from pictures', () => {
    const wrapper = show()
    expect(nameOf(field() ?? document.body)).toBe('Add photos')
    expect(descriptionOf(field() ?? document.body)).toContain('A round holds at most 12 photos.')
    expect(field()?.multiple).toBe(true)
    expect(field()?.accept).toBe('image/*')
    const files = [aPictureFile('one.jpg'), aPictureFile('two.jpg')]
    Object.defineProperty(field(), 'files', { value: files, configurable: true })
    field()?.dispatchEvent(new Event('change'))
    expect(wrapper.emitted('add')).toEqual([[files]])
  })

  it('have what is said of them as their alternative, else their number', () => {
    show({ photos: two })
    expect(alternatives()).toEqual(['Photo 1 of 2: Flipchart', 'Photo 2 of 2'])
    expect(document.querySelector('img')?.src).toMatch(/^data:image\/jpeg;base64,/)
  })

  it('are worded, each for itself', async () => {
    const wrapper = show({ photos: two })
    await write(the('textbox', 'What does photo 2 show?'), 'Stickers')
    the('textbox', 'What does photo 2 show?').blur()
    expect(wrapper.emitted('caption')).toEqual([['b', 'Stickers']])
    expect(wrapper.emitted('leave')).toHaveLength(1)
  })

  it('show any words as text', () => {
    show({ photos: [aPhoto('a', { caption: HOSTILE })] })
    expect(alternatives()).toEqual([`Photo 1 of 1: ${HOSTILE}`])
    expect(document.querySelectorAll('img')).toHaveLength(1)
  })

  it('are seen larger, named by what they show', async () => {
    const showModal = vi.spyOn(HTMLDialogElement.prototype, 'showModal')
    show({ photos: two })
    const [first] = [...document.querySelectorAll('button')].filter((button) => button.querySelector('img'))
    await click(first as HTMLButtonElement)
    expect(showModal).toHaveBeenCalledOnce()
    expect(nameOf(the('dialog'))).toBe('Photo 1 of 2: Flipchart')
    await click(the('button', 'Close'))
    expect(all('dialog')).toEqual([])
  })

  it('are removed and brought back, with the focus on the section', async () => {
    const wrapper = show({ photos: two })
    await click(the('button', 'Remove photo 1'))
    expect(wrapper.emitted('remove')).toEqual([['a']])
    await wrapper.setProps({ photos: two.slice(1), canBringBack: true })
    expect(document.activeElement).toBe(the('heading', 'Photos of the wall'))
    expect(all('status').map((each) => wordsOf(each))).toContain('The photo was removed. Bring it back')
    await click(the('button', 'Bring it back'))
    expect(wrapper.emitted('bringBack')).toHaveLength(1)
  })

  it('tell that they are being made smaller, and then how many there are', async () => {
    const wrapper = show()
    await wrapper.setProps({ isWorking: true })
    expect(wordsOf()).toContain('The photos are being made smaller…')
    await wrapper.setProps({ isWorking: false, photos: two })
    expect(wordsOf()).toContain('There are 2 photos now.')
  })

  it('name each file that is none, at the field', () => {
    const problems = ['no_picture', 'heic', 'unreadable', 'too_large', 'too_many']
    show({ refused: problems.map((problem) => ({ name: `${problem}.x`, problem })) })
    const told = wordsOf(the('alert'))
    for (const problem of problems) expect(told).toContain(`${problem}.x`)
    expect(told).toContain('because a round holds at most 12 photos')
    expect(descriptionOf(field() ?? document.body)).toContain('no_picture.x is not a picture.')
    expect(field()?.getAttribute('aria-invalid')).toBe('true')
  })

  it('say so where there are as many as a round holds', () => {
    show({ photos: Array.from({ length: 12 }, (_, at) => aPhoto(`p${at}`)) })
    expect(wordsOf()).toContain('This round has 12 photos, and 12 is the most.')
    expect(field()).toBeNull()
  })

  it('say that they could not be saved and are still here, and try again', async () => {
    const wrapper = show({ photos: two, state: { status: 'failed', code: 'full' } })
    expect(wordsOf(the('alert'))).toContain('It is still here as long as this tab is open.')
    expect(wordsOf(the('alert'))).toContain('There is no room left on this device.')
    await click(the('button', 'Try again'))
    expect(wrapper.emitted('retry')).toHaveLength(1)
    expect(document.activeElement).toBe(the('heading', 'Photos of the wall'))
  })

  it('say that they could not be opened, and open again', async () => {
    const wrapper = show({ opening: { status: 'failed', code: 'unknown' } })
    expect(wordsOf(the('alert'))).toContain('The browser could not reach its storage.')
    expect(field()).toBeNull()
    await click(the('button', 'Try again'))
    expect(wrapper.emitted('reopen')).toHaveLength(1)
  })

  it('count those that could not be read', () => {
    show({ photos: two, unreadable: 2 })
    expect(wordsOf()).toContain('2 photos could not be read. They stay stored on this device.')
  })

  it('are not part of a printed page', () => {
    show({ photos: two })
    expect(the('heading', 'Photos of the wall').closest('.no-print')).not.toBeNull()
  })
})
