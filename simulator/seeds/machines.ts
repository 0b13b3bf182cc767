import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { type Guest, metricsOf } from '../lifecycle/guest'
import { GiB, type SeedBuilder } from './builder'
import { addDisk } from './storage'
import { type SystemName, systems } from './systems'

export interface VmSpec {
  readonly name: string
  readonly description: string
  readonly system: SystemName
  readonly vcpus: number
  /** GiB */
  readonly memory: number
  /** Disks, first the system's: GiB and where. */
  readonly disks: readonly { readonly size: number; readonly sr: Ref<'SR'>; readonly name?: string }[]
  readonly network: Ref<'network'>
  readonly address: string
  readonly state: 'Running' | 'Halted' | 'Suspended' | 'Paused'
  /** Where it runs, or would like to. */
  readonly host: Ref<'host'> | undefined
  readonly tags?: readonly string[]
  readonly folder?: string
  /** Seconds since it was started. */
  readonly up?: number
  /** In its CD drive. */
  readonly image?: Ref<'VDI'>
}

export interface Vm {
  readonly ref: Ref<'VM'>
  readonly uuid: string
}

/** What a default template hands on to the VMs made from it. */
export const hvmPlatform: { readonly [key: string]: string } = {
  nx: 'true',
  acpi: '1',
  apic: 'true',
  pae: 'true',
  hpet: 'true',
  vga: 'std',
  videoram: '8',
}

/** Domain numbers already given, by host. */
const domids = new WeakMap<SeedBuilder, Map<string, number>>()

function nextDomid(builder: SeedBuilder, host: string): number {
  const given = domids.get(builder) ?? new Map<string, number>()
  domids.set(builder, given)
  const next = (given.get(host) ?? 0) + builder.ground.random.between(1, 3)
  given.set(host, next)
  return next
}

/** A VM with its disks, its network card, and what a running one has beside that. */
export function addVm(builder: SeedBuilder, spec: VmSpec, more: Partial<Records['VM']> = {}): Vm {
  const { random, now } = builder.ground
  const system = systems[spec.system]
  const live = spec.state === 'Running' || spec.state === 'Paused'
  const memory = spec.memory * GiB
  const vm = builder.newRef<'VM'>()
  const uuid = random.uuid()
  const guest = guestOf(spec)
  builder.guests.set(uuid, guest)
  const reported = live && guest.tools ? builder.add('VM_guest_metrics', metricsOf(guest, now)) : undefined
  const metrics = builder.add('VM_metrics', {
    memory_actual: live ? memory : 0,
    VCPUs_number: live ? spec.vcpus : 0,
    start_time: live ? builder.ago(spec.up ?? 86_400) : isoTime(0),
    install_time: builder.ago(86_400 * random.between(60, 900)),
    hvm: live,
    current_domain_type: live ? 'hvm' : 'unspecified',
    last_updated: builder.ago(30),
  })
  builder.add(
    'VM',
    {
      uuid,
      name_label: spec.name,
      name_description: spec.description,
      power_state: spec.state,
      metrics,
      ...(reported && { guest_metrics: reported }),
      ...(live && spec.host && { resident_on: spec.host }),
      ...(spec.host && !live && { affinity: spec.host }),
      ...machine(builder, spec),
      domid: live && spec.host ? nextDomid(builder, spec.host) : -1,
      memory_target: live ? memory : 0,
      tags: spec.tags ?? [],
      other_config: {
        base_template_name: system.template,
        mac_seed: random.uuid(),
        'install-methods': system.kind === 'windows' ? 'cdrom' : 'cdrom,nfs,http,ftp',
        ...(system.kind === 'linux' && { linux_template: 'true' }),
        // Small systems that are worked with on a serial line.
        ...(spec.system === 'alpine' && { hvm_serial: 'pty' }),
        ...(spec.folder && { folder: spec.folder }),
      },
      ...more,
    },
    vm,
  )
  addDevices(builder, spec, vm, live)
  if (live) {
    addConsole(builder, vm, 'rfb')
    if (spec.system === 'alpine') addConsole(builder, vm, 'vt100')
  }
  return { ref: vm, uuid }
}

function guestOf(spec: VmSpec): Guest {
  const { kind, os, tools } = systems[spec.system]
  const networks = { '0/ip': spec.address, '0/ipv4/0': spec.address }
  return { kind, hostname: spec.name, os, tools, networks, reportsAfter: kind === 'windows' ? 6 : 3 }
}

function machine(builder: SeedBuilder, spec: VmSpec): Partial<Records['VM']> {
  const { kind, firmware } = systems[spec.system]
  const memory = spec.memory * GiB
  const viridian = kind === 'windows' ? 'true' : 'false'
  const model = firmware === 'uefi' ? 'qemu-upstream-uefi' : 'qemu-upstream-compat'
  return {
    user_version: 1,
    domain_type: 'hvm',
    HVM_boot_policy: 'BIOS order',
    HVM_boot_params: { order: 'cdn', firmware },
    platform: {
      ...hvmPlatform,
      viridian,
      'device-model': model,
      device_id: kind === 'windows' ? '0002' : '0001',
    },
    memory_static_max: memory,
    memory_dynamic_max: memory,
    memory_dynamic_min: memory,
    memory_static_min: Math.min(memory, GiB),
    memory_overhead: Math.floor(memory / 128) + 4 * 1024 * 1024,
    VCPUs_max: spec.vcpus,
    VCPUs_at_startup: spec.vcpus,
    actions_after_shutdown: 'destroy',
    actions_after_reboot: 'restart',
    actions_after_crash: 'restart',
    generation_id: `${builder.ground.random.between(1, 2 ** 31)}:${builder.ground.random.between(1, 2 ** 31)}`,
    hardware_platform_version: 0,
    bios_strings: { 'bios-vendor': 'Xen', 'system-manufacturer': 'Xen', 'system-product-name': 'HVM domU' },
  }
}

function addDevices(builder: SeedBuilder, spec: VmSpec, vm: Ref<'VM'>, live: boolean): void {
  for (const [position, disk] of spec.disks.entries()) {
    const name = disk.name ?? `${spec.name} ${position}`
    const type = position === 0 ? 'system' : 'user'
    const vdi = addDisk(builder, disk.sr, name, disk.size * GiB, { type })
    // Position 3 is the CD drive's.
    const userdevice = position < 3 ? position : position + 1
    builder.add('VBD', {
      VM: vm,
      VDI: vdi,
      userdevice: String(userdevice),
      device: live ? `xvd${String.fromCharCode(97 + userdevice)}` : '',
      bootable: position === 0,
      mode: 'RW',
      type: 'Disk',
      unpluggable: position > 0,
      currently_attached: live,
      other_config: { owner: '' },
    })
  }
  builder.add('VBD', {
    VM: vm,
    ...(spec.image && { VDI: spec.image }),
    empty: spec.image === undefined,
    userdevice: '3',
    device: live ? 'xvdd' : '',
    mode: 'RO',
    type: 'CD',
    unpluggable: true,
    currently_attached: live,
  })
  builder.add('VIF', {
    VM: vm,
    network: spec.network,
    device: '0',
    MAC: builder.ground.random.mac(),
    MAC_autogenerated: true,
    MTU: 1500,
    currently_attached: live,
    locking_mode: 'network_default',
  })
}

function addConsole(builder: SeedBuilder, vm: Ref<'VM'>, protocol: 'rfb' | 'vt100'): void {
  const uuid = builder.ground.random.uuid()
  const location = `${builder.ground.consoleBase}/console?uuid=${uuid}`
  builder.add('console', { uuid, protocol, location, VM: vm })
}
