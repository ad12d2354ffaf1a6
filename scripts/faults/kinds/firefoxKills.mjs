import { findFirefox, startFirefox } from '../firefox.mjs'
import { killAgain } from './kills.mjs'

export default {
  name: 'firefox',
  title: 'Killed while writing (Firefox ESR)',
  runs: 50,
  why: () => (findFirefox() ? null : 'firefox-esr is not installed here'),
  run: (options) => killAgain({ ...options, startBrowser: startFirefox }),
}
