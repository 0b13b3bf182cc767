import type { Records } from '../../../server/xapi/model/records'
import { Failure } from '../../failure'
import type { Database } from '../database'

/** What a driver must be able to do for an operation on its storage. Those that are missing need nothing. */
const srNeeds: { readonly [operation: string]: string } = {
  update: 'SR_UPDATE',
  destroy: 'SR_DELETE',
  vdi_create: 'VDI_CREATE',
  vdi_destroy: 'VDI_DELETE',
  vdi_resize: 'VDI_RESIZE',
  vdi_introduce: 'VDI_INTRODUCE',
  vdi_mirror: 'VDI_MIRROR',
  vdi_snapshot: 'VDI_SNAPSHOT',
  vdi_enable_cbt: 'VDI_CONFIG_CBT',
  vdi_disable_cbt: 'VDI_CONFIG_CBT',
  vdi_data_destroy: 'VDI_CONFIG_CBT',
  vdi_list_changed_blocks: 'VDI_CONFIG_CBT',
  vdi_set_on_boot: 'VDI_RESET_ON_BOOT',
}

const vdiNeeds: { readonly [operation: string]: string } = {
  snapshot: 'VDI_SNAPSHOT',
  destroy: 'VDI_DELETE',
  resize: 'VDI_RESIZE',
  resize_online: 'VDI_RESIZE_ONLINE',
  update: 'VDI_UPDATE',
  generate_config: 'VDI_GENERATE_CONFIG',
  clone: 'VDI_CLONE',
  revert_to: 'VDI_CLONE',
  mirror: 'VDI_MIRROR',
  enable_cbt: 'VDI_CONFIG_CBT',
  disable_cbt: 'VDI_CONFIG_CBT',
  data_destroy: 'VDI_CONFIG_CBT',
  list_changed_blocks: 'VDI_CONFIG_CBT',
  set_on_boot: 'VDI_RESET_ON_BOOT',
}

/** Drivers that are in no pool's SM table are taken for these. */
const images = [
  'SR_ATTACH',
  'SR_DETACH',
  'SR_SCAN',
  'SR_PROBE',
  'SR_CREATE',
  'SR_DELETE',
  'VDI_ATTACH',
  'VDI_DETACH',
]
const devices = [...images, 'VDI_INTRODUCE']
const disks = [...Object.values(srNeeds), ...Object.values(vdiNeeds)].filter(
  name => name !== 'VDI_RESIZE_ONLINE',
)

/** What the driver of a type of storage can do. */
export function driverFeatures(db: Database, type: string): ReadonlySet<string> {
  let known = false
  for (const [, sm] of db.all('SM')) {
    known = true
    if (sm.type !== type) continue
    const named = Object.keys(sm.features)
    return new Set(named.length > 0 ? named : sm.capabilities)
  }
  if (type === 'iso') return new Set(images)
  if (type === 'udev') return new Set(devices)
  return new Set(known ? [] : disks)
}

/** xapi lists them in this order. */
const srOperations = [
  'vdi_enable_cbt',
  'vdi_list_changed_blocks',
  'vdi_introduce',
  'destroy',
  'unplug',
  'plug',
  'pbd_create',
  'vdi_disable_cbt',
  'update',
  'pbd_destroy',
  'vdi_resize',
  'forget',
  'vdi_clone',
  'vdi_data_destroy',
  'scan',
  'vdi_snapshot',
  'vdi_mirror',
  'vdi_create',
  'vdi_destroy',
  'vdi_set_on_boot',
]

export function allowedSrOperations(db: Database, ref: string): string[] {
  const sr = db.find('SR', ref)
  return sr ? srOperations.filter(operation => !refusedForSr(db, ref, sr, operation)) : []
}

/** Throws the refusal of the first check that fails, in xapi's order. */
export function assertSrOperation(db: Database, ref: string, operation: string): void {
  const refusal = refusedForSr(db, ref, db.get('SR', ref), operation)
  if (refusal) throw refusal
}

function refusedForSr(db: Database, ref: string, sr: Records['SR'], operation: string): Failure | undefined {
  const needed = srNeeds[operation]
  if (needed && !driverFeatures(db, sr.type).has(needed))
    return new Failure('SR_OPERATION_NOT_SUPPORTED', ref)
  if (operation === 'vdi_clone' && sr.type === 'udev') return new Failure('SR_OPERATION_NOT_SUPPORTED', ref)
  if ((operation === 'destroy' || operation === 'forget') && isAttached(db, sr))
    return new Failure('SR_HAS_PBD', ref)
  if (operation === 'destroy') {
    if (sr.PBDs.length === 0) return new Failure('SR_HAS_NO_PBDS', ref)
    if (sr.VDIs.some(vdi => db.find('VDI', vdi)?.managed)) return new Failure('SR_NOT_EMPTY')
  }
  const current = Object.entries(sr.current_operations)
  const [first] = current
  // Hosts attach a storage side by side; nothing else happens to it meanwhile.
  if (!first || (operation === 'plug' && current.every(([, one]) => one === 'plug'))) return undefined
  return new Failure('OTHER_OPERATION_IN_PROGRESS', 'SR', ref, first[1], first[0])
}

function isAttached(db: Database, sr: Records['SR']): boolean {
  return sr.PBDs.some(pbd => db.find('PBD', pbd)?.currently_attached)
}

/** Refuses what only a host that sees the storage can do. */
export function assertSeen(db: Database, ref: string): void {
  if (!isAttached(db, db.get('SR', ref))) throw new Failure('SR_HAS_NO_PBDS', ref)
}

/** The only ones that are ever offered, in the order xapi lists them. */
const vdiAdvertised = [
  'copy',
  'generate_config',
  'clone',
  'forget',
  'update',
  'resize_online',
  'resize',
  'snapshot',
  'destroy',
]

/** Possible while a domain uses the disk. */
const whileAttached: ReadonlySet<string> = new Set([
  'snapshot',
  'resize_online',
  'clone',
  'revert_to',
  'mirror',
  'enable_cbt',
  'disable_cbt',
  'data_destroy',
  'blocked',
])

export function allowedVdiOperations(db: Database, ref: string): string[] {
  const vdi = db.find('VDI', ref)
  return vdi ? vdiAdvertised.filter(operation => !refusedForVdi(db, ref, vdi, operation)) : []
}

export function assertVdiOperation(db: Database, ref: string, operation: string): void {
  const refusal = refusedForVdi(db, ref, db.get('VDI', ref), operation)
  if (refusal) throw refusal
}

function refusedForVdi(
  db: Database,
  ref: string,
  vdi: Records['VDI'],
  operation: string,
): Failure | undefined {
  const busy = Object.entries(vdi.current_operations).find(([, current]) => current !== 'copy')
  if (busy) return new Failure('OTHER_OPERATION_IN_PROGRESS', 'VDI', ref, busy[1], busy[0])
  const sr = db.find('SR', vdi.SR)
  if (operation === 'resize' && !(sr && isAttached(db, sr))) return new Failure('SR_HAS_NO_PBDS', vdi.SR)
  return inUse(db, ref, vdi, operation) ?? unable(db, ref, vdi, operation)
}

function inUse(db: Database, ref: string, vdi: Records['VDI'], operation: string): Failure | undefined {
  const vbds = vdi.VBDs.map(vbd => db.find('VBD', vbd)).filter(vbd => vbd !== undefined)
  const attached = vbds.filter(vbd => vbd.currently_attached)
  const harmless = operation === 'copy' && attached.every(vbd => vbd.mode === 'RO')
  if (attached.length > 0 && !whileAttached.has(operation) && !harmless)
    return new Failure('VDI_IN_USE', ref, operation)
  if (operation === 'data_destroy') return undefined
  for (const vbd of vbds) {
    const [current] = Object.entries(vbd.current_operations)
    if (current) return new Failure('OTHER_OPERATION_IN_PROGRESS', 'VDI', ref, current[1], current[0])
  }
  return undefined
}

function unable(db: Database, ref: string, vdi: Records['VDI'], operation: string): Failure | undefined {
  const type = db.find('SR', vdi.SR)?.type ?? ''
  const needed = vdiNeeds[operation]
  if (operation === 'destroy' && type === 'udev') return new Failure('VDI_IS_A_PHYSICAL_DEVICE', ref)
  if (needed && !driverFeatures(db, type).has(needed))
    return new Failure('SR_OPERATION_NOT_SUPPORTED', vdi.SR)
  if (vdi.type === 'cbt_metadata' && ['clone', 'copy', 'resize', 'snapshot'].includes(operation))
    return new Failure('VDI_INCOMPATIBLE_TYPE', ref, 'Cbt_metadata')
  if (vdi.cbt_enabled && ['mirror', 'set_on_boot'].includes(operation))
    return new Failure('VDI_CBT_ENABLED', ref)
  // The model declares no parameters of this code: that it names the disk is uncertain.
  if (operation === 'snapshot' && vdi.sharable) return new Failure('VDI_IS_SHARABLE', ref)
  if ((operation === 'snapshot' || operation === 'copy') && vdi.on_boot === 'reset')
    return new Failure('VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION')
  if (operation === 'destroy' && vdi.type === 'rrd') return new Failure('VDI_HAS_RRDS', ref)
  if (operation === 'destroy' && (vdi.type === 'ha_statefile' || vdi.type === 'redo_log')) {
    const [pool] = db.all('pool')
    if (pool?.[1].ha_enabled) return new Failure('HA_IS_ENABLED')
  }
  if (operation === 'enable_cbt' || operation === 'disable_cbt') {
    if (vdi.is_a_snapshot) return new Failure('OPERATION_NOT_ALLOWED', `VDI is a snapshot: ${ref}`)
    if (!['user', 'system'].includes(vdi.type))
      return new Failure('VDI_INCOMPATIBLE_TYPE', ref, spelled(vdi.type))
  }
  if (operation === 'data_destroy') {
    if (!vdi.is_a_snapshot) return new Failure('OPERATION_NOT_ALLOWED', `VDI is not a snapshot: ${ref}`)
    if (!vdi.cbt_enabled) return new Failure('VDI_NO_CBT_METADATA', ref)
  }
  return undefined
}

/** Types of disks as these errors spell them. */
export function spelled(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1)
}
