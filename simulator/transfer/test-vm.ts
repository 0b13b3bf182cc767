import { createHash } from 'node:crypto'
import type { Ref } from '../../server/xapi/model/records'
import { addVbd, addVif } from '../devices/rows'
import type { Pool } from '../pool'
import { addDisk } from '../storage/disks'

const MiB = 1024 * 1024

/** A VM small enough to be moved in a test. */
export interface SmallVm {
  readonly vm: Ref<'VM'>
  readonly disk: Ref<'VDI'>
  /** Where its disk is. */
  readonly sr: Ref<'SR'>
}

/** Bytes that look like no others: the same for the same seed. */
export function noise(size: number, seed: string): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < size; at += 32) pieces.push(createHash('sha256').update(`${seed} ${at}`).digest())
  return Buffer.concat(pieces).subarray(0, size)
}

/** Adds a halted VM with a disk of 5 MiB, of which the first and the fourth hold something. */
export function addSmallVm(pool: Pool): SmallVm {
  const sr = [...pool.db.all('SR')].find(([, one]) => one.shared && one.content_type === 'user')?.[0]
  const [network] = [...pool.db.all('network')][0] ?? []
  if (!sr || !network) throw new Error('The pool has no storage or network')
  const disk = addDisk(pool, { SR: sr, virtual_size: 5 * MiB, name_label: 'small 0', type: 'system' })
  pool.disks.of(disk).write(0, noise(700, 'first'))
  pool.disks.of(disk).write(3 * MiB + 100, noise(200_000, 'fourth'))
  const vm = pool.db.create('VM', {
    name_label: 'small',
    power_state: 'Halted',
    domain_type: 'hvm',
    HVM_boot_policy: 'BIOS order',
    metrics: pool.db.create('VM_metrics', {}),
    other_config: { mac_seed: 'x', base_template_name: 'Other' },
  })
  addVbd(pool, { VM: vm, VDI: disk, userdevice: '0', bootable: true, mode: 'RW', type: 'Disk' })
  addVbd(pool, { VM: vm, userdevice: '3', empty: true, mode: 'RO', type: 'CD' })
  addVif(pool, { VM: vm, network, device: '0', MAC: '02:00:00:00:00:01' })
  return { vm, disk, sr }
}
