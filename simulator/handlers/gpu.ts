import type { Records, Ref } from '../../server/xapi/model/records'
import { capacityIn, capacityOn, refreshGroup } from '../devices/gpu-capacity'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { NULL, refOf } from '../tables/row'
import type { Handlers } from './types'

const LAST_DEVICE = 20

/** The type that stands for a whole card handed to a VM. */
function passthroughType(pool: Pool): Ref<'VGPU_type'> {
  for (const [ref, type] of pool.db.all('VGPU_type')) if (type.implementation === 'passthrough') return ref
  return pool.db.create('VGPU_type', { model_name: 'passthrough', implementation: 'passthrough' })
}

function freeDevice(pool: Pool, VM: Ref<'VM'>, wanted: string): string {
  const taken = new Set(pool.db.get('VM', VM).VGPUs.map(one => pool.db.get('VGPU', one).device))
  if (wanted !== '0') {
    if (taken.has(wanted)) throw new Failure('DEVICE_ALREADY_EXISTS', wanted)
    if (!/^\d+$/.test(wanted) || Number(wanted) > LAST_DEVICE) throw new Failure('INVALID_DEVICE', wanted)
    return wanted
  }
  for (let device = 0; device <= LAST_DEVICE; device++) if (!taken.has(String(device))) return String(device)
  throw new Failure('VM_PCI_BUS_FULL', VM)
}

export const vgpu: Handlers<'VGPU'> = {
  create: ({ pool }, VM, GPU_group, device, other_config, type) => {
    const vm = pool.db.get('VM', VM)
    if (!vm.is_a_snapshot && vm.power_state !== 'Halted')
      throw new Failure('VM_BAD_POWER_STATE', VM, 'halted', vm.power_state.toLowerCase())
    pool.db.get('GPU_group', GPU_group)
    const own = type === undefined || type === NULL ? passthroughType(pool) : type
    if (!pool.db.find('VGPU_type', own)) throw new Failure('INVALID_VALUE', 'type', own)
    for (const one of vm.VGPUs) {
      const kind = pool.db.find('VGPU_type', pool.db.get('VGPU', one).type)
      if (!kind?.compatible_types_in_vm.includes(own)) throw new Failure('VGPU_TYPE_NOT_COMPATIBLE', own)
    }
    return pool.db.create('VGPU', {
      VM,
      GPU_group,
      device: freeDevice(pool, VM, device ?? '0'),
      other_config: other_config ?? {},
      type: own,
    })
  },
  destroy: ({ pool }, ref) => {
    const { VM } = pool.db.get('VGPU', ref)
    if (pool.db.find('VM', VM)?.power_state === 'Running')
      throw new Failure('OPERATION_NOT_ALLOWED', 'vGPU currently attached to a running VM')
    pool.db.destroy('VGPU', ref)
  },
}

function assertUnused(pool: Pool, card: Records['PGPU'], type?: Ref<'VGPU_type'>): void {
  const vms = card.resident_VGPUs
    .map(one => pool.db.get('VGPU', one))
    .filter(one => type === undefined || one.type === type)
    .map(({ VM }) => VM)
  if (vms.length > 0) throw new Failure('PGPU_IN_USE_BY_VM', ...vms)
}

function enableTypes(pool: Pool, ref: Ref<'PGPU'>, types: readonly Ref<'VGPU_type'>[]): void {
  const card = pool.db.get('PGPU', ref)
  for (const type of types)
    if (!card.enabled_VGPU_types.includes(type) && !card.supported_VGPU_types.includes(type))
      throw new Failure('VGPU_TYPE_NOT_SUPPORTED', type, ...card.supported_VGPU_types)
  for (const type of card.enabled_VGPU_types) if (!types.includes(type)) assertUnused(pool, card, type)
  pool.db.update('PGPU', ref, { enabled_VGPU_types: [...types] })
  refreshGroup(pool, card.GPU_group)
}

/** What kind of card it is, as groups tell their kinds: `10de/1eb8`. */
function kindOf(pool: Pool, card: Records['PGPU']): string {
  const pci = pool.db.find('PCI', card.PCI)
  return `${pci?.vendor_id ?? ''}/${pci?.device_id ?? ''}`
}

type Access = Records['PGPU']['dom0_access']

/** The host lets a card go, or takes it back, when it boots next. */
function setAccess(pool: Pool, ref: Ref<'PGPU'>, wanted: 'enabled' | 'disabled'): Access {
  const { dom0_access } = pool.db.get('PGPU', ref)
  const on: Access =
    dom0_access === 'disabled' || dom0_access === 'enable_on_reboot' ? 'enable_on_reboot' : 'enabled'
  const off: Access =
    dom0_access === 'enabled' || dom0_access === 'disable_on_reboot' ? 'disable_on_reboot' : 'disabled'
  const next = wanted === 'enabled' ? on : off
  pool.db.update('PGPU', ref, { dom0_access: next })
  return next
}

export const pgpu: Handlers<'PGPU'> = {
  set_enabled_VGPU_types: ({ pool }, ref, types) => enableTypes(pool, ref, types),
  add_enabled_VGPU_types: ({ pool }, ref, type) => {
    const { enabled_VGPU_types } = pool.db.get('PGPU', ref)
    enableTypes(pool, ref, [...new Set([...enabled_VGPU_types, type])])
  },
  remove_enabled_VGPU_types: ({ pool }, ref, type) => {
    const { enabled_VGPU_types } = pool.db.get('PGPU', ref)
    enableTypes(
      pool,
      ref,
      enabled_VGPU_types.filter(one => one !== type),
    )
  },
  set_GPU_group: ({ pool }, ref, group) => {
    const card = pool.db.get('PGPU', ref)
    const { GPU_types } = pool.db.get('GPU_group', group)
    assertUnused(pool, card)
    const kind = kindOf(pool, card)
    if (GPU_types.length > 0 && !GPU_types.includes(kind))
      throw new Failure('PGPU_NOT_COMPATIBLE_WITH_GPU_GROUP', kind, `[${GPU_types.join(', ')}]`)
    pool.db.update('PGPU', ref, { GPU_group: group })
    if (GPU_types.length === 0) pool.db.update('GPU_group', group, { GPU_types: [kind] })
    refreshGroup(pool, card.GPU_group)
    refreshGroup(pool, group)
  },
  get_remaining_capacity: ({ pool }, ref, type) => {
    const left = capacityOn(pool, ref, type)
    return typeof left === 'number' ? left : 0
  },
  enable_dom0_access: ({ pool }, ref) => setAccess(pool, ref, 'enabled'),
  disable_dom0_access: ({ pool }, ref) => setAccess(pool, ref, 'disabled'),
}

export const gpuGroup: Handlers<'GPU_group'> = {
  create: ({ pool }, name_label, name_description, other_config) =>
    pool.db.create('GPU_group', {
      name_label: name_label ?? '',
      name_description: name_description ?? '',
      other_config: other_config ?? {},
    }),
  destroy: ({ pool }, ref) => {
    const { VGPUs, PGPUs } = pool.db.get('GPU_group', ref)
    const connected = VGPUs.filter(one => pool.db.find('VGPU', one)?.currently_attached)
    if (connected.length > 0) throw new Failure('GPU_GROUP_CONTAINS_VGPU', ...connected)
    if (PGPUs.length > 0) throw new Failure('GPU_GROUP_CONTAINS_PGPU', ...PGPUs)
    for (const one of VGPUs) pool.db.destroy('VGPU', one)
    pool.db.destroy('GPU_group', refOf<'GPU_group'>(ref))
  },
  update_enabled_VGPU_types: ({ pool }, ref) => refreshGroup(pool, ref),
  update_supported_VGPU_types: ({ pool }, ref) => refreshGroup(pool, ref),
  get_remaining_capacity: ({ pool }, ref, type) => {
    const left = capacityIn(pool, ref, type)
    return typeof left === 'number' ? left : 0
  },
}
