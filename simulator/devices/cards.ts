import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { NULL, refOf } from '../tables/row'
import { capacityIn, cardFor } from './gpu-capacity'

/** Refuses a host that lacks a card or a stick that a VM is to have. */
export function assertCards(pool: Pool, ref: string, vm: Records['VM'], host: string): void {
  const hostRef = refOf<'host'>(host)
  for (const one of vm.VGPUs) {
    const { GPU_group, type, resident_on } = pool.db.get('VGPU', one)
    const own = pool.db.find('PGPU', resident_on)?.host === host
    const left = pool.db.find('GPU_group', GPU_group) ? capacityIn(pool, GPU_group, type, hostRef) : 0
    if (own || (typeof left === 'number' && left > 0)) continue
    const whole = pool.db.find('VGPU_type', type)?.implementation === 'passthrough'
    throw whole
      ? new Failure('VM_REQUIRES_GPU', ref, GPU_group)
      : new Failure('VM_REQUIRES_VGPU', ref, GPU_group, type)
  }
  for (const one of vm.VUSBs) {
    const { USB_group } = pool.db.get('VUSB', one)
    const sticks = pool.db.find('USB_group', USB_group)?.PUSBs ?? []
    const here = sticks.some(stick => {
      const { host: at, passthrough_enabled } = pool.db.get('PUSB', stick)
      return at === host && passthrough_enabled
    })
    if (!here) throw new Failure('VM_REQUIRES_VUSB', ref, USB_group)
  }
}

/** The virtual GPUs of a VM that comes up take their places on the cards of its host. */
export function takeCards(pool: Pool, vm: Records['VM'], host: Ref<'host'>): void {
  for (const ref of vm.VGPUs) {
    const vgpu = pool.db.get('VGPU', ref)
    const card = cardFor(pool, vgpu, host)
    if (!card) throw new Failure('VM_REQUIRES_VGPU', vgpu.VM, vgpu.GPU_group, vgpu.type)
    pool.db.update('VGPU', ref, { resident_on: card, currently_attached: true })
  }
}

/** What a VM had of its host is free again. */
export function releaseCards(pool: Pool, vm: Records['VM']): void {
  for (const ref of vm.VGPUs)
    pool.db.update('VGPU', ref, { resident_on: refOf<'PGPU'>(NULL), currently_attached: false })
  for (const ref of vm.VUSBs) pool.db.update('VUSB', ref, { currently_attached: false })
}
