import { chromium, type Browser } from 'playwright-core'
import { launchOptions } from '../../scripts/chromium.mjs'

/** A browser with a camera that shows this film, where nobody has to be asked; without one, a browser without a camera. */
export function launchWithCamera(path: string | null, ...more: readonly string[]): Promise<Browser> {
  const { args, ...options } = launchOptions()
  return chromium.launch({ ...options, args: [...args, ...cameraOptions(path), ...more] })
}

/** With what a browser is started to have such a camera. The film is read when the camera is opened. */
export function cameraOptions(path: string | null): readonly string[] {
  const camera =
    path === null ? [] : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`]
  return ['--use-fake-ui-for-media-stream', ...camera]
}
