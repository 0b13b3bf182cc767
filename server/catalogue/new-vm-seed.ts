import type { ObjectId } from '@/server/inventory/rows'
import { hostNameOf, seedBytes, seedKey } from '@/server/shared/seed'
import type { Ref } from '@/server/xapi/model/records'
import type { Steps } from './define'
import { newVbd, newVdi } from './device-records'
import { isoImage } from './iso-image'
import type { NewVm } from './new-vm-input'

/** Where it is kept: beside the first disk. Undefined: there is none. */
export function storageOfSeed({ own, copyTo, disks }: NewVm): ObjectId | undefined {
  const [cloned] = own
  return (cloned && (copyTo ?? cloned.sr)) ?? disks[0]?.sr
}

/**
 * A small drive by which the guest is told what to be at its first start, as cloud-init reads it (NoCloud): a file system
 * called "cidata". It goes with the VM. Hardware-assisted guests have no disks that are only read: XAPI starts none.
 */
export async function addSeed(
  work: Steps,
  vm: Ref<'VM'>,
  sr: Ref<'SR'>,
  { name, seed }: { name: string; seed: NonNullable<NewVm['seed']> },
): Promise<void> {
  const { uuid, isHvm } = await work.ask(async ({ VM }) => {
    const { uuid, HVM_boot_policy } = await VM.get_record(vm)
    return { uuid, isHvm: HVM_boot_policy !== '' }
  })
  const disk = await work.ask(async ({ VDI, VBD }) => {
    const made = await VDI.create({
      ...newVdi({ sr, name: `${name} cloud-init`, description: '', size: seedBytes }),
      ...{ other_config: { [seedKey]: uuid }, sm_config: { vmhint: uuid } },
    })
    try {
      const own = { owner: '', [seedKey]: '' }
      await VBD.create(newVbd({ vm, disk: made, type: 'Disk', readOnly: !isHvm, other_config: own }))
      return made
    } catch (error) {
      await VDI.destroy(made)
      throw error
    }
  })
  await work.send(0.1, disk, imageOf('cidata', filesOf(uuid, name, seed)))
}

function filesOf(
  uuid: string,
  name: string,
  { userData, networkConfig }: NonNullable<NewVm['seed']>,
): Record<string, string> {
  return {
    'meta-data': `instance-id: ${uuid}\nlocal-hostname: ${hostNameOf(name)}\n`,
    'user-data': userData,
    ...(networkConfig.trim() === '' ? {} : { 'network-config': networkConfig }),
  }
}

/** As large as the drive: a pool writes over what it is sent, and no further. */
function imageOf(label: string, files: Record<string, string>): Uint8Array {
  const image = isoImage(
    label,
    Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text, 'utf8') })),
    new Date(),
  )
  const whole = Buffer.alloc(seedBytes)
  image.copy(whole)
  return whole
}
