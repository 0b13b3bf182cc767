import type { Calls } from '@/server/xapi/model/calls'
import type { Records, Ref } from '@/server/xapi/model/records'
import type { Steps } from './define'
import { newVbd, newVdi, newVif } from './device-records'
import type { NewVm } from './new-vm-input'

/** Where guests expect their DVD drive; emulated drives stand at 0 to 3. */
const drivePosition = '3'
const byNumber = (a: string, b: string) => Number(a) - Number(b)

async function drivesIn(
  { VM, VBD }: Calls,
  vm: Ref<'VM'>,
): Promise<{ ref: Ref<'VBD'>; record: Records['VBD'] }[]> {
  const found: { ref: Ref<'VBD'>; record: Records['VBD'] }[] = []
  for (const ref of await VM.get_VBDs(vm)) found.push({ ref, record: await VBD.get_record(ref) })
  return found
}

/** Names and enlarges the disks that it has of its template; those that are not named go. */
export async function shapeOwnDisks(work: Steps, vm: Ref<'VM'>, own: NewVm['own']): Promise<void> {
  const drives = await work.ask(xapi => drivesIn(xapi, vm))
  for (const { ref, record } of drives) {
    if (record.type !== 'Disk' || record.empty) continue
    const told = own.find(({ position }) => position === record.userdevice)
    await work.ask(async ({ VBD, VDI }) => {
      if (!told) {
        await VBD.destroy(ref)
        return VDI.destroy(record.VDI)
      }
      await VDI.set_name_label(record.VDI, told.name)
      if (told.to > told.from) await VDI.resize(record.VDI, told.to)
      if (!Object.hasOwn(record.other_config, 'owner')) await VBD.add_to_other_config(ref, 'owner', '')
    })
  }
}

/** Its DVD drive, with a disc or empty. One that it has of its template gives way to it. */
export async function addDiscDrive(work: Steps, vm: Ref<'VM'>, disc: Ref<'VDI'> | null): Promise<void> {
  await work.ask(async xapi => {
    for (const { ref, record } of await drivesIn(xapi, vm)) {
      if (record.type === 'CD') await xapi.VBD.destroy(ref)
    }
    const free = await xapi.VM.get_allowed_VBD_devices(vm)
    const userdevice = free.includes(drivePosition) ? drivePosition : 'autodetect'
    await xapi.VBD.create({ ...newVbd({ vm, disk: disc, type: 'CD', readOnly: true }), userdevice })
  })
}

interface DiskToBe {
  sr: Ref<'SR'>
  name: string
  description: string
  size: number
}

/** New disks. A paravirtual VM starts from the first of all that it has; what is left of its memory goes where that is. */
export async function addDisks(work: Steps, vm: Ref<'VM'>, disks: readonly DiskToBe[]): Promise<void> {
  const drives = await work.ask(xapi => drivesIn(xapi, vm))
  const hasDisk = drives.some(({ record }) => record.type === 'Disk' && !record.empty)
  const uuid = await work.ask(({ VM }) => VM.get_uuid(vm))
  for (const [at, disk] of disks.entries()) {
    await work.ask(xapi => addDisk(xapi, vm, uuid, disk, at === 0 && !hasDisk))
  }
  const [first] = disks
  if (first && !hasDisk) await work.ask(({ VM }) => VM.set_suspend_SR(vm, first.sr))
}

async function addDisk(
  xapi: Calls,
  vm: Ref<'VM'>,
  uuid: string,
  told: DiskToBe,
  bootable: boolean,
): Promise<void> {
  const [userdevice = 'autodetect'] = [...(await xapi.VM.get_allowed_VBD_devices(vm))]
    .filter(position => position !== drivePosition)
    .sort(byNumber)
  const disk = await xapi.VDI.create({
    ...newVdi(told),
    type: bootable ? 'system' : 'user',
    // Storage may keep the disks of a VM together.
    sm_config: { vmhint: uuid },
  })
  try {
    await xapi.VBD.create({
      ...newVbd({ vm, disk, type: 'Disk', readOnly: false, other_config: { owner: '' } }),
      userdevice,
      bootable,
    })
  } catch (error) {
    await xapi.VDI.destroy(disk)
    throw error
  }
}

/** The NICs that were asked for take the places of those that it has of its template. */
export async function addNics(
  work: Steps,
  vm: Ref<'VM'>,
  nics: readonly { network: Ref<'network'>; mac: string }[],
): Promise<void> {
  await work.ask(async ({ VM, VIF }) => {
    for (const vif of await VM.get_VIFs(vm)) await VIF.destroy(vif)
  })
  for (const { network, mac } of nics) {
    await work.ask(async xapi => {
      const [device = ''] = [...(await xapi.VM.get_allowed_VIF_devices(vm))].sort(byNumber)
      const mtu = await xapi.network.get_MTU(network)
      // Without a place left the pool is asked all the same: its refusal says why.
      await xapi.VIF.create(newVif({ vm, network, device, mac, mtu, limit: null }))
    })
  }
}
