import type { Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { addVbd } from '../devices/rows'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { createDisk, dropDisk } from '../storage/disks'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Task } from '../work/task'
import { during } from './operation'

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
    const made: Ref<'VDI'>[] = []
    try {
      for (const disk of wanted) made.push(await makeDisk(pool, task, vm, disk, storageOf(pool, disk.sr)))
    } catch (error) {
      for (const disk of made) dropDisk(pool, disk)
      throw error
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

async function makeDisk(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  disk: Wanted,
  sr: Ref<'SR'>,
): Promise<Ref<'VDI'>> {
  const VDI = await createDisk(pool, task, {
    name_label: disk.device,
    name_description: 'Created by template provisioner',
    SR: sr,
    type: disk.type,
    virtual_size: disk.size,
    sm_config: { vmhint: pool.db.get('VM', vm).uuid },
  })
  addVbd(pool, {
    VM: vm,
    VDI,
    userdevice: disk.device,
    bootable: disk.bootable,
    mode: 'RW',
    type: 'Disk',
    unpluggable: disk.type !== 'system',
    other_config: { owner: '' },
  })
  return VDI
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
