import { chromium, type Browser } from 'playwright-core'
import { launchOptions } from '../../scripts/chromium.mjs'

/** A browser with a camera that shows this film, where nobody has to be asked; without one, a browser without a camera. */
export function launchWithCamera(path: string | null, ...more: readonly string[]): Promise<Browser> {
  const { args, ...options } = launchOptions()
  const camera =
    path === null ? [] : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`]
  return chromium.launch({ ...options, args: [...args, '--use-fake-ui-for-media-stream', ...camera, ...more] })
}
