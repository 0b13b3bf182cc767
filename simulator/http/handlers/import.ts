import { encodeValue } from '../../../server/xapi/encode'
import type { Ref } from '../../../server/xapi/model/records'
import { Failure } from '../../failure'
import { type Pool, poolRow } from '../../pool'
import { NULL, refOf } from '../../tables/row'
import { ByteSource, unpacked } from '../../transfer/byte-source'
import { Arrivals } from '../../transfer/receive-vms'
import { readBeginning, readDisks } from '../../transfer/xva-read'
import type { Task } from '../../work/task'
import { beginAnswer, emptyAnswer } from './answers'
import { bodyOf } from './body'
import { behindTask } from './task'
import type { Route, Visit } from './visit'

const flag = (params: URLSearchParams, name: string) => params.get(name) === 'true'

/** Where disks go: as the request says, else the default of the pool. */
function storageOf({ pool, params }: Visit): Ref<'SR'> {
  const uuid = params.get('sr_uuid')
  if (uuid !== null) return pool.db.byUuid('SR', uuid)
  const ref = params.get('sr_id') ?? poolRow(pool)[1].default_SR
  if (ref === NULL) throw new Failure('DEFAULT_SR_NOT_FOUND', ref)
  pool.db.get('SR', ref)
  return refOf<'SR'>(ref)
}

async function importVm(visit: Visit): Promise<void> {
  const { pool, params } = visit
  const sr = storageOf(visit)
  await behindTask(visit, 'VM.import', async task => {
    if (refusesChunks(visit)) throw new Failure('IMPORT_ERROR_CANNOT_HANDLE_CHUNKED')
    if (pool.db.get('SR', sr).content_type === 'iso') {
      emptyAnswer(visit, 'badRequest')
      throw new Failure('SR_OPERATION_NOT_SUPPORTED', sr)
    }
    accept(visit, task)
    const arrival = { sr, restores: flag(params, 'restore'), task: task.ref }
    return receive(visit, task, ova => new Arrivals(pool, ova, arrival))
  })
}

async function importMetadata(visit: Visit): Promise<void> {
  const { pool, params } = visit
  const existing = new Map<string, string>()
  for (const [key, value] of params) if (key.startsWith('vdi:')) existing.set(key.slice(4), value)
  await behindTask(visit, 'VM.metadata_import', async task => {
    if (refusesChunks(visit)) throw new Failure('IMPORT_ERROR_CANNOT_HANDLE_CHUNKED')
    accept(visit, task)
    const arrival = { sr: refOf<'SR'>(NULL), restores: flag(params, 'restore'), task: task.ref, existing }
    return receive(visit, task, ova => new Arrivals(pool, ova, arrival))
  })
}

/** A body of unknown length in pieces is not understood. */
function refusesChunks(visit: Visit): boolean {
  const chunked = visit.request.headers['transfer-encoding'] !== undefined
  if (chunked) emptyAnswer(visit, 'forbidden')
  return chunked
}

/** The answer begins before the body has come: clients wait for it. */
function accept(visit: Visit, task: Task): void {
  beginAnswer(visit, 'ok', [`task-id:${task.ref}`, 'content-type: application/octet-stream'])
}

async function receive(
  { pool, request, params }: Visit,
  task: Task,
  arrive: (ova: Awaited<ReturnType<typeof readBeginning>>) => Arrivals,
): Promise<string> {
  const source = await unpacked(new ByteSource(bodyOf(request, task)))
  const arrivals = arrive(await readBeginning(source))
  arrivals.create()
  try {
    told(pool, task)
    await readDisks(source, arrivals.targets)
    if (flag(params, 'dry_run')) arrivals.undo()
  } catch (error) {
    arrivals.undo()
    throw error
  }
  request.socket.end()
  return encodeValue('set(ref VM)', flag(params, 'dry_run') ? [] : arrivals.vms)
}

/** All rows are there; disks may still be on their way. */
function told(pool: Pool, task: Task): void {
  const row = pool.db.find('task', task.ref)
  if (!row) return
  pool.db.update('task', task.ref, { other_config: { ...row.other_config, object_creation: 'complete' } })
}

export const importRoutes: readonly Route[] = [
  { method: 'PUT', path: '/import', action: 'put_import', serve: importVm },
  { method: 'PUT', path: '/import_metadata', action: 'put_import_metadata', serve: importMetadata },
]
