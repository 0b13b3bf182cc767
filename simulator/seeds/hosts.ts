import type { Records, Ref } from '../../server/xapi/model/records'
import { GiB, type SeedBuilder } from './builder'

export interface HostSpec {
  readonly name: string
  readonly description: string
  readonly address: string
  readonly memory: number
  /** Hardware threads. */
  readonly cpus: number
  readonly tags?: readonly string[]
  /** Seconds since it booted. */
  readonly up: number
}

const DOM0_MEMORY = 6 * GiB
const XEN_MEMORY = 1.25 * GiB

const cpu = {
  vendor: 'AuthenticAMD',
  modelname: 'AMD EPYC 7313P 16-Core Processor',
  family: '25',
  model: '1',
  stepping: '1',
  speed: '2994.371',
  flags:
    'fpu de tsc msr pae mce cx8 apic mca cmov pat clflush mmx fxsr sse sse2 ht syscall nx mmxext fxsr_opt pdpe1gb lm rep_good nopl cpuid extd_apicid pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 movbe popcnt aes xsave avx f16c rdrand hypervisor lahf_lm cmp_legacy abm sse4a misalignsse 3dnowprefetch bmi1 avx2 bmi2 rdseed adx clflushopt clwb sha_ni',
}

const features = '178bfbff-f6f83203-2e500800-040001f3-0000000f-219c07a9-0040060c-00000000'

const software: { readonly [key: string]: string } = {
  product_version: '8.3.0',
  product_version_text: '8.3',
  product_version_text_short: '8.3',
  platform_name: 'XCP',
  platform_version: '3.4.0',
  product_brand: 'XCP-ng',
  build_number: 'cloud',
  hostname: 'localhost',
  date: '20250606T12:30:04Z',
  dbv: '0.0.1',
  xapi: '25.6',
  xapi_build: '25.6.0',
  xen: '4.17.5-15',
  linux: '4.19.0+1',
  xencenter_min: '2.21',
  xencenter_max: '2.21',
  network_backend: 'openvswitch',
  db_schema: '5.786',
}

/** A host with its processors, its control domain and that one's consoles. */
export function addHost(builder: SeedBuilder, spec: HostSpec): Ref<'host'> {
  const host = builder.newRef<'host'>()
  const dom0 = builder.newRef<'VM'>()
  const boot = Math.floor(builder.ground.now / 1000) - spec.up
  const metrics = builder.add('host_metrics', {
    memory_total: spec.memory,
    memory_free: spec.memory - DOM0_MEMORY - XEN_MEMORY,
    live: true,
    last_updated: builder.ago(0),
  })
  builder.add(
    'host',
    {
      ...api,
      name_label: spec.name,
      name_description: spec.description,
      hostname: spec.name,
      address: spec.address,
      enabled: true,
      metrics,
      control_domain: dom0,
      memory_overhead: XEN_MEMORY,
      tags: spec.tags ?? [],
      software_version: software,
      cpu_info: {
        ...cpu,
        cpu_count: String(spec.cpus),
        socket_count: '1',
        threads_per_core: '2',
        nr_nodes: '1',
        features_pv: features,
        features_hvm: features,
        features_pv_host: features,
        features_hvm_host: features,
      },
      iscsi_iqn: `iqn.2024-03.net.example:${spec.name}`,
      other_config: {
        boot_time: `${boot}.`,
        agent_start_time: `${boot + 94}.`,
        iscsi_iqn: `iqn.2024-03.net.example:${spec.name}`,
      },
      last_software_update: builder.ago(86_400 * 41),
    },
    host,
  )
  for (let number = 0; number < spec.cpus; number++) addCpu(builder, host, number)
  addControlDomain(builder, spec, host, dom0)
  return host
}

const api: Partial<Records['host']> = {
  API_version_major: 2,
  API_version_minor: 21,
  API_version_vendor: 'XenSource',
  edition: 'xcp-ng',
  editions: ['xcp-ng'],
  sched_policy: 'credit',
  capabilities: ['xen-3.0-x86_64', 'hvm-3.0-x86_32', 'hvm-3.0-x86_32p', 'hvm-3.0-x86_64'],
  supported_bootloaders: ['pygrub', 'eliloader'],
  virtual_hardware_platform_versions: [0, 1, 2],
  chipset_info: { iommu: 'true' },
  license_params: {
    sku_type: 'xcp-ng',
    sku_marketing_name: 'XCP-ng',
    expiry: '20991231T23:59:59Z',
    grace: 'no',
  },
  bios_strings: {
    'bios-vendor': 'Dell Inc.',
    'bios-version': '2.15.2',
    'system-manufacturer': 'Dell Inc.',
    'system-product-name': 'PowerEdge R6515',
  },
  display: 'enabled',
  https_only: true,
}

function addCpu(builder: SeedBuilder, host: Ref<'host'>, number: number): void {
  builder.add('host_cpu', {
    host,
    number,
    vendor: cpu.vendor,
    speed: 2994,
    modelname: cpu.modelname,
    family: Number(cpu.family),
    model: Number(cpu.model),
    stepping: cpu.stepping,
    flags: cpu.flags,
    features,
  })
}

function addControlDomain(builder: SeedBuilder, spec: HostSpec, host: Ref<'host'>, dom0: Ref<'VM'>): void {
  const metrics = builder.add('VM_metrics', {
    memory_actual: DOM0_MEMORY,
    VCPUs_number: 8,
    start_time: builder.ago(spec.up),
    current_domain_type: 'pv',
  })
  builder.add(
    'VM',
    {
      name_label: `Control domain on host: ${spec.name}`,
      name_description: 'The domain which manages physical devices and manages other domains',
      power_state: 'Running',
      is_control_domain: true,
      domid: 0,
      domain_type: 'pv',
      resident_on: host,
      affinity: host,
      metrics,
      user_version: 1,
      memory_target: DOM0_MEMORY,
      memory_static_max: DOM0_MEMORY,
      memory_static_min: DOM0_MEMORY,
      memory_dynamic_max: DOM0_MEMORY,
      memory_dynamic_min: DOM0_MEMORY,
      VCPUs_max: 8,
      VCPUs_at_startup: 8,
      actions_after_shutdown: 'destroy',
      actions_after_reboot: 'destroy',
      actions_after_crash: 'destroy',
      other_config: { is_system_domain: 'true', mac_seed: builder.ground.random.uuid() },
    },
    dom0,
  )
  for (const protocol of ['rfb', 'vt100'] as const) {
    const ref = builder.newRef<'console'>()
    builder.add(
      'console',
      { protocol, VM: dom0, location: `${builder.ground.consoleBase}/console?ref=${ref}` },
      ref,
    )
  }
}
