import type { Ref } from '../../../server/xapi/model/records'
import { refOf } from '../../tables/row'
import { readBlob, writeBlob } from '../../transfer/blobs'
import { beginAnswer, emptyAnswer } from './answers'
import { failureText } from './raised'
import type { Route, Visit } from './visit'

/** The blob that is named by `ref` or `uuid`; undefined when there is none. */
function blobOf({ pool, params }: Visit): Ref<'blob'> | undefined {
  const named = params.get('ref') ?? pool.db.table('blob').byUuid(params.get('uuid') ?? '')
  return named !== undefined && pool.db.find('blob', named) ? refOf<'blob'>(named) : undefined
}

function isNamed({ params }: Visit): boolean {
  return params.has('ref') || params.has('uuid')
}

/** Whoever names none, or a uuid that none has, hears so without a login. */
function foundMissing(visit: Visit): boolean {
  return !isNamed(visit) || (!visit.params.has('ref') && blobOf(visit) === undefined)
}

/** Blobs may be for everybody to read. */
function forEverybody(visit: Visit): boolean {
  const ref = blobOf(visit)
  return foundMissing(visit) || (ref !== undefined && visit.pool.db.get('blob', ref).public)
}

async function read(visit: Visit): Promise<void> {
  const { pool, request } = visit
  const ref = blobOf(visit)
  if (!ref) return missing(visit)
  const bytes = readBlob(pool, ref)
  if (!bytes) return emptyAnswer(visit, 'missing')
  const { mime_type } = pool.db.get('blob', ref)
  beginAnswer(visit, 'ok', [`content-length: ${bytes.length}`, `content-type: ${mime_type}`])
  request.socket.end(bytes)
}

/** The answer begins before the bytes come. */
async function write(visit: Visit): Promise<void> {
  const { pool, request } = visit
  const ref = blobOf(visit)
  if (!ref) return missing(visit)
  if (request.headers['content-length'] === undefined) throw failureText('Need content length')
  beginAnswer(visit, 'okKept', ['Access-Control-Allow-Origin: *'])
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(Buffer.from(piece))
  writeBlob(pool, ref, Buffer.concat(pieces))
  request.socket.end()
}

function missing(visit: Visit): void {
  const { request, params } = visit
  if (!isNamed(visit)) {
    emptyAnswer(visit, 'badRequest')
    return
  }
  // A client that is still sending would not hear an answer over a connection that was cut.
  request.resume()
  const body = `Unknown ${params.has('ref') ? 'reference' : 'uuid'}\n`
  beginAnswer(visit, 'missingPage', [
    `content-length: ${body.length}`,
    'connection: close',
    'cache-control: no-cache, no-store',
  ])
  request.socket.end(body)
}

export const blobRoutes: readonly Route[] = [
  { method: 'GET', path: '/blob', action: 'get_blob', open: forEverybody, serve: read },
  { method: 'PUT', path: '/blob', action: 'put_blob', open: foundMissing, serve: write },
]
