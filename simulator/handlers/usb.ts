import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import type { Handlers } from './types'

const MOST = 6

function disablePassthrough(pool: Pool, ref: Ref<'PUSB'>): void {
  const { USB_group } = pool.db.get('PUSB', ref)
  const vusbs = pool.db.find('USB_group', USB_group)?.VUSBs ?? []
  const attached = vusbs.map(one => pool.db.get('VUSB', one)).find(one => one.currently_attached)
  if (attached) throw new Failure('USB_ALREADY_ATTACHED', ref, attached.VM)
  for (const one of vusbs) pool.db.destroy('VUSB', one)
  pool.db.update('PUSB', ref, { passthrough_enabled: false })
}

/** What a guest is given is no removable disk of the host any more. */
function enablePassthrough(pool: Pool, ref: Ref<'PUSB'>): void {
  const { path } = pool.db.get('PUSB', ref)
  for (const [vdi, row] of [...pool.db.all('VDI')]) {
    if (row.sm_config.usb_path !== path || pool.db.find('SR', row.SR)?.type !== 'udev') continue
    if (row.VBDs.length > 0) throw new Failure('PUSB_VDI_CONFLICT', ref, vdi)
    pool.db.destroy('VDI', vdi)
  }
  pool.db.update('PUSB', ref, { passthrough_enabled: true })
}

export const pusb: Handlers<'PUSB'> = {
  set_passthrough_enabled: ({ pool }, ref, enabled) =>
    enabled ? enablePassthrough(pool, ref) : disablePassthrough(pool, ref),
  // Nothing is plugged into the hosts while they run.
  scan: ({ pool }, host) => {
    pool.db.get('host', host)
  },
}

export const vusb: Handlers<'VUSB'> = {
  create: ({ pool }, VM, USB_group, other_config) => {
    const { VUSBs, ha_restart_priority } = pool.db.get('VM', VM)
    const group = pool.db.get('USB_group', USB_group)
    if (VUSBs.length >= MOST) throw new Failure('TOO_MANY_VUSBS', String(MOST))
    if (group.VUSBs.length > 0) throw new Failure('USB_GROUP_CONFLICT', USB_group)
    if (ha_restart_priority === 'restart') {
      const text = `VM ${VM} ha_restart_priority has been set to 'restart', cannot create VUSB for it. `
      throw new Failure('OPERATION_NOT_ALLOWED', text)
    }
    return pool.db.create('VUSB', { VM, USB_group, other_config: other_config ?? {} })
  },
  unplug: ({ pool }, ref) => {
    const { VM, currently_attached } = pool.db.get('VUSB', ref)
    const { power_state } = pool.db.get('VM', VM)
    if (power_state !== 'Running')
      throw new Failure('VM_BAD_POWER_STATE', VM, 'running', power_state.toLowerCase())
    if (!currently_attached) throw new Failure('DEVICE_ALREADY_DETACHED', ref)
    pool.db.update('VUSB', ref, { currently_attached: false })
  },
  destroy: ({ pool }, ref) => {
    const { uuid, VM, currently_attached } = pool.db.get('VUSB', ref)
    if (currently_attached) {
      const text = `VUSB '${uuid}' still attached to '${pool.db.get('VM', VM).uuid}'`
      throw new Failure('OPERATION_NOT_ALLOWED', text)
    }
    pool.db.destroy('VUSB', ref)
  },
}

export const usbGroup: Handlers<'USB_group'> = {
  create: ({ pool }, name_label, name_description, other_config) =>
    pool.db.create('USB_group', {
      name_label: name_label ?? '',
      name_description: name_description ?? '',
      other_config: other_config ?? {},
    }),
  destroy: ({ pool }, ref) => {
    const { PUSBs, VUSBs } = pool.db.get('USB_group', ref)
    if (VUSBs.length > 0) throw new Failure('USB_GROUP_CONTAINS_VUSB', ...VUSBs)
    if (PUSBs.length > 0) throw new Failure('USB_GROUP_CONTAINS_PUSB', ...PUSBs)
    pool.db.destroy('USB_group', ref)
  },
}
