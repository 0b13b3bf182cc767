import { Failure } from '../failure'
import type { Pool } from '../pool'
import { knownPlaces, storagesAt } from './lost'

type Config = { readonly [key: string]: string }

const backend = (number: number, text: string, xml = '') =>
  new Failure(`SR_BACKEND_FAILURE_${number}`, '', text, xml)

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, one => `&#${one.charCodeAt(0)};`)
}

function element(name: string, parts: { readonly [name: string]: string }): string {
  const inner = Object.entries(parts).map(
    ([part, text]) => `\t\t<${part}>\n\t\t\t${escaped(text)}\n\t\t</${part}>`,
  )
  return `\t<${name}>\n${inner.join('\n')}\n\t</${name}>`
}

function document(root: string, elements: readonly string[]): string {
  return `<?xml version="1.0" ?>\n<${root}>\n${elements.map(one => `${one}\n`).join('')}</${root}>\n`
}

const unique = (values: readonly (string | undefined)[]) =>
  [...new Set(values)].filter((value): value is string => value !== undefined)

function assertNfs(pool: Pool, config: Config): void {
  if (!config.server) throw backend(102, 'The request is missing the server parameter')
  if (config.serverpath) return
  const exports = knownPlaces(pool, 'nfs').filter(one => one.server === config.server)
  const told = unique(exports.map(one => one.serverpath)).map(Path =>
    element('Export', { Target: config.server ?? '', Path, Accesslist: '*' }),
  )
  throw backend(101, 'The request is missing the serverpath parameter', document('nfs-exports', told))
}

function assertIscsi(pool: Pool, config: Config): void {
  if (!config.target) throw backend(95, 'The request is missing the target parameter')
  const there = knownPlaces(pool, 'lvmoiscsi').filter(one => one.target === config.target)
  if (!config.targetIQN || config.targetIQN === '*') {
    if (there.length === 0) throw backend(141, 'Unable to connect to ISCSI service on target')
    const told = unique(there.map(one => one.targetIQN)).map((TargetIQN, index) =>
      element('TGT', {
        Index: String(index),
        IPAddress: config.target ?? '',
        Port: config.port ?? '3260',
        TargetIQN,
      }),
    )
    throw backend(
      96,
      'The request is missing or has an incorrect target IQN parameter',
      document('iscsi-target-iqns', told),
    )
  }
  if (config.SCSIid) return
  const luns = unique(there.filter(one => one.targetIQN === config.targetIQN).map(one => one.SCSIid))
  const told = luns.map((SCSIid, index) =>
    element('LUN', {
      vendor: 'SIMULATED',
      serial: SCSIid.slice(-8),
      LUNid: String(index),
      size: sizeOf(pool, 'lvmoiscsi', { ...config, SCSIid }),
      SCSIid,
    }),
  )
  throw backend(107, 'The SCSIid parameter is missing or incorrect', document('iscsi-target', told))
}

function sizeOf(pool: Pool, type: string, config: Config): string {
  return String(storagesAt(pool, type, config)[0]?.row.physical_size ?? 0)
}

function assertHba(pool: Pool, config: Config): void {
  if (config.SCSIid) return
  const told = unique(knownPlaces(pool, 'lvmohba').map(one => one.SCSIid)).map((SCSIid, index) =>
    element('BlockDevice', {
      path: `/dev/disk/mpInuse/${SCSIid}`,
      SCSIid,
      vendor: 'SIMULATED',
      serial: SCSIid.slice(-8),
      size: sizeOf(pool, 'lvmohba', { SCSIid }),
      adapter: '0',
      channel: '0',
      id: '0',
      lun: String(index),
      hba: 'qla2xxx',
    }),
  )
  throw backend(107, 'The SCSIid parameter is missing or incorrect', document('Devlist', told))
}

/** Refuses with what is missing, and with what there is to choose from. */
export function assertComplete(pool: Pool, type: string, config: Config): void {
  if (!pool.driver.asks) return
  if (type === 'nfs') assertNfs(pool, config)
  else if (type === 'lvmoiscsi') assertIscsi(pool, config)
  else if (type === 'lvmohba') assertHba(pool, config)
  else if ((type === 'ext' || type === 'lvm') && !config.device)
    throw backend(90, 'The request is missing the device parameter')
  else if (type === 'iso' && !config.location && !config.legacy_mode)
    throw backend(220, "'Location' parameter must be specified in Device Configuration")
  else if (type === 'smb' && !config.server) throw backend(102, 'The request is missing the server parameter')
}

/** The storages that lie at a place, as XML. */
export function probe(pool: Pool, type: string, config: Config): string {
  assertComplete(pool, type, config)
  if (!pool.driver.asks) return document('SRlist', [])
  const found = storagesAt(pool, type, config).map(({ row }) =>
    element('SR', {
      UUID: row.uuid,
      ...(config.SCSIid && {
        Devlist: `/dev/disk/by-id/scsi-${config.SCSIid}`,
        size: String(row.physical_size),
      }),
      name_label: row.name_label,
      name_description: row.name_description,
    }),
  )
  return document('SRlist', found)
}
