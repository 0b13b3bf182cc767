import type { ClassName } from '@/server/xapi/model/records'
import type { NarrowRecords } from '@/server/xapi/narrow'
import type { KeptField, keptFields } from './kept-fields'

/**
 * The classes that are followed as records: all that rows and details are made of, and no more. Messages are followed
 * beside them, see messages/message-log.ts.
 */
export const followedClasses = [
  'pool',
  'host',
  'host_metrics',
  'host_cpu',
  'VM',
  'VM_metrics',
  'VM_guest_metrics',
  'VBD',
  'VDI',
  'VIF',
  'VTPM',
  'VGPU',
  'VGPU_type',
  'GPU_group',
  'PGPU',
  'network',
  'PIF',
  'PIF_metrics',
  'Bond',
  'VLAN',
  'SR',
  'PBD',
  'console',
  'task',
  'VM_appliance',
  'VMSS',
  'Certificate',
] as const satisfies readonly ClassName[]

/** The classes a fill reads together: hosts and VMs first, as lists begin with them, then what they are made of. */
const first = [
  'pool',
  'host',
  'host_metrics',
  'VM',
  'VM_metrics',
  'VM_guest_metrics',
  'SR',
  'network',
  'task',
] as const
export const fillOrder: readonly (readonly FollowedClass[])[] = [
  first,
  followedClasses.filter(cls => !first.some(early => early === cls)),
]

export type FollowedClass = (typeof followedClasses)[number]
/** A record as it is kept: with the fields that something reads. */
export type FollowedRecord<C extends FollowedClass = FollowedClass> = NarrowRecords<typeof keptFields>[C]

const byWireName = new Map<string, FollowedClass>(followedClasses.map(name => [name.toLowerCase(), name]))

/** The class of an event, whose name comes in lower case; undefined for one that is not followed. */
export function followedClass(name: string): FollowedClass | undefined {
  return byWireName.get(name.toLowerCase())
}

/**
 * The references that are indexed backwards, so that "what points here" is one look-up. Always the forward field:
 * XAPI's own reverse sets (VM.VBDs and the like) arrive in a later event than the row they name.
 */
export const links = {
  pool: ['master', 'default_SR'],
  host: ['metrics'],
  host_metrics: [],
  host_cpu: ['host'],
  VM: [
    'metrics',
    'guest_metrics',
    'resident_on',
    'affinity',
    'snapshot_of',
    'suspend_VDI',
    'appliance',
    'snapshot_schedule',
  ],
  VM_metrics: [],
  VM_guest_metrics: [],
  VBD: ['VM', 'VDI'],
  VDI: ['SR'],
  VIF: ['VM', 'network'],
  VTPM: ['VM'],
  VGPU: ['VM', 'resident_on', 'scheduled_to_be_resident_on'],
  VGPU_type: [],
  GPU_group: [],
  PGPU: ['GPU_group'],
  network: [],
  PIF: ['network', 'host', 'metrics'],
  PIF_metrics: [],
  Bond: ['master'],
  VLAN: ['tagged_PIF', 'untagged_PIF'],
  SR: [],
  PBD: ['SR', 'host'],
  console: ['VM'],
  task: ['resident_on'],
  VM_appliance: [],
  VMSS: [],
  Certificate: ['host'],
} as const satisfies { [C in FollowedClass]: readonly KeptField<C>[] }

export type LinkField<C extends FollowedClass> = (typeof links)[C][number]
