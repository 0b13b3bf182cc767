import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { NULL, refOf } from '../tables/row'
import type { Handlers } from './types'

/** Positions a client may name by the kernel's names: `xvda`, `sda`, `hda` are the first. */
function position(userdevice: string): string {
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
  const userdevice = fields.userdevice === 'autodetect' ? firstFree(taken) : fields.userdevice
  if (!/^-?\d+$|^(xvd|sd|hd)[a-z]+$/.test(userdevice)) throw new Failure('INVALID_DEVICE', userdevice)
  if (taken.includes(position(userdevice))) throw new Failure('DEVICE_ALREADY_EXISTS', userdevice)
  return pool.db.create('VBD', {
    ...fields,
    userdevice,
    VDI: fields.empty ? refOf<'VDI'>(NULL) : fields.VDI,
    unpluggable: fields.unpluggable || isCd,
    currently_attached: false,
  })
}

function firstFree(taken: readonly string[]): string {
  for (let number = 0; ; number++) if (!taken.includes(String(number))) return String(number)
}

function drive(pool: Pool, ref: Ref<'VBD'>): Records['VBD'] {
  const vbd = pool.db.get('VBD', ref)
  if (vbd.type !== 'CD') throw new Failure('VBD_NOT_REMOVABLE_MEDIA', ref)
  return vbd
}

export const vbd: Handlers<'VBD'> = {
  create: ({ pool }, fields) => create(pool, fields),
  destroy: ({ pool }, ref) => {
    const { uuid, VM, currently_attached } = pool.db.get('VBD', ref)
    if (currently_attached) {
      const vm = pool.db.find('VM', VM)
      throw new Failure('OPERATION_NOT_ALLOWED', `VBD '${uuid}' still attached to '${vm?.uuid ?? ''}'`)
    }
    pool.db.destroy('VBD', ref)
  },
  insert: ({ pool }, ref, vdi) => {
    if (!drive(pool, ref).empty) throw new Failure('VBD_NOT_EMPTY', ref)
    pool.db.get('VDI', vdi)
    pool.db.update('VBD', ref, { VDI: vdi, empty: false })
  },
  eject: ({ pool }, ref) => {
    if (drive(pool, ref).empty) throw new Failure('VBD_IS_EMPTY', ref)
    pool.db.update('VBD', ref, { VDI: refOf<'VDI'>(NULL), empty: true })
  },
}
