import { randomUUID } from 'node:crypto'
import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Task } from '../work/task'
import { during } from './operation'

const SECONDS = 1

interface Wanted {
  readonly device: string
  readonly size: number
  readonly sr: string
  readonly bootable: boolean
  readonly type: string
}

/** Turns what was cloned from a template into a VM: makes the disks that `other_config:disks` describes. */
export async function provision(pool: Pool, task: Task, vm: Ref<'VM'>): Promise<void> {
  assertVmOperation(pool.db, vm, 'provision')
  await during(pool, task, vm, 'provision', async () => {
    const { other_config, metrics } = pool.db.get('VM', vm)
    const { disks, ...other } = other_config
    const wanted = disks === undefined ? [] : parseDisks(disks)
    // From here on it is no template any more, also if the disks cannot be made.
    pool.db.update('VM', vm, { is_a_template: false })
    const homes = wanted.map(({ sr }) => storageOf(pool, sr))
    await task.spend(SECONDS * Math.min(1, wanted.length), 0, 0.9)
    for (const [index, disk] of wanted.entries()) {
      const sr = homes[index]
      if (sr) addDisk(pool, vm, disk, sr)
    }
    pool.db.update('VM', vm, { other_config: other })
    if (pool.db.find('VM_metrics', metrics)) {
      pool.db.update('VM_metrics', metrics, { install_time: isoTime(pool.clock.now()) })
    }
  })
}

function storageOf(pool: Pool, uuid: string): Ref<'SR'> {
  for (const [ref, sr] of pool.db.all('SR')) if (sr.uuid === uuid) return ref
  throw new Failure('UUID_INVALID', 'sr', uuid)
}

function addDisk(pool: Pool, vm: Ref<'VM'>, disk: Wanted, sr: Ref<'SR'>): void {
  const uuid = randomUUID()
  const VDI = pool.db.create('VDI', {
    uuid,
    location: uuid,
    name_label: disk.device,
    name_description: 'Created by template provisioner',
    SR: sr,
    type: disk.type,
    virtual_size: disk.size,
    managed: true,
    sm_config: { vmhint: pool.db.get('VM', vm).uuid },
  })
  const { virtual_allocation } = pool.db.get('SR', sr)
  pool.db.update('SR', sr, { virtual_allocation: virtual_allocation + disk.size })
  pool.db.create('VBD', {
    VM: vm,
    VDI,
    userdevice: disk.device,
    bootable: disk.bootable,
    mode: 'RW',
    type: 'Disk',
    unpluggable: disk.type !== 'system',
    other_config: { owner: '' },
  })
}

/** `<provision><disk device="0" size="…" sr="…" bootable="true" type="system"/></provision>`, quotes as they come. */
function parseDisks(xml: string): Wanted[] {
  if (!/<provision\b/.test(xml)) throw new Failure('INTERNAL_ERROR', 'Xapi_templates.Parse_failure')
  return [...xml.matchAll(/<disk\b([^>]*)>/g)].map(([, attributes = '']) => {
    const read = (name: string) => new RegExp(`\\b${name}=["']?([^"'\\s/>]*)`).exec(attributes)?.[1] ?? ''
    return {
      device: read('device'),
      size: Number(read('size')) || 0,
      sr: read('sr'),
      bootable: read('bootable') === 'true',
      type: read('type') || 'user',
    }
  })
}
