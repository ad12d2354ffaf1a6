// Serves a build as a good host does: compressed beforehand, with the headers that the build says for every file.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { createSecureServer } from 'node:http2'
import { extname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { HEADERS } from './headers.mjs'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

/**
 * @param credentials of a certificate: with one, it speaks HTTP/2 as hosts do, over which many small files come at once
 * @returns the server, on a free port of this machine; in its `files`, compressed and by path, one can be exchanged
 */
export function serve(folder, credentials = null) {
  const files = new Map(
    readdirSync(folder, { recursive: true })
      .map((name) => String(name).replaceAll('\\', '/'))
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [`/${name}`, brotliCompressSync(readFileSync(join(folder, name)))]),
  )
  return serveFiles(files, credentials)
}

/** The same of files that are compressed already. */
export async function serveFiles(files, credentials = null) {
  const answer = (request, response) => {
    const { pathname } = new URL(request.url, 'http://host')
    const path = pathname === '/' ? '/index.html' : pathname
    const body = files.get(path)
    if (!body) return void response.writeHead(404, HEADERS).end()
    const type = TYPES[extname(path)] ?? 'text/plain; charset=utf-8'
    response.writeHead(200, { ...HEADERS, 'content-type': type, 'content-encoding': 'br' }).end(body)
  }
  const host = credentials ? createSecureServer({ ...credentials, allowHTTP1: true }, answer) : createServer(answer)
  await new Promise((resolve) => host.listen(0, '127.0.0.1', resolve))
  return Object.assign(host, { files })
}
