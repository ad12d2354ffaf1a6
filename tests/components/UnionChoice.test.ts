import { describe, expect, it } from 'vitest'
import UnionChoice from '@/components/UnionChoice.vue'
import { EXAMPLE_UNION, type Union } from '@/domain/assessment'
import { all, click, descriptionOf, HOSTILE, mountPart, nameOf, press, the, wordsOf, write } from '../support/mounting'

const named = (...names: string[]): readonly Union[] => names.map((name) => ({ id: name, name, law: null }))
/** Branch 1 to 40, each of a dozen towns. */
const TOWNS = ['Ayr', 'Bath', 'Cork', 'Derby', 'Ely', 'Fife', 'Goole', 'Hull', 'Ilford', 'Jarrow', 'Kent', 'Łódź']
const forty = named(...Array.from({ length: 40 }, (_, index) => `${TOWNS[index % 12]} Branch ${index + 1}`))

function arrive(
  unions: readonly Union[],
  unionId = unions[0]?.id ?? '',
  reading: 'loading' | 'ready' | 'failed' = 'ready',
) {
  const wrapper = mountPart(UnionChoice, {
    props: {
      unions,
      reading,
      unionId,
      name: '',
      'onUpdate:unionId': (id: string) => wrapper.setProps({ unionId: id }),
      'onUpdate:name': (name: string) => wrapper.setProps({ name }),
    },
  })
  return wrapper
}
const NEW = 'A union that is not here yet'
const offered = () => all('radio').map(nameOf)
const chosen = () =>
  all('radio')
    .filter(({ checked }) => checked)
    .map(nameOf)
const field = () => the('searchbox', 'Find a union') as HTMLInputElement
const told = () => wordsOf(the('status'))

describe('a choice among a few unions', () => {
  const eight = named('A', 'B', 'C', 'D', 'E', 'F', 'G', HOSTILE)

  it('offers all of them, and another one', () => {
    arrive(eight)
    expect(offered()).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', nameOf(the('radio', /^<img/)), 'Another union'])
    expect(chosen()).toEqual(['A'])
    expect(all('searchbox')).toEqual([])
    expect(document.querySelector('img')).toBeNull()
  })

  it('asks for the name of another one', async () => {
    const wrapper = arrive(eight)
    expect(all('textbox')).toEqual([])
    await click(the('radio', 'Another union'))
    await write(the('textbox', 'Name of the union'), 'Weavers')
    expect(wrapper.props()).toMatchObject({ unionId: '', name: 'Weavers' })
  })

  it('asks for nothing but the name where there is none yet', () => {
    arrive([])
    expect(offered()).toEqual([])
    expect(all('textbox').map(nameOf)).toEqual(['Name of the union'])
  })
})

describe('a choice among many unions', () => {
  it('offers the first five, and says how many there are and how to find another', () => {
    arrive(forty)
    expect(offered()).toEqual(['Ayr Branch 1', 'Bath Branch 2', 'Cork Branch 3', 'Derby Branch 4', 'Ely Branch 5', NEW])
    expect(chosen()).toEqual(['Ayr Branch 1'])
    expect(descriptionOf(field())).toContain('There are 40 unions on this device.')
    expect(told()).toBe('')
  })

  it('offers the chosen one too where it is not among the first', () => {
    arrive(forty, 'Hull Branch 32')
    expect(offered()[0]).toBe('Hull Branch 32')
    expect(offered()).toHaveLength(7)
    expect(chosen()).toEqual(['Hull Branch 32'])
  })

  it('finds others by parts of their names, whatever the order, capitals and accents, and keeps the chosen one', async () => {
    const wrapper = arrive(forty)
    await write(field(), 'BRANCH  hull')
    // Every twelfth of 40, from the eighth on.
    expect(offered()).toEqual(['Ayr Branch 1', 'Hull Branch 8', 'Hull Branch 20', 'Hull Branch 32', NEW])
    expect(told()).toBe('3 unions found.')
    expect(chosen()).toEqual(['Ayr Branch 1'])
    await click(the('radio', 'Hull Branch 20'))
    expect(wrapper.props('unionId')).toBe('Hull Branch 20')
    // Whoever goes through them with the arrow keys chooses each, and must find the way back.
    expect(offered()).toEqual(['Ayr Branch 1', 'Hull Branch 8', 'Hull Branch 20', 'Hull Branch 32', NEW])
    await write(field(), 'łodz 12')
    expect(offered()).toEqual(['Hull Branch 20', 'Łódź Branch 12', NEW])
    expect(told()).toBe('One union found.')
  })

  it('lists the first eight of those that are found, and says that there are more', async () => {
    arrive(forty)
    // 3, 13, 23 and 33, and 30 to 39: 33 counts once.
    await write(field(), '3')
    expect(offered()).toHaveLength(10)
    expect(told()).toBe('13 unions found. The first 8 are listed. Type more of the name to see fewer.')
  })

  it('says so where none is found, and still offers the chosen one and another one', async () => {
    arrive(forty)
    await write(field(), 'nowhere')
    expect(offered()).toEqual(['Ayr Branch 1', NEW])
    expect(told()).toBe(
      'No union has these letters in its name. Try fewer letters, or choose “A union that is not here yet”.',
    )
    await write(field(), '')
    expect(offered()).toHaveLength(6)
    expect(told()).toBe('')
  })

  it('takes what was looked for in vain as the name of a new one', async () => {
    const wrapper = arrive(forty)
    await write(field(), ' Weavers ')
    await click(the('radio', NEW))
    expect(wrapper.props()).toMatchObject({ unionId: '', name: 'Weavers' })
  })

  it('goes on with Enter to the first that is found, and chooses and sends nothing by it', async () => {
    const wrapper = arrive(forty)
    await write(field(), 'goole')
    expect(await press('Enter')).toBe(true)
    expect(document.activeElement).toBe(the('radio', 'Goole Branch 7'))
    expect(wrapper.props('unionId')).toBe('Ayr Branch 1')
    await write(field(), 'nowhere')
    expect(await press('Enter')).toBe(true)
    expect(document.activeElement).toBe(field())
  })

  it('finds a union by what it is called on the screens', async () => {
    const unnamed = { id: 'x', name: '', law: null }
    arrive([...forty, unnamed, { id: EXAMPLE_UNION, name: 'Riverbank Union', law: null }])
    await write(field(), 'your')
    expect(offered()).toEqual(['Ayr Branch 1', 'Your union', NEW])
    await write(field(), 'example')
    expect(offered()).toEqual(['Ayr Branch 1', 'Riverbank Union (example)', NEW])
  })
})

describe('a choice of a union that is not known yet', () => {
  it('says that the unions are being looked for', () => {
    arrive([], '', 'loading')
    expect(wordsOf()).toContain('Looking for the unions on this device…')
    expect(all('textbox').map(nameOf)).toEqual(['Name of the union'])
  })

  it('says what to do where they could not be read', () => {
    arrive([], '', 'failed')
    expect(wordsOf()).toContain('The unions on this device could not be read.')
    expect(wordsOf()).not.toContain('Looking for')
  })
})
