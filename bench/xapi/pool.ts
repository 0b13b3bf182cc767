/**
 * Rows of a pool as the first answer of event.from brings them: machines with disks, network cards, consoles, metrics
 * and some snapshots, with values of the length and variety that a pool of production has. The same ones each time.
 */
import { emptyValue } from '../../server/xapi/codec'
import type { ClassName } from '../../server/xapi/model/records'
import type { OutgoingEvent } from '../../server/xapi/xmlrpc-write'

let seed = 1
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed
}
const digits = (count: number) => {
  let text = ''
  while (text.length < count) text += random().toString(16).padStart(8, '0')
  return text.slice(0, count)
}
const uuid = () => `${digits(8)}-${digits(4)}-${digits(4)}-${digits(4)}-${digits(12)}`
const ref = () => `OpaqueRef:${uuid()}`
const oneOf = <T>(values: readonly [T, ...T[]]): T => values[random() % values.length] ?? values[0]

const network = [ref(), ref(), ref()] as const
const storage = [ref(), ref(), ref(), ref()] as const
const hosts = Array.from({ length: 32 }, ref)
const template = ref()
const gib = 2 ** 30

const operations = [
  'metadata_export',
  'changing_VCPUs_live',
  'changing_dynamic_range',
  'migrate_send',
  'pool_migrate',
  'suspend',
  'hard_reboot',
  'hard_shutdown',
  'clean_reboot',
  'clean_shutdown',
  'pause',
  'checkpoint',
  'snapshot',
]
const bios = [
  'baseboard-asset-tag',
  'baseboard-location-in-chassis',
  'baseboard-manufacturer',
  'baseboard-product-name',
  'baseboard-serial-number',
  'baseboard-version',
  'bios-vendor',
  'bios-version',
  'enclosure-asset-tag',
  'hp-rombios',
  'oem-1',
  'oem-2',
  'system-manufacturer',
  'system-product-name',
  'system-serial-number',
  'system-version',
]
const recommendations = `<restrictions>${[
  '<restriction field="memory-static-max" max="137438953472"/>',
  '<restriction field="vcpus-max" max="32"/>',
  '<restriction field="has-vendor-device" value="false"/>',
  '<restriction field="supports-uefi" value="yes"/>',
  '<restriction max="255" property="number-of-vbds"/>',
  '<restriction max="7" property="number-of-vifs"/>',
].join('')}</restrictions>`

type Row = { readonly [field: string]: unknown }
const rowOf = (className: ClassName, values: Row): Row => ({
  ...Object(emptyValue(`record ${className}`)),
  uuid: uuid(),
  ...values,
})

interface Machine {
  readonly ref: string
  readonly name: string
  readonly metrics: string
  readonly guest: string
  readonly console: string
  readonly disks: readonly { readonly vbd: string; readonly vdi: string }[]
  readonly vifs: readonly string[]
}

function machineRow(machine: Machine, snapshotOf?: string): Row {
  const memory = (1 + (random() % 32)) * gib
  const cpus = 1 + (random() % 8)
  return rowOf('VM', {
    allowed_operations: snapshotOf ? ['clone', 'copy', 'revert', 'export', 'destroy'] : operations,
    name_label: machine.name,
    name_description: 'Runs what nobody dares to move – since 2014',
    power_state: snapshotOf ? 'Halted' : 'Running',
    user_version: 1,
    is_a_snapshot: snapshotOf !== undefined,
    is_a_template: snapshotOf !== undefined,
    snapshot_of: snapshotOf ?? 'OpaqueRef:NULL',
    snapshot_info: snapshotOf
      ? { 'disk-snapshot-type': 'crash_consistent', 'power-state-at-snapshot': 'Running' }
      : {},
    resident_on: oneOf([template, ...hosts]),
    memory_overhead: 11534336,
    memory_target: memory,
    memory_static_max: memory,
    memory_dynamic_max: memory,
    memory_dynamic_min: memory,
    memory_static_min: gib,
    VCPUs_params: { weight: '512', cap: '0' },
    VCPUs_max: cpus,
    VCPUs_at_startup: cpus,
    actions_after_softreboot: 'soft_reboot',
    actions_after_shutdown: 'destroy',
    actions_after_reboot: 'restart',
    actions_after_crash: 'restart',
    consoles: [machine.console],
    VIFs: machine.vifs,
    VBDs: machine.disks.map(disk => disk.vbd),
    HVM_boot_policy: 'BIOS order',
    HVM_boot_params: { firmware: 'uefi', order: 'cdn' },
    HVM_shadow_multiplier: 1,
    platform: {
      timeoffset: '-3',
      'device-model': 'qemu-upstream-uefi',
      secureboot: 'false',
      viridian: 'false',
      nx: 'true',
      acpi: '1',
      apic: 'true',
      pae: 'true',
      hpet: 'true',
      vga: 'std',
      videoram: '8',
    },
    other_config: {
      auto_poweron: 'true',
      base_template_name: 'Debian Bookworm 12',
      'install-methods': 'cdrom,http,ftp',
      import_task: ref(),
      mac_seed: uuid(),
      linux_template: 'true',
      folder: `/Production/Web/${random() % 20}`,
      'XenCenter.CustomFields.Owner': oneOf(['Finance', 'Research & Development', 'Operations']),
    },
    domid: random() % 4096,
    domarch: '',
    last_boot_CPU_flags: { vendor: 'GenuineIntel', features: digits(160).replace(/.{8}(?=.)/g, '$&-') },
    is_control_domain: false,
    metrics: machine.metrics,
    guest_metrics: machine.guest,
    recommendations,
    bios_strings: Object.fromEntries(
      bios.map(key => [key, key.startsWith('oem') || key.includes('vendor') ? 'Xen' : '']),
    ),
    generation_id: `${random()}${random()}:${random()}${random()}`,
    hardware_platform_version: 2,
    domain_type: 'hvm',
    tags: ['production', oneOf(['web', 'database', 'cache'])],
    snapshot_time: snapshotOf ? '2026-08-21T10:15:30Z' : '1970-01-01T00:00:00Z',
    snapshots: snapshotOf ? [] : [ref()],
    start_delay: 0,
    version: 0,
    affinity: oneOf(['OpaqueRef:NULL', ...hosts]),
    snapshot_schedule: 'OpaqueRef:NULL',
    reference_label: 'debian-12',
    NVRAM: {},
  })
}

function diskRows(machine: Machine): [ClassName, string, Row][] {
  return machine.disks.flatMap(({ vbd, vdi }, i): [ClassName, string, Row][] => [
    [
      'VBD',
      vbd,
      rowOf('VBD', {
        allowed_operations: ['attach', 'unpause', 'pause', 'unplug'].slice(0, 2 + (i % 3)),
        VM: machine.ref,
        VDI: vdi,
        device: `xvd${'abcdef'[i]}`,
        userdevice: String(i),
        bootable: i === 0,
        mode: 'RW',
        type: 'Disk',
        currently_attached: true,
        other_config: { owner: '' },
        metrics: ref(),
      }),
    ],
    [
      'VDI',
      vdi,
      rowOf('VDI', {
        name_label: `${machine.name} disk ${i}`,
        name_description: 'Created with the machine',
        allowed_operations: ['snapshot', 'clone', 'copy', 'resize_online', 'enable_cbt', 'mirror'],
        SR: oneOf(storage),
        VBDs: [vbd],
        virtual_size: (8 + (random() % 512)) * gib,
        physical_utilisation: random() * 16,
        type: 'user',
        location: uuid(),
        managed: true,
        sm_config: { vdi_type: 'vhd', 'image-format': 'vhd', 'vhd-parent': uuid() },
        other_config: { content_id: uuid() },
        on_boot: 'persist',
      }),
    ],
  ])
}

function cardRows(machine: Machine): [ClassName, string, Row][] {
  return machine.vifs.map((vif, i): [ClassName, string, Row] => [
    'VIF',
    vif,
    rowOf('VIF', {
      allowed_operations: ['attach', 'unplug'],
      device: String(i),
      network: oneOf(network),
      VM: machine.ref,
      MAC: digits(12).replace(/..(?=.)/g, '$&:'),
      MTU: 1500,
      other_config: { 'ethtool-tx': 'off' },
      currently_attached: true,
      MAC_autogenerated: true,
      metrics: ref(),
      locking_mode: 'network_default',
      ipv4_configuration_mode: 'None',
      ipv6_configuration_mode: 'None',
    }),
  ])
}

function metricsRows(machine: Machine): [ClassName, string, Row][] {
  const address = `10.${random() % 256}.${random() % 256}.${random() % 256}`
  const updated = `2026-08-2${random() % 10}T1${random() % 10}:15:30Z`
  return [
    [
      'VM_metrics',
      machine.metrics,
      rowOf('VM_metrics', {
        memory_actual: 4 * gib,
        VCPUs_number: 4,
        VCPUs_utilisation: { 0: random() / 2 ** 32, 1: random() / 2 ** 32 },
        start_time: updated,
        install_time: '2025-01-01T08:00:00Z',
        last_updated: updated,
        current_domain_type: 'hvm',
        hvm: true,
      }),
    ],
    [
      'VM_guest_metrics',
      machine.guest,
      rowOf('VM_guest_metrics', {
        os_version: {
          name: 'Debian GNU/Linux 12 (bookworm)',
          uname: '6.1.0-18-amd64',
          distro: 'debian',
          major: '12',
          minor: '5',
        },
        PV_drivers_version: { major: '8', minor: '4', micro: '0', build: '1' },
        PV_drivers_up_to_date: true,
        PV_drivers_detected: true,
        networks: {
          '0/ip': address,
          '0/ipv4/0': address,
          '0/ipv6/0': `fe80::${digits(4)}:${digits(4)}:${digits(4)}`,
        },
        other: {
          'platform-feature-multiprocessor-suspend': '1',
          'has-vendor-device': '0',
          'feature-balloon': '1',
          'feature-poweroff': '1',
          'feature-reboot': '1',
          'feature-suspend': '1',
          'feature-vcpu-hotplug': '1',
          'data-cpu-ip': '1',
        },
        last_updated: updated,
        live: true,
        can_use_hotplug_vbd: 'yes',
        can_use_hotplug_vif: 'yes',
      }),
    ],
    [
      'console',
      machine.console,
      rowOf('console', {
        protocol: 'rfb',
        location: `https://10.0.0.${random() % 64}/console?uuid=${uuid()}`,
        VM: machine.ref,
      }),
    ],
  ]
}

/** Makes `count` changes, all of them additions. */
export function poolEvents(count: number): OutgoingEvent[] {
  seed = 1
  const rows: [ClassName, string, Row][] = []
  for (let i = 0; rows.length < count; i++) {
    const machine: Machine = {
      ref: ref(),
      name: `machine-${i}`,
      metrics: ref(),
      guest: ref(),
      console: ref(),
      disks: [0, 1].map(() => ({ vbd: ref(), vdi: ref() })),
      vifs: [ref()],
    }
    rows.push(['VM', machine.ref, machineRow(machine)])
    rows.push(...metricsRows(machine), ...diskRows(machine), ...cardRows(machine))
    if (i % 2 === 0)
      rows.push([
        'VM',
        ref(),
        machineRow({ ...machine, name: `${machine.name} (before the update)` }, machine.ref),
      ])
  }
  return rows.slice(0, count).map(([className, reference, snapshot], i) => ({
    id: String(227 + i),
    class: className,
    operation: 'add',
    ref: reference,
    snapshot,
  }))
}
