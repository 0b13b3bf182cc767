import { beingMadeKey } from '@/server/shared/being-made'
import type { Calls } from '@/server/xapi/model/calls'
import type { Records, Ref } from '@/server/xapi/model/records'
import type { Steps } from './define'
import type { NewVm } from './new-vm-input'

/** The installer of paravirtual guests, which fetches a kernel before there is one on a disk. */
const installer = 'eliloader'

/** Makes a VM of what was cloned from a template or a snapshot: without the disks that the template only describes. */
export async function prepare(work: Steps, vm: Ref<'VM'>, { media }: NewVm): Promise<void> {
  const record = await work.ask(({ VM }) => VM.get_record(vm))
  // Of a snapshot with memory: what it was doing is not what a new VM does.
  if (record.power_state === 'Suspended') await work.task(0, ({ VM }) => VM.hard_shutdown(vm))
  await work.ask(({ VM }) => {
    const { disks: _, ...other } = record.other_config
    return VM.set_other_config(vm, {
      ...other,
      ...repositoryFor(record, media),
      [beingMadeKey]: work.mark,
    })
  })
  if (record.is_a_template) await work.task(0.2, ({ VM }) => VM.provision(vm))
}

function repositoryFor({ PV_bootloader }: Records['VM'], media: NewVm['media']): Record<string, string> {
  if (PV_bootloader !== installer) return {}
  if (media.from === 'disc') return { 'install-repository': 'cdrom' }
  return media.from === 'address' ? { 'install-repository': media.url } : {}
}

/** All that it is apart from its devices. */
export async function shape(
  work: Steps,
  vm: Ref<'VM'>,
  told: NewVm,
  home: Ref<'host'> | null,
): Promise<void> {
  const record = await work.ask(({ VM }) => VM.get_record(vm))
  await work.ask(async ({ VM }) => {
    await VM.set_name_description(vm, told.description)
    if (home !== null) await VM.set_affinity(vm, home)
    await setVcpus(VM, vm, record, told.vcpus)
    if (setsMemory(told)) await setMemory(VM, vm, record, told.memory)
    const platform = platformOf(record, told)
    if (platform) await VM.set_platform(vm, platform)
    const params = bootParamsOf(record, told)
    if (params) await VM.set_HVM_boot_params(vm, params)
    if (told.bootParameters !== null) await VM.set_PV_args(vm, told.bootParameters)
  })
}

type VmCalls = Calls['VM']

/** At no moment may it start with more than it may have. */
async function setVcpus(
  VM: VmCalls,
  vm: Ref<'VM'>,
  record: Records['VM'],
  { max, first }: NewVm['vcpus'],
): Promise<void> {
  if (max === record.VCPUs_max && first === record.VCPUs_at_startup) return
  if (max < record.VCPUs_at_startup) {
    await VM.set_VCPUs_at_startup(vm, first)
    await VM.set_VCPUs_max(vm, max)
  } else {
    await VM.set_VCPUs_max(vm, max)
    await VM.set_VCPUs_at_startup(vm, first)
  }
}

/** Whether its memory is another than its template's. */
export function setsMemory({ memory: { from, to, least, limit } }: NewVm): boolean {
  return from !== to || least !== null || limit !== null
}

/** With as much of a minimum as the template asks for. */
async function setMemory(
  VM: VmCalls,
  vm: Ref<'VM'>,
  record: Records['VM'],
  { to, least, limit }: NewVm['memory'],
): Promise<void> {
  const fewest = least ?? to
  await VM.set_memory_limits(vm, Math.min(record.memory_static_min, fewest), limit ?? to, fewest, to)
}

const deviceModels = { bios: 'qemu-upstream-compat', uefi: 'qemu-upstream-uefi' } as const

function platformOf(
  { platform }: Records['VM'],
  { coresPerSocket, firmware }: NewVm,
): Record<string, string> | undefined {
  if (coresPerSocket === null && firmware === null) return undefined
  const model = firmware === null ? undefined : deviceModels[firmware === 'bios' ? 'bios' : 'uefi']
  return {
    ...platform,
    ...(coresPerSocket === null ? {} : { 'cores-per-socket': String(coresPerSocket) }),
    // Where nothing is said of the model the host chooses one that fits.
    ...(model !== undefined && platform['device-model'] !== undefined ? { 'device-model': model } : {}),
    ...(firmware === null ? {} : { secureboot: String(firmware === 'secure') }),
  }
}

/** What hardware-assisted VMs boot from; undefined: as it is. */
function bootParamsOf(
  { HVM_boot_params, HVM_boot_policy }: Records['VM'],
  { firmware, media }: NewVm,
): Record<string, string> | undefined {
  if (HVM_boot_policy === '') return undefined
  // XAPI's own order where nothing is said: the disk, then the drive.
  const before = HVM_boot_params.order ?? 'cd'
  const order =
    media.from === 'network'
      ? `n${before.replaceAll('n', '')}`
      : media.from === 'disc' && !before.includes('d')
        ? `${before}d`
        : before
  if (order === HVM_boot_params.order && firmware === null) return undefined
  return {
    ...HVM_boot_params,
    order,
    ...(firmware === null ? {} : { firmware: firmware === 'bios' ? 'bios' : 'uefi' }),
  }
}

/** From here on it is a VM like others. */
export async function becomeWhole(work: Steps, vm: Ref<'VM'>, name: string): Promise<void> {
  await work.ask(async ({ VM }) => {
    await VM.set_name_label(vm, name)
    await VM.remove_from_other_config(vm, beingMadeKey)
  })
}
