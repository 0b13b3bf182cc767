import type { Records, Ref } from '../../server/xapi/model/records'
import { addVbd, dropVbd } from '../devices/rows'
import { Failure } from '../failure'
import { ejectDisc, insertDisc, plugVbd, unplugVbd } from '../lifecycle/hotplug'
import type { Pool } from '../pool'
import { attachConflict } from '../tables/allowed/devices'
import { NULL, refOf } from '../tables/row'
import { plainSetter } from './generic'
import { asHandlers, type Handlers } from './types'

/** Positions a client may name by the kernel's names: `xvda`, `sda`, `hda` are the first. */
export function position(userdevice: string): string {
  const name = /^(?:xvd|sd|hd)([a-z])$/.exec(userdevice)
  return name?.[1] ? String(name[1].charCodeAt(0) - 97) : userdevice
}

function create(pool: Pool, fields: Records['VBD']): Ref<'VBD'> {
  const vm = pool.db.get('VM', fields.VM)
  const isCd = fields.type === 'CD'
  if (fields.empty && !isCd) throw new Failure('VBD_NOT_REMOVABLE_MEDIA', 'in constructor')
  if (isCd && fields.mode !== 'RO') throw new Failure('VBD_CDS_MUST_BE_READONLY')
  if (!fields.empty) {
    const vdi = pool.db.get('VDI', fields.VDI)
    if (vdi.read_only && fields.mode === 'RW') throw new Failure('VDI_READONLY', fields.VDI)
  }
  const taken = vm.VBDs.map(ref => position(pool.db.get('VBD', ref).userdevice))
  const floppy = fields.type === 'Floppy' ? 'fda' : firstFree(taken)
  const userdevice = fields.userdevice === 'autodetect' ? floppy : fields.userdevice
  if (!/^-?\d+$|^(xvd|sd|hd|fd)[a-z]+$/.test(userdevice)) throw new Failure('INVALID_DEVICE', userdevice)
  if (taken.includes(position(userdevice))) throw new Failure('DEVICE_ALREADY_EXISTS', userdevice)
  return addVbd(pool, {
    ...fields,
    device: '',
    userdevice,
    VDI: fields.empty ? refOf<'VDI'>(NULL) : fields.VDI,
    unpluggable: fields.unpluggable || isCd,
  })
}

function firstFree(taken: readonly string[]): string {
  for (let number = 0; ; number++) if (!taken.includes(String(number))) return String(number)
}

/** No driver of today can hold a drive. */
function notPaused(pool: Pool, ref: Ref<'VBD'>): never {
  const { SR } = pool.db.get('VDI', pool.db.get('VBD', ref).VDI)
  throw new Failure('SR_OPERATION_NOT_SUPPORTED', SR)
}

const own: Handlers<'VBD'> = {
  create: ({ pool }, fields) => create(pool, fields),
  destroy: ({ pool }, ref) => {
    const { uuid, VM, currently_attached } = pool.db.get('VBD', ref)
    if (currently_attached) {
      const vm = pool.db.find('VM', VM)
      throw new Failure('OPERATION_NOT_ALLOWED', `VBD '${uuid}' still attached to '${vm?.uuid ?? ''}'`)
    }
    dropVbd(pool, ref)
  },
  insert: ({ pool, task }, ref, vdi) => insertDisc(pool, task, ref, vdi),
  eject: ({ pool, task }, ref) => ejectDisc(pool, task, ref),
  plug: ({ pool, task }, ref) => plugVbd(pool, task, ref),
  unplug: ({ pool, task }, ref) => unplugVbd(pool, task, ref, false),
  unplug_force: ({ pool, task }, ref) => unplugVbd(pool, task, ref, true),
  pause: ({ pool }, ref) => notPaused(pool, ref),
  unpause: ({ pool }, ref) => {
    notPaused(pool, ref)
  },
  unplug_force_no_safety_check: ({ pool, task }, ref) => unplugVbd(pool, task, ref, true),
  assert_attachable: ({ pool }, ref) => {
    const conflict = attachConflict(pool.db, ref, pool.db.get('VBD', ref))
    if (conflict) throw conflict
  },
  set_mode: ({ pool }, ref, mode) => {
    const vbd = pool.db.get('VBD', ref)
    const { power_state } = pool.db.get('VM', vbd.VM)
    if (power_state !== 'Halted')
      throw new Failure('VM_BAD_POWER_STATE', vbd.VM, 'halted', power_state.toLowerCase())
    if (mode === 'RW' && vbd.type === 'CD') throw new Failure('VBD_CDS_MUST_BE_READONLY')
    if (mode === 'RW' && pool.db.find('VDI', vbd.VDI)?.read_only) throw new Failure('VDI_READONLY', vbd.VDI)
    pool.db.update('VBD', ref, { mode })
  },
}

export const vbd: Handlers<'VBD'> = {
  ...own,
  ...asHandlers<'VBD'>({ set_bootable: plainSetter('VBD', 'bootable') }),
}
