import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream'

const types: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
}
const prefix = '/_next/static/'

/**
 * The scripts and styles that the build has packed by brotli: a fifth smaller than gzip makes them. Their names change
 * with what is in them, so browsers may keep them for ever. Only what was there at the start is given out.
 */
export class PackedFiles {
  readonly #files = new Map<string, { file: string; size: number; type: string }>()

  /** `folder`: where the build put its static files. */
  constructor(folder: string) {
    if (!existsSync(folder)) return
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const type = types[path.extname(entry.name.slice(0, -3))]
      if (!entry.isFile() || !entry.name.endsWith('.br') || type === undefined) continue
      const file = path.join(entry.parentPath, entry.name)
      const url = prefix + path.relative(folder, file).split(path.sep).join('/').slice(0, -3)
      this.#files.set(url, { file, size: statSync(file).size, type })
    }
  }

  /** Answers if the file is there and the browser takes it packed; false: somebody else has to answer. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (!request.url?.startsWith(prefix)) return false
    const found = this.#files.get(request.url.split('?')[0] ?? '')
    if (!found || !/\bbr\b/.test(String(request.headers['accept-encoding']))) return false
    response.writeHead(200, {
      'Content-Type': found.type,
      'Content-Encoding': 'br',
      'Content-Length': found.size,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
    })
    if (request.method === 'HEAD') response.end()
    // A browser that goes away in the middle is no error, and nobody could be told of another.
    else pipeline(createReadStream(found.file), response, () => response.destroy())
    return true
  }
}
