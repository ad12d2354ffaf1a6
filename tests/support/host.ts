import { readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

type Headers = Readonly<Record<string, string>>

/** A web host with one folder of files, as anybody may rent it: it can be switched off, and a new build can be put on it. */
export class Host {
  /** Where the app is found below the root: `/` or `/a/folder/`. */
  path = '/'
  /** What the host answers instead of a file, by its path in the folder; `null` for “not found”. */
  readonly instead = new Map<string, string | null>()
  /** The files that were asked for. */
  readonly asked = new Set<string>()
  headersOf: (path: string) => Headers = () => ({})
  private server: Server | null = null
  private port = 0

  folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}${this.path}`
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://host')
      const path = pathname.startsWith(this.path) ? pathname.slice(this.path.length) || 'index.html' : ''
      this.asked.add(path)
      const body = this.read(path)
      if (body === null) response.writeHead(404).end()
      else response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain', ...this.headersOf(path) })
      response.end(body)
    })
    const { server } = this
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    const address = server.address()
    if (!address || typeof address === 'string') throw new Error('the host has no port')
    // The same again after a pause: what is stored belongs to the address, port included.
    this.port = address.port
  }

  async stop(): Promise<void> {
    const { server } = this
    if (!server) return
    this.server = null
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }

  private read(path: string): string | Buffer | null {
    const other = this.instead.get(path)
    if (other !== undefined) return other
    const file = join(this.folder, path)
    try {
      return statSync(file).isFile() ? readFileSync(file) : null
    } catch {
      return null
    }
  }
}
