import { randomUUID } from 'node:crypto'
import { Failure } from '../failure'
import { allowedVdiOperations } from '../tables/allowed/devices'
import { plainSetter } from './generic'
import { asHandlers, type Handlers } from './types'

/** Drivers round sizes up to whole blocks of a VHD. */
const BLOCK = 2 * 1024 * 1024

const own: Handlers<'VDI'> = {
  create: ({ pool }, fields) => {
    const sr = pool.db.get('SR', fields.SR)
    if (!sr.PBDs.some(ref => pool.db.find('PBD', ref)?.currently_attached))
      throw new Failure('SR_HAS_NO_PBDS', fields.SR)
    if (sr.type === 'iso' || sr.type === 'udev') throw new Failure('SR_OPERATION_NOT_SUPPORTED', fields.SR)
    const virtual_size = Math.ceil(fields.virtual_size / BLOCK) * BLOCK
    if (sr.physical_size - sr.physical_utilisation < virtual_size) {
      throw new Failure('SR_BACKEND_FAILURE_44', '', 'There is insufficient space', '')
    }
    const uuid = randomUUID()
    const vdi = pool.db.create('VDI', { ...fields, uuid, location: uuid, virtual_size, managed: true })
    pool.db.update('SR', fields.SR, { virtual_allocation: sr.virtual_allocation + virtual_size })
    return vdi
  },
  destroy: ({ pool }, ref) => {
    const vdi = pool.db.get('VDI', ref)
    const sr = pool.db.find('SR', vdi.SR)
    if (sr?.type === 'iso' || sr?.type === 'udev') throw new Failure('SR_OPERATION_NOT_SUPPORTED', vdi.SR)
    if (!allowedVdiOperations(pool.db, ref).includes('destroy'))
      throw new Failure('VDI_IN_USE', ref, 'destroy')
    for (const vbd of vdi.VBDs) pool.db.destroy('VBD', vbd)
    pool.db.destroy('VDI', ref)
    if (!sr) return
    const virtual_allocation = Math.max(0, sr.virtual_allocation - vdi.virtual_size)
    pool.db.update('SR', vdi.SR, { virtual_allocation })
  },
}

export const vdi: Handlers<'VDI'> = {
  ...own,
  ...asHandlers<'VDI'>({
    set_name_label: plainSetter('VDI', 'name_label'),
    set_name_description: plainSetter('VDI', 'name_description'),
  }),
}
