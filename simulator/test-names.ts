import { randomBytes } from 'node:crypto'
import type { ClassName } from '../server/xapi/model/records'
import type { Pool } from './pool'

type Db = Pool['db']
type Row = Readonly<Record<string, unknown>>

/** By what an object can be known in a text, in small letters: references, uuids, names as given here, MACs, addresses. */
const sign =
  /opaqueref:[\w-]+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|zq[0-9a-f]{16}|\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b|\b\d{1,3}(?:\.\d{1,3}){3}\b/g

export const signsIn = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(sign) ?? [])

const named: readonly ClassName[] = ['pool', 'host', 'VM', 'SR', 'VDI', 'network', 'VM_appliance']
const fresh = () => `zq${randomBytes(8).toString('hex')}`

/** Gives everything in a pool that has a name, a description or a MAC another one that occurs nowhere else. */
export function renameAll(db: Db): void {
  for (const cls of named) {
    for (const [ref] of [...db.all(cls)])
      db.update(cls, ref, { name_label: fresh(), name_description: fresh() })
  }
  for (const [ref] of [...db.all('host')]) db.update('host', ref, { hostname: fresh() })
  for (const cls of ['VIF', 'PIF'] as const) {
    for (const [ref] of [...db.all(cls)]) db.update(cls, ref, { MAC: macAddress() })
  }
}

function macAddress(): string {
  return ['02', ...(randomBytes(5).toString('hex').match(/../g) ?? [])].join(':')
}

/** What a row is known by: its own fields, not what it points at. */
const own = [
  'uuid',
  'name_label',
  'name_description',
  'hostname',
  'address',
  'MAC',
  'IP',
  'networks',
] as const

function signsOf(ref: string, row: Row): Iterable<string> {
  return signsIn(JSON.stringify([ref, ...own.map(field => row[field] ?? '')]))
}

/** By which each object of a pool is known: reference → signs. */
export function signsOfPool(db: Db): ReadonlyMap<string, ReadonlySet<string>> {
  const signs = new Map<string, ReadonlySet<string>>()
  for (const [, { entries }] of db.tables()) {
    for (const [ref, entry] of entries) signs.set(ref, new Set(signsOf(ref, entry.row)))
  }
  return signs
}

/** A VM with all that is a part of it, as references: drives, cards, disks, consoles, snapshots, what its agent says, its vApp. */
export function partsOfVm(db: Db, vm: string): ReadonlySet<string> {
  const refs = new Set<string>([vm])
  for (const ref of refs) {
    const row = db.find('VM', ref)
    if (row) {
      const {
        VBDs,
        VIFs,
        VGPUs,
        VUSBs,
        VTPMs,
        consoles,
        snapshots,
        metrics,
        guest_metrics,
        suspend_VDI,
        appliance,
      } = row
      for (const part of [...VBDs, ...VIFs, ...VGPUs, ...VUSBs, ...VTPMs, ...consoles, ...snapshots])
        refs.add(part)
      // A vApp is known by each VM in it, as folders and tags are.
      for (const part of [metrics, guest_metrics, suspend_VDI, appliance]) refs.add(part)
    }
    const drive = db.find('VBD', ref)
    if (drive) {
      refs.add(drive.VDI)
      refs.add(drive.metrics)
    }
  }
  return refs
}
