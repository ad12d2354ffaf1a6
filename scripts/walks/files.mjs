// What is stored, files that are saved and opened, and everything erased.
import { Encrypter } from 'age-encryption'
import { lay, threeRounds } from '../lay.mjs'
import { beginRound, heading, jsonFile, saved, savedFile, withoutPlaces } from './ways.mjs'

const chooser = (page) => page.getByLabel('Choose a file, or drop it here')

/** Writes a note on the open question. */
async function writeNote(page, text) {
  const note = page.getByRole('textbox', { name: 'Note', exact: true })
  await page.getByRole('radio', { checked: true }).waitFor()
  // Open from the start where there is a note already.
  if (!(await note.isVisible())) await page.getByText('Add a note, evidence or how sure you are').click()
  await note.fill(text)
  await note.blur()
  await saved(page)
}

/** A file that is locked with little work, so that a passphrase is tried at once. */
async function locked(phrase) {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(phrase)
  encrypter.setScryptWorkFactor(2)
  return Buffer.from(await encrypter.encrypt('{}'))
}

/** Every outcome of opening a file, with the same union worked on on two devices. */
export async function walkFiles({ page, at, url, another }) {
  await withoutPlaces(page)
  await page.goto(url)
  await beginRound(page, 'Short form', 'Quayside Union')
  await page.getByRole('radio', { name: /^3 / }).check()
  await writeNote(page, 'We keep two lists.')
  const question = page.url()
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('link', { name: /^See the union’s page/ }).click()
  await heading(page, 'Quayside Union').waitFor()
  const union = page.url()
  const save = async (device) => {
    // Comes a moment after the page, above the button, which it moves.
    await device.getByText(/^There is no backup yet/).waitFor()
    return savedFile(device, device.getByRole('button', { name: 'Save a file' }))
  }
  await page.getByRole('checkbox', { name: 'Lock the file with a passphrase' }).check()
  await page.getByRole('button', { name: 'Save a file' }).click()
  await at('saving, words not noted', page.getByText(/^Print the words or write them down first/))
  await page.getByRole('radio', { name: 'A passphrase of your own' }).check()
  await at('saving, a passphrase too short', page.getByText(/^This passphrase is too short/))
  await page.getByRole('checkbox', { name: 'Lock the file with a passphrase' }).uncheck()
  const first = await save(page)
  await at('saved, not checked yet', page.getByText('Saved to your downloads, not checked yet.'))
  await page.getByLabel('Choose the file that you just saved').setInputFiles(jsonFile('other.json', {}))
  await at('saved, another file was chosen', page.getByText(/^This file does not hold what was just saved/))
  await page.getByLabel('Choose the file that you just saved').setInputFiles(first)
  await at('saved and checked', page.getByText('The file was read back and matches.'))

  const other = await another()
  await withoutPlaces(other)
  await other.goto(`${url}#/open`)
  await at('open a file', chooser(other), { of: other })
  await chooser(other).setInputFiles(jsonFile('letter.json', { dear: 'members' }))
  await at('open, refused', other.getByRole('alert'), { of: other })
  const content = JSON.parse(first.buffer.toString())
  await chooser(other).setInputFiles(jsonFile('newer.json', { ...content, version: content.version + 1 }))
  await at('open, of a newer Waymark', other.getByText(/^This file was saved by a newer Waymark/), { of: other })
  await chooser(other).setInputFiles({ name: 'union.json.age', mimeType: '', buffer: await locked('six other words') })
  await at('open, locked', other.getByLabel('The passphrase of this file'), { of: other })
  await other.getByLabel('The passphrase of this file').fill('anything')
  await other.getByRole('button', { name: 'Open the file' }).click()
  await at('open, the passphrase refused', other.getByText(/^This passphrase does not open the file/), { of: other })
  await other.getByRole('button', { name: 'Choose another file' }).click()
  const altered = first.buffer.toString().replace('Quayside Union', 'Quayside Union!')
  await chooser(other).setInputFiles(jsonFile('altered.json', altered))
  await at('open, changed by other means', other.getByText(/^The file was changed after it was saved/), { of: other })
  await other.getByRole('button', { name: 'Leave everything as it is' }).click()
  await chooser(other).setInputFiles(first)
  await at('open, a union that is not here', other.getByText('This union is not here yet.'), { of: other })
  await other.getByRole('button', { name: 'Add this union' }).click()
  await at('open, added', other.getByText('The union was added.'), { of: other })
  await chooser(other).setInputFiles(first)
  await at('open, the same', other.getByText('Everything in this file is here already.'), { of: other })
  await other.goto(question)
  await writeNote(other, 'The branches keep a third list.')
  await other.goto(union)
  const second = await save(other)
  await other.goto(`${url}#/open`)
  await chooser(other).setInputFiles(first)
  await at('open, older', other.getByText(/^The file is older/), { of: other })
  await other.close()

  await page.goto(`${url}#/open`)
  await chooser(page).setInputFiles(second)
  await at('open, newer', page.getByText('The file is newer than what is here.'))
  await page.getByRole('button', { name: 'Replace what is here' }).click()
  await at('open, before it replaces', page.getByRole('dialog'), { isWhole: false })
  await page.getByRole('button', { name: 'Go back' }).click()
  await page.goto(question)
  await writeNote(page, 'We keep two lists, and mean to keep one.')
  await page.goto(`${url}#/open`)
  await chooser(page).setInputFiles(second)
  await page.getByText('One entry was changed on both sides').waitFor()
  await page.getByRole('button', { name: 'Merge with what is here' }).click()
  await at('open, changed on both sides', page.getByRole('button', { name: 'Keep both notes, one after the other' }))
  await page.getByRole('button', { name: 'Keep both notes, one after the other' }).click()
  await page.getByText('Your choice is kept.').or(page.getByText('The file was merged')).first().waitFor()
  await at('open, merged, with what can be undone', page.getByRole('button', { name: 'Undo this' }))
}

/** What lies on this device, the checks of this copy, and everything erased. */
export async function walkData({ page, at, url }) {
  await page.goto(url)
  await lay(page, threeRounds())
  await page.goto(`${url}#/data`)
  await page.reload()
  await at('data', page.getByRole('rowheader', { name: /^Answers/ }))
  await page.getByRole('button', { name: 'Check this copy now' }).click()
  await at('data, checked', page.getByRole('heading', { name: 'Which copy this is' }))
  await page.goto(`${url}#/erased`)
  await page.reload()
  await at('something is left', heading(page, 'Something is still on this device'))
  await page.getByRole('link', { name: 'Go to the data of this device' }).click()
  await page.getByRole('button', { name: 'Erase everything…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase now' }).click()
  await at('erasing, without the word', page.getByText(/^Please type the word/), { isWhole: false })
  await page.getByRole('dialog').getByRole('textbox').fill('erase')
  await page.getByRole('dialog').getByRole('button', { name: 'Erase now' }).click()
  await at('nothing is left', heading(page, 'Nothing is left on this device'))
}
