import type { Ref } from '../../server/xapi/model/records'
import type { SeedBuilder } from './builder'

/** A graphics card in a host that can be given to a VM, as a whole. */
export function addCard(builder: SeedBuilder, host: Ref<'host'>): void {
  const type = builder.add('VGPU_type', {
    model_name: 'passthrough',
    implementation: 'passthrough',
    identifier: 'passthrough',
  })
  const group = builder.add('GPU_group', {
    name_label: 'Group of NVIDIA Corporation TU104GL [Tesla T4] GPUs',
    GPU_types: ['10de/1eb8'],
    allocation_algorithm: 'depth_first',
    supported_VGPU_types: [type],
    enabled_VGPU_types: [type],
  })
  const PCI = builder.add('PCI', {
    host,
    pci_id: '0000:3b:00.0',
    class_name: '3D controller',
    vendor_id: '10de',
    vendor_name: 'NVIDIA Corporation',
    device_id: '1eb8',
    device_name: 'TU104GL [Tesla T4]',
    subsystem_vendor_name: 'NVIDIA Corporation',
  })
  builder.add('PGPU', {
    ...{ PCI, host, GPU_group: group },
    supported_VGPU_types: [type],
    enabled_VGPU_types: [type],
    supported_VGPU_max_capacities: { [type]: 1 },
    dom0_access: 'enabled',
  })
}
