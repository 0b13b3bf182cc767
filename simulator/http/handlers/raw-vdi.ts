import { encodeValue } from '../../../server/xapi/encode'
import type { Ref } from '../../../server/xapi/model/records'
import { addVbd, dropVbd } from '../../devices/rows'
import { Failure } from '../../failure'
import { addressOf, type Pool } from '../../pool'
import { addDisk } from '../../storage/disks'
import { refOf } from '../../tables/row'
import { ByteSource, CutShort } from '../../transfer/byte-source'
import type { SparseDisk } from '../../transfer/sparse-disk'
import { readVhd, writeVhd } from '../../transfer/vhd'
import type { Task } from '../../work/task'
import { beginAnswer, emptyAnswer, sendBody } from './answers'
import { bodyOf } from './body'
import { failureText, rowMissing } from './raised'
import { behindTask } from './task'
import type { Route, Visit } from './visit'

/** A VHD cannot be larger, in bytes. */
const VHD_LIMIT = 2040 * 1024 ** 3
const PIECE = 1024 * 1024

const formats = {
  raw: { type: 'application/octet-stream', ending: 'raw' },
  vhd: { type: 'application/vhd', ending: 'vhd' },
} as const

type Format = keyof typeof formats

/** Undefined for a format that is not written or read here. */
function formatOf({ params }: Visit): Format | undefined {
  const name = params.get('format') ?? 'raw'
  return name === 'raw' || name === 'vhd' ? name : undefined
}

/** The disk a parameter names by reference or uuid. */
function diskNamed({ pool, params }: Visit, parameter: string): Ref<'VDI'> {
  const name = params.get(parameter)
  if (name === null) throw failureText(`Missing ${parameter} query parameter`)
  if (pool.db.find('VDI', name)) return refOf<'VDI'>(name)
  if (pool.db.table('VDI').byUuid(name) === undefined) throw rowMissing('VDI', name)
  return pool.db.byUuid('VDI', name)
}

/** Where to go instead: the host that was asked does not reach the storage, another one that answers here does. */
function elsewhere({ pool, host, url }: Visit, sr: Ref<'SR'>): string | undefined {
  const reached = hostsOf(pool, sr)
  if (reached.includes(host)) return undefined
  const other = reached.find(one => pool.endpoints.has(one))
  const endpoint = other && pool.endpoints.get(other)
  if (!other || !endpoint) return undefined
  return `Location: ${endpoint.url.split(':')[0]}://${addressOf(pool, other)}${url.pathname}${url.search}`
}

async function exportDisk(visit: Visit): Promise<void> {
  const { pool } = visit
  const vdi = diskNamed(visit, 'vdi')
  const format = formatOf(visit)
  const row = pool.db.get('VDI', vdi)
  const away = elsewhere(visit, row.SR)
  if (away) return emptyAnswer(visit, 'found', [away])
  const base = visit.params.has('base') ? diskNamed(visit, 'base') : undefined
  await behindTask(visit, 'Exporting raw VDI', async task => {
    if (!format) return refuseFormat(visit)
    if (format === 'vhd' && row.virtual_size > VHD_LIMIT) {
      throw new Failure('VDI_TOO_LARGE', vdi, String(VHD_LIMIT))
    }
    await plugged(pool, vdi, 'RO', async () => {
      beginAnswer(visit, 'ok', [
        `task-id:${task.ref}`,
        `content-type:${formats[format].type}`,
        `content-disposition: attachment; filename="${row.uuid}.${formats[format].ending}"`,
      ])
      const disk = { uuid: row.uuid, size: row.virtual_size, content: pool.disks.of(vdi) }
      const parent = base && { uuid: pool.db.get('VDI', base).uuid, content: pool.disks.of(base) }
      const pieces = format === 'vhd' ? writeVhd(disk, parent) : rawPieces(disk)
      await sendBody(visit, followed(pieces, disk.size, task))
    })
    return ''
  })
}

function* rawPieces({ content, size }: { content: SparseDisk; size: number }): Generator<Buffer> {
  for (let at = 0; at < size; at += PIECE) yield content.read(at, Math.min(PIECE, size - at))
}

/** Lets pieces through while the task shows how much has left. */
function* followed(pieces: Iterable<Buffer>, total: number, task: Task): Generator<Buffer> {
  let left = 0
  let shown = 0
  for (const piece of pieces) {
    left += piece.length
    if (left / total - shown >= 0.01) {
      shown = left / total
      task.progress(Math.min(shown, 0.99))
    }
    yield piece
  }
}

async function importDisk(visit: Visit): Promise<void> {
  const { pool, params, request } = visit
  const made = params.has('vdi') ? undefined : newDisk(visit)
  const vdi = made ?? diskNamed(visit, 'vdi')
  const row = pool.db.get('VDI', vdi)
  const away = elsewhere(visit, row.SR)
  if (away) return emptyAnswer(visit, 'found', [away])
  await behindTask(visit, 'Importing raw VDI', async task => {
    pool.faults.strikeCall('/import_raw_vdi')
    await receiveDisk(visit, task, vdi)
    request.socket.end()
    return encodeValue('ref VDI', vdi)
  })
}

/** Writes what a request brings to a disk. The answer has begun when it resolves. */
export async function receiveDisk(visit: Visit, task: Task, vdi: Ref<'VDI'>): Promise<void> {
  const { pool, request } = visit
  const format = formatOf(visit)
  if (!format) return refuseFormat(visit)
  if (request.headers['transfer-encoding'] !== undefined) {
    emptyAnswer(visit, 'forbidden')
    throw new Failure(
      'INTERNAL_ERROR',
      'Caught exception: Failure("import code cannot handle encoding: chunked")',
    )
  }
  const size = pool.db.get('VDI', vdi).virtual_size
  await plugged(pool, vdi, 'RW', async () => {
    beginAnswer(visit, 'ok', [`task-id:${task.ref}`, `content-type: ${formats.raw.type}`])
    const source = new ByteSource(bodyOf(request, task))
    try {
      const content = pool.disks.of(vdi)
      if (format === 'vhd') await readVhd(source, content, size)
      else await readRaw(source, content, size)
    } catch (error) {
      if (error instanceof CutShort || error instanceof RangeError) {
        // The model declares no parameters of this code: the wording is uncertain.
        throw new Failure('VDI_IO_ERROR', 'Device I/O errors')
      }
      throw error
    }
  })
}

/** A request that names a storage, or comes where one is usual, makes a disk as large as what it brings. */
export function newDisk({ pool, params, request }: Visit, usual?: string): Ref<'VDI'> | undefined {
  const uuid = params.get('sr_uuid')
  const SR = uuid === null ? (params.get('sr_id') ?? usual) : pool.db.byUuid('SR', uuid)
  if (SR === undefined) return undefined
  pool.db.get('SR', SR)
  const size = Number(request.headers['content-length'])
  if (!Number.isSafeInteger(size) || size <= 0) throw failureText('Content-Length is required')
  return addDisk(pool, {
    SR: refOf<'SR'>(SR),
    virtual_size: size,
    type: 'user',
    name_label: params.get('name_label') ?? 'Imported disk',
  })
}

/** Copies all that comes. A disk may be larger: storage rounds sizes up. */
async function readRaw(source: ByteSource, content: SparseDisk, size: number): Promise<void> {
  let at = 0
  for await (const bytes of source.rest()) {
    if (at + bytes.length > size) throw new RangeError('More came than the disk can hold')
    content.write(at, bytes)
    at += bytes.length
  }
}

/** Plugs a disk into the control domain while it is worked on. Refused with VDI_IN_USE where somebody writes to it. */
async function plugged(
  pool: Pool,
  VDI: Ref<'VDI'>,
  mode: 'RO' | 'RW',
  work: () => Promise<void>,
): Promise<void> {
  const others = pool.db.get('VDI', VDI).VBDs.flatMap(ref => pool.db.find('VBD', ref) ?? [])
  const taken = others.some(vbd => vbd.currently_attached && (mode === 'RW' || vbd.mode === 'RW'))
  if (taken) throw new Failure('VDI_IN_USE', VDI, mode === 'RW' ? 'import' : 'export')
  const [host] = hostsOf(pool, pool.db.get('VDI', VDI).SR)
  const VM = host && pool.db.find('host', host)?.control_domain
  const vbd = VM && addVbd(pool, { VM, VDI, mode, type: 'Disk', userdevice: 'autodetect' })
  if (vbd) pool.db.update('VBD', vbd, { currently_attached: true, device: 'xvdz' })
  try {
    await work()
  } finally {
    if (vbd) dropVbd(pool, vbd)
  }
}

/** Hosts that reach a storage. */
function hostsOf(pool: Pool, sr: Ref<'SR'>): Ref<'host'>[] {
  return pool.db.get('SR', sr).PBDs.flatMap(ref => {
    const pbd = pool.db.find('PBD', ref)
    return pbd?.currently_attached ? [pbd.host] : []
  })
}

function refuseFormat(visit: Visit): never {
  emptyAnswer(visit, 'missingOld')
  throw new Failure('INTERNAL_ERROR', `Unknown format ${visit.params.get('format')}`)
}

export const rawVdiRoutes: readonly Route[] = [
  { method: 'GET', path: '/export_raw_vdi', action: 'get_export_raw_vdi', serve: exportDisk },
  { method: 'PUT', path: '/import_raw_vdi', action: 'put_import_raw_vdi', serve: importDisk },
]
