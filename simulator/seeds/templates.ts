import type { SeedBuilder } from './builder'
import { GiB } from './builder'
import { hvmPlatform } from './machines'

interface TemplateSpec {
  readonly name: string
  readonly label: string
  /** GiB */
  readonly memory: number
  /** GiB of the disk it makes; 0: none. */
  readonly disk: number
  readonly windows?: boolean
}

const specs: readonly TemplateSpec[] = [
  { name: 'AlmaLinux 9', label: 'alma-9', memory: 4, disk: 10 },
  { name: 'CentOS Stream 9', label: 'centos-stream-9', memory: 4, disk: 10 },
  { name: 'Debian Bookworm 12', label: 'debian-12', memory: 1, disk: 10 },
  { name: 'Red Hat Enterprise Linux 9', label: 'rhel-9', memory: 4, disk: 10 },
  { name: 'Rocky Linux 8', label: 'rocky-8', memory: 4, disk: 10 },
  { name: 'Rocky Linux 9', label: 'rocky-9', memory: 4, disk: 10 },
  { name: 'SUSE Linux Enterprise 15 (64-bit)', label: 'sles-15-64bit', memory: 4, disk: 10 },
  { name: 'Ubuntu Jammy Jellyfish 22.04', label: 'ubuntu-22.04', memory: 2, disk: 10 },
  { name: 'Ubuntu Noble Numbat 24.04', label: 'ubuntu-24.04', memory: 2, disk: 10 },
  { name: 'Windows 11', label: 'windows-11', memory: 4, disk: 64, windows: true },
  {
    name: 'Windows Server 2019 (64-bit)',
    label: 'windows-server-2019-64bit',
    memory: 4,
    disk: 32,
    windows: true,
  },
  {
    name: 'Windows Server 2022 (64-bit)',
    label: 'windows-server-2022-64bit',
    memory: 4,
    disk: 32,
    windows: true,
  },
  {
    name: 'Windows Server 2025 (64-bit)',
    label: 'windows-server-2025-64bit',
    memory: 4,
    disk: 32,
    windows: true,
  },
  { name: 'Other install media', label: 'other-install-media', memory: 0.25, disk: 0 },
]

function limits(memory: number, nics: number): string {
  const rules = [
    `<restriction field="memory-static-max" max="${memory * GiB}"/>`,
    '<restriction field="vcpus-max" max="64"/>',
    '<restriction property="number-of-vbds" max="255"/>',
    `<restriction property="number-of-vifs" max="${nics}"/>`,
  ]
  return `<restrictions>${rules.join('')}</restrictions>`
}

/** The templates every pool is born with. */
export function addTemplates(builder: SeedBuilder): void {
  for (const spec of specs) {
    const memory = spec.memory * GiB
    const disks = `<provision><disk device="0" size="${spec.disk * GiB}" sr="" bootable="true" type="system"/></provision>`
    builder.add('VM', {
      name_label: spec.name,
      name_description: spec.disk
        ? `Clones of this template will automatically provision their storage when first booted.`
        : 'Template which allows VM installation from install media',
      reference_label: spec.label,
      is_a_template: true,
      is_default_template: true,
      power_state: 'Halted',
      user_version: 1,
      domid: -1,
      domain_type: 'hvm',
      metrics: builder.add('VM_metrics', { current_domain_type: 'unspecified' }),
      memory_static_max: memory,
      memory_dynamic_max: memory,
      memory_dynamic_min: memory,
      memory_static_min: memory / 2,
      VCPUs_max: spec.windows ? 2 : 1,
      VCPUs_at_startup: spec.windows ? 2 : 1,
      HVM_boot_policy: 'BIOS order',
      HVM_boot_params: { order: 'cdn', firmware: spec.windows ? 'uefi' : 'bios' },
      platform: {
        ...hvmPlatform,
        viridian: String(spec.windows ?? false),
        ...(spec.label === 'windows-11' && { vtpm: 'true' }),
      },
      actions_after_shutdown: 'destroy',
      actions_after_reboot: 'restart',
      actions_after_crash: 'restart',
      recommendations: limits(1536, 7),
      other_config: {
        default_template: 'true',
        mac_seed: builder.ground.random.uuid(),
        'install-methods': spec.windows || !spec.disk ? 'cdrom' : 'cdrom,nfs,http,ftp',
        ...(!spec.windows && spec.disk && { linux_template: 'true' }),
        ...(spec.disk && { disks }),
      },
    })
  }
}
