/** Why there is no picture, as a key of the messages under `codes.camera.problem`. */
export type CameraProblem =
  /** The address is not one that browsers let near a camera: neither https nor this computer. */
  | 'insecure'
  /** There is no camera. */
  | 'none'
  /** The person, or a setting, said no. */
  | 'refused'
  /** Another program has it. */
  | 'in_use'
  /** It went away, or the browser says nothing that we know. */
  | 'failed'

export interface Camera {
  readonly id: string
  /** As the browser names it; '' if it does not. */
  readonly name: string
}

export interface OpenCamera {
  readonly stream: MediaStream
  /** Which of the cameras it is; '' where the browser does not say. */
  readonly id: string
  /** It looks away from the person, as the one on the back of a phone. */
  readonly isFacingAway: boolean
}

export type Opening =
  { readonly ok: true; readonly camera: OpenCamera } | { readonly ok: false; readonly problem: CameraProblem }

/** More than is looked at would only make the device warm; less leaves no room to look closer. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } }

/**
 * Asks for a camera, which the browser asks the person about. Nothing of its picture leaves the page.
 *
 * @param id of the camera; `null` for the one that looks away from the person, where there is one
 */
export async function openCamera(id: string | null): Promise<Opening> {
  // Where the address is not safe, browsers have no such thing at all.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices) return { ok: false, problem: window.isSecureContext ? 'none' : 'insecure' }
  try {
    const which = id === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: id } }
    const stream = await devices.getUserMedia({ video: { ...SIZE, ...which }, audio: false })
    const { deviceId = '', facingMode } = stream.getVideoTracks()[0]?.getSettings() ?? {}
    return { ok: true, camera: { stream, id: deviceId, isFacingAway: facingMode === 'environment' } }
  } catch (error) {
    return { ok: false, problem: PROBLEMS[(error as Error).name] ?? 'failed' }
  }
}

const PROBLEMS: Readonly<Record<string, CameraProblem>> = {
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'in_use',
  AbortError: 'in_use',
}

/** The cameras of this device. Browsers name them once one was opened. */
export async function listCameras(): Promise<readonly Camera[]> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices()
    return devices
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId, label }) => ({ id: deviceId, name: label }))
  } catch {
    return []
  }
}

export function closeCamera({ stream }: OpenCamera): void {
  for (const track of stream.getTracks()) track.stop()
}
