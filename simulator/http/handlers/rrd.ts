import type { Ref } from '../../../server/xapi/model/records'
import { addressOf, coordinatorOf, type Pool } from '../../pool'
import type { Consolidation } from '../../rrd/archives'
import { dumpAsJson, dumpAsXml } from '../../rrd/dump'
import type { Measurement } from '../../rrd/measurements'
import { updatesAsJson, updatesAsXml, updatesOf } from '../../rrd/updates'
import { emptyAnswer, streamAnswer } from './answers'
import { failureText, Raised, rowMissing } from './raised'
import type { Route, Visit } from './visit'

const XML = 'text/xml'
const JSON_TYPE = 'application/json'

/** The Accept header decides if it names one of the two; else `json`, whatever it says. */
function wantsJson({ request, params }: Visit): boolean {
  const accepted = (request.headers.accept ?? '')
    .split(',')
    .map(one => one.split(';')[0]?.trim().toLowerCase())
  if (accepted.some(type => type === JSON_TYPE || type === 'application/*' || type === '*/*')) return true
  if (accepted.some(type => type === XML || type === 'text/*')) return false
  return params.has('json')
}

async function updates(visit: Visit): Promise<void> {
  const { pool, host, response, params } = visit
  const start = params.get('start')
  if (start === null) return emptyAnswer(visit, 'badRequest')
  const found = await updatesOf(
    asked(visit),
    {
      start: whole(start),
      interval: whole(params.get('interval') ?? '0'),
      consolidation: consolidation(params.get('cf')),
    },
    pool.measurements.sampledAt(host),
  )
  if (!found) throw new Raised('Rrd.No_RRA_Available')
  const json = wantsJson(visit)
  const body = Buffer.from(json ? updatesAsJson(found) : updatesAsXml(found))
  response.writeHead(200, {
    Connection: visit.request.headers.connection?.toLowerCase() === 'close' ? 'close' : 'keep-alive',
    'Content-Length': body.length,
    'Cache-Control': 'no-cache, no-store',
    'content-type': json ? JSON_TYPE : XML,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'X-Requested-With',
  })
  response.end(body)
}

/** A host tells of itself, of VMs that run on it, and of SRs that are asked for by name. */
function asked({ pool, host, params }: Visit): Measurement[] {
  const vms = params.getAll('vm_uuid')
  const srs = params.getAll('sr_uuid').flatMap(uuid => {
    const known = pool.db.table('SR').byUuid(uuid) !== undefined
    return known ? (pool.measurements.sr(pool.db.byUuid('SR', uuid)) ?? []) : []
  })
  const here = pool.measurements.vmsOn(host)
  return [
    ...(params.get('host') === 'true' ? [pool.measurements.host(host)] : []),
    ...(vms.length === 0 ? here : here.filter(vm => vms.includes(vm.uuid))),
    ...srs,
  ]
}

function hostDump(visit: Visit): Promise<void> {
  return dump(visit, visit.pool.measurements.host(visit.host))
}

async function vmDump(visit: Visit): Promise<void> {
  const { pool, host, params, url } = visit
  const uuid = params.get('uuid')
  if (uuid === null) return emptyAnswer(visit, 'badRequest')
  if (pool.db.table('VM').byUuid(uuid) === undefined) throw rowMissing('VM', uuid)
  const vm = pool.db.byUuid('VM', uuid)
  // Where it runs, and with the coordinator when it does not.
  const { resident_on } = pool.db.get('VM', vm)
  const holder = pool.db.find('host', resident_on) ? resident_on : coordinatorOf(pool)
  if (holder !== host && answersItself(pool, holder)) {
    return emptyAnswer(visit, 'found', [
      `Location: ${schemeOf(pool, holder)}://${addressOf(pool, holder)}${url.pathname}${url.search}`,
    ])
  }
  const measurement = pool.measurements.vm(vm)
  return measurement ? dump(visit, measurement) : emptyAnswer(visit, 'missing')
}

/** Hosts that answer nowhere here are stood in for by those that do. */
function answersItself(pool: Pool, host: Ref<'host'>): boolean {
  return pool.endpoints.has(host)
}

function schemeOf(pool: Pool, host: Ref<'host'>): string {
  return pool.endpoints.get(host)?.url.split(':')[0] ?? 'https'
}

async function srDump(visit: Visit): Promise<void> {
  const { pool, params } = visit
  const uuid = params.get('uuid')
  if (uuid === null) return emptyAnswer(visit, 'badRequest')
  const known = pool.db.table('SR').byUuid(uuid) !== undefined
  const measurement = known ? pool.measurements.sr(pool.db.byUuid('SR', uuid)) : undefined
  if (!measurement) throw failureText('No SR RRD available!')
  return dump(visit, measurement)
}

async function dump(visit: Visit, measurement: Measurement): Promise<void> {
  const { pool, host, params } = visit
  const sampledAt = pool.measurements.sampledAt(host)
  const json = params.has('json')
  const headers = [`content-type: ${json ? JSON_TYPE : XML}`, 'Access-Control-Allow-Origin: *']
  const pieces = json ? dumpAsJson(measurement, sampledAt) : dumpAsXml(measurement, sampledAt)
  await streamAnswer(visit, 'okOld', headers, pieces)
}

/** A name that is none counts as none given. */
function consolidation(name: string | null): Consolidation | undefined {
  return name === 'AVERAGE' || name === 'MIN' || name === 'MAX' ? name : undefined
}

function whole(text: string): number {
  if (!/^-?\d+$/.test(text)) throw failureText('Int64.of_string')
  return Number(text)
}

export const rrdRoutes: readonly Route[] = [
  { method: 'GET', path: '/rrd_updates', action: 'rrd_updates', serve: updates },
  { method: 'GET', path: '/host_rrd', action: 'host_rrd', serve: hostDump },
  { method: 'GET', path: '/host_rrds', action: 'get_host_rrds', serve: hostDump },
  { method: 'GET', path: '/vm_rrd', action: 'vm_rrd', serve: vmDump },
  { method: 'GET', path: '/vm_rrds', action: 'get_vm_rrds', serve: vmDump },
  { method: 'GET', path: '/sr_rrd', action: 'sr_rrd', serve: srDump },
]
