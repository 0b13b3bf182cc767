import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Ref } from '../../../server/xapi/model/records'
import { Failure } from '../../failure'
import { during } from '../../lifecycle/operation'
import type { Pool } from '../../pool'
import { assertVmOperation } from '../../tables/allowed/vm'
import { type Choice, collect } from '../../transfer/collect'
import { writeOva } from '../../transfer/ova'
import { tarEnd, tarFile } from '../../transfer/tar'
import { writeXva } from '../../transfer/xva-write'
import { beginAnswer, sendBody, sending } from './answers'
import { Raised } from './raised'
import { behindTask } from './task'
import type { Route, Visit } from './visit'

/** The VM a request names by `uuid` or `ref`. */
function vmOf({ pool, params }: Visit): Ref<'VM'> {
  const uuid = params.get('uuid')
  if (uuid !== null) return pool.db.byUuid('VM', uuid)
  const ref = params.get('ref')
  if (ref === null) throw new Raised('Not_found')
  pool.db.get('VM', ref)
  return pool.db.byUuid('VM', pool.db.get('VM', ref).uuid)
}

type Packing = 'none' | 'gzip'

function packingOf({ params }: Visit): Packing {
  const asked = params.get('use_compression') ?? 'false'
  if (asked === 'true' || asked === 'gzip') return 'gzip'
  // It is part of a licence.
  if (asked === 'zstd') throw new Failure('LICENCE_RESTRICTION', 'Zstd_export')
  return 'none'
}

async function exportVm(visit: Visit): Promise<void> {
  const { pool, params, request } = visit
  // A reference of nothing is not even answered.
  if (params.get('uuid') === null && params.has('ref') && !pool.db.find('VM', params.get('ref') ?? '')) {
    request.socket.destroy()
    return
  }
  const vm = vmOf(visit)
  const packing = packingOf(visit)
  assertVmOperation(pool.db, vm, 'export')
  const keepsState = params.get('preserve_power_state') === 'true'
  const choice: Choice = { snapshots: false, keepsState, without: new Set() }
  await behindTask(visit, 'VM.export', async task => {
    await during(pool, task, vm, 'export', async () => {
      const progress = telling(fraction => task.progress(fraction))
      const pieces = writeXva(pool, collect(pool, [vm], choice), progress)
      beginAnswer(visit, 'okOld', [
        `task-id: ${task.ref}`,
        'Server: xapi/0.0',
        'content-type: application/octet-stream',
        'Content-Disposition: attachment; filename="export.xva"',
      ])
      if (packing === 'gzip') await sending(pipeline(pieces, createGzip(), request.socket))
      else await sendBody(visit, pieces)
    })
    return ''
  })
}

/** Lets through what is worth a write: a hundredth more than before. */
function telling(tell: (fraction: number) => void): (fraction: number) => void {
  let told = 0
  return fraction => {
    if (fraction - told < 0.01) return
    told = fraction
    tell(Math.min(fraction, 0.99))
  }
}

async function exportMetadata(visit: Visit): Promise<void> {
  const { params } = visit
  const vms = params.get('all') === 'true' ? allVms(visit.pool, params) : [vmOf(visit)]
  const choice: Choice = {
    snapshots: params.get('export_snapshots') !== 'false',
    keepsState: true,
    without: new Set((params.get('excluded_device_types') ?? '').toLowerCase().split(',')),
  }
  await behindTask(visit, 'VM.export_metadata', async task => {
    const { ova } = collect(visit.pool, vms, choice)
    const now = visit.pool.clock.now() / 1000
    const body = Buffer.concat([tarFile('ova.xml', Buffer.from(writeOva(ova)), now), tarEnd])
    beginAnswer(visit, 'ok', [
      `task-id: ${task.ref}`,
      'Server: xapi/0.0',
      'content-type: application/octet-stream',
      `Content-Length: ${body.length}`,
      'Content-Disposition: attachment; filename="export.xva"',
    ])
    await sendBody(visit, [body])
    return ''
  })
}

/** All that are no default templates; control domains unless they are not wanted. */
function allVms({ db }: Pool, params: URLSearchParams): Ref<'VM'>[] {
  const control = params.get('include_dom0') !== 'false'
  const found: Ref<'VM'>[] = []
  for (const [ref, vm] of db.all('VM')) {
    const wanted = !vm.is_a_snapshot && !vm.is_default_template && (control || !vm.is_control_domain)
    if (wanted) found.push(ref)
  }
  return found
}

export const exportRoutes: readonly Route[] = [
  { method: 'GET', path: '/export', action: 'get_export', serve: exportVm },
  { method: 'GET', path: '/export_metadata', action: 'get_export_metadata', serve: exportMetadata },
]
