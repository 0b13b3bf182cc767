import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Failure } from '../../failure'
import { readDump } from '../../seeds/dump'
import { writeDatabase } from '../../transfer/database-xml'
import { archiveOf, hostFiles, logFiles, reportFiles, stamp } from '../../transfer/report'
import { writeZip } from '../../transfer/zip'
import { beginAnswer, emptyAnswer, streamAnswer } from './answers'
import { bodyOf } from './body'
import { Raised, rowMissing } from './raised'
import { behindTask } from './task'
import type { Route, Visit } from './visit'

/** What a host would write onto a spare disk of its own. */
async function hostBackup(visit: Visit): Promise<void> {
  const { pool, host, request } = visit
  await behindTask(visit, 'Downloading host backup', async () => {
    beginAnswer(visit, 'okKept')
    await pipeline(archiveOf(pool, '', hostFiles(pool, host)), createGzip(), request.socket)
    return ''
  })
}

/** Takes a backup as a host does: it is put back by who starts the host from its install medium, not before. */
async function hostRestore(visit: Visit): Promise<void> {
  const { request } = visit
  await behindTask(visit, 'Uploading host backup', async task => {
    beginAnswer(visit, 'okKept')
    let length = 0
    for await (const piece of bodyOf(request, task)) length += piece.length
    if (length === 0) throw new Failure('RESTORE_SCRIPT_FAILED', 'There is nothing in this backup')
    request.socket.end()
    return ''
  })
}

async function logs(visit: Visit): Promise<void> {
  const { pool, host, request } = visit
  await behindTask(visit, 'Downloading host logs', async () => {
    beginAnswer(visit, 'okKept')
    await pipeline(archiveOf(pool, '', logFiles(pool, host)), createGzip(), request.socket)
    return ''
  })
}

async function systemStatus(visit: Visit): Promise<void> {
  await behindTask(visit, 'Retrieving system status', async () => {
    await sendStatus(visit)
    return ''
  })
}

async function sendStatus(visit: Visit): Promise<void> {
  const { pool, host, params } = visit
  const entries = params.get('entries')
  const files = reportFiles(pool, host, entries ? new Set(entries.split(',')) : undefined)
  const output = params.get('output') ?? 'tar'
  // The compression of the third form is not known here.
  if (output === 'tar.bz2') throw new Failure('SYSTEM_STATUS_RETRIEVAL_FAILED', 'bzip2 is not installed')
  const zip = output === 'zip'
  const name = `system_status-${stamp(pool)}-${pool.db.get('host', host).hostname}`
  const headers = [
    'Server: xapi/0.0',
    // Spelled as hosts spell it.
    `content-type: ${zip ? 'application/zip' : 'appliation/x-tar'}`,
    `content-disposition: attachment; filename="${name}.${zip ? 'zip' : 'tar'}"`,
  ]
  const folder = `${name}/`
  const body = zip
    ? writeZip(files.map(({ path, text }) => ({ name: folder + path, bytes: Buffer.from(text) })))
    : archiveOf(pool, folder, files)
  await streamAnswer(visit, 'okOld', headers, body)
}

async function auditLog(visit: Visit): Promise<void> {
  const { pool, params } = visit
  // What is no time is long ago.
  const since = Date.parse(params.get('since') ?? '') || 0
  const lines = pool.audit.since(since).map(line => `${line}\n`)
  await behindTask(visit, 'audit_log_get request', async () => {
    await streamAnswer(visit, 'okKept', ['content-type: text/plain'], lines)
    return ''
  })
}

async function databaseDump(visit: Visit): Promise<void> {
  await behindTask(visit, 'Dumping database as XML', async () => {
    await streamAnswer(visit, 'ok', [], writeDatabase(visit.pool.db))
    return ''
  })
}

/** A dump is checked; only hosts can take one over, with a restart. */
async function databaseRestore(visit: Visit): Promise<void> {
  const { params, request } = visit
  await behindTask(visit, 'pool.restore_database', async task => {
    const pieces: Uint8Array[] = []
    for await (const piece of bodyOf(request, task)) pieces.push(piece)
    const manifest = manifestOf(Buffer.concat(pieces).toString('utf8'))
    if (Number(manifest.get('schema_major_vsn')) > 5) throw new Failure('RESTORE_INCOMPATIBLE_VERSION')
    if (params.get('dry_run') !== 'true') throw new Failure('NOT_IMPLEMENTED', 'pool.restore_database')
    emptyAnswer(visit, 'ok')
    return ''
  })
}

function manifestOf(xml: string): ReadonlyMap<string, string> {
  try {
    return readDump(xml).manifest
  } catch (error) {
    throw new Failure('COULD_NOT_IMPORT_DATABASE', error instanceof Error ? error.message : String(error))
  }
}

/** A picture of a screen. The program that makes pictures of what screens show is not there. */
async function snapshot(visit: Visit): Promise<void> {
  const { pool, params } = visit
  const uuid = params.get('uuid')
  const ref = params.get('ref')
  if (uuid === null && ref === null) throw new Raised('Console.Failure')
  const known =
    uuid === null
      ? pool.db.find('VM', ref ?? '') || pool.db.find('console', ref ?? '')
      : (pool.db.table('VM').byUuid(uuid) ?? pool.db.table('console').byUuid(uuid))
  if (!known) throw rowMissing('console', uuid ?? ref ?? '')
  throw new Raised('Forkhelpers.Spawn_internal_error("", "", _)')
}

export const stateRoutes: readonly Route[] = [
  { method: 'GET', path: '/host_backup', action: 'get_host_backup', serve: hostBackup },
  { method: 'PUT', path: '/host_restore', action: 'put_host_restore', serve: hostRestore },
  { method: 'GET', path: '/host_logs_download', action: 'get_host_logs_download', serve: logs },
  { method: 'GET', path: '/system-status', action: 'get_system_status', serve: systemStatus },
  { method: 'GET', path: '/audit_log', action: 'get_audit_log', serve: auditLog },
  { method: 'GET', path: '/pool/xmldbdump', action: 'get_pool_xml_db_sync', serve: databaseDump },
  { method: 'PUT', path: '/pool/xmldbdump', action: 'put_pool_xml_db_sync', serve: databaseRestore },
  { method: 'GET', path: '/vncsnapshot', action: 'get_vncsnapshot', serve: snapshot },
]
