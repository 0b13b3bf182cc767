import { type CustomFieldDefinition, fieldSlug } from '@/server/shared/custom-fields'
import { powerStates, toolsWords } from '@/server/shared/operation-words'
import type { Related } from '@/server/shared/query'
import type { QueryKind } from '@/server/shared/query-keys'
import { say } from '@/server/shared/text'

/** What a condition compares; "word": what is looked for everywhere; "raw": what was typed and has no fields here. */
export type ConditionKind = 'word' | 'text' | 'choice' | 'number' | 'bytes' | 'days' | 'date' | 'raw'

export interface Condition {
  /** As it stands before the colon; '' for a word, `custom:<name>` for a custom field. */
  key: string
  label: string
  kind: ConditionKind
  choices?: readonly { value: string; label: string }[]
  /** Names to choose from come from these objects. */
  names?: 'host' | 'pool' | 'network' | 'SR'
}

const text = (key: string, label: string): Condition => ({ key, label, kind: 'text' })
const of = (kind: ConditionKind, key: string, label: string): Condition => ({ key, label, kind })
const choice = (key: string, label: string, choices: NonNullable<Condition['choices']>): Condition => ({
  key,
  label,
  kind: 'choice',
  choices,
})
const same = (words: readonly string[]) => words.map(word => ({ value: word, label: word }))
const yesNo = [
  { value: 'yes', label: say('Yes') },
  { value: 'no', label: say('No') },
]

const word = of('word', '', say('Any text'))
const common = [
  word,
  text('name', say('Name')),
  text('description', say('Description')),
  text('tag', say('Tag')),
  text('folder', say('Folder')),
  text('infolder', say('In the folder or below')),
  text('uuid', say('UUID')),
]
const pool: Condition = { ...text('pool', say('Pool')), names: 'pool' }
const host: Condition = { ...text('host', say('Host')), names: 'host' }
const licence = text('licence', say('Licence'))
const uptime = of('days', 'uptime', say('Uptime'))
const has = (...more: { value: string; label: string }[]): Condition =>
  choice('has', say('What it has'), [
    { value: 'tag', label: say('a tag') },
    { value: 'folder', label: say('a folder') },
    { value: 'description', label: say('a description') },
    { value: 'field', label: say('a custom field') },
    ...more,
  ])

const byKind: Record<QueryKind, readonly Condition[]> = {
  vm: [
    ...common,
    choice('state', say('State'), same(powerStates)),
    host,
    pool,
    { ...text('network', say('Network')), names: 'network' },
    { ...text('storage', say('Storage')), names: 'SR' },
    text('disk', say('Name of a disk')),
    text('vapp', say('vApp')),
    text('os', say('Operating system')),
    choice('tools', say('Tools'), same(toolsWords)),
    text('address', say('Address')),
    text('mac', say('MAC address')),
    of('bytes', 'memory', say('Memory')),
    of('number', 'vcpus', say('vCPUs')),
    of('bytes', 'disks', say('Size of its disks')),
    uptime,
    of('date', 'started', say('Started')),
    choice('ha', say('High availability'), [
      { value: 'restart', label: say('Restart') },
      { value: 'best-effort', label: say('Restart if possible') },
      { value: 'do-not-restart', label: say('Do not restart') },
    ]),
    has(
      { value: 'vapp', label: say('a vApp') },
      { value: 'address', label: say('an address') },
      { value: 'network', label: say('a network') },
      { value: 'disk', label: say('a disk') },
    ),
    choice('attention', say('Needs attention'), yesNo),
    choice('windows-update', say('Takes drivers from Windows Update'), yesNo),
    choice('read-caching', say('Read caching'), yesNo),
  ],
  template: [
    ...common,
    choice('kind', say('Kind'), [
      { value: 'default', label: say('Default') },
      { value: 'custom', label: say('Custom') },
    ]),
    pool,
    text('os', say('Operating system')),
    choice('firmware', say('Firmware'), [
      { value: 'bios', label: 'BIOS' },
      { value: 'uefi', label: 'UEFI' },
      { value: 'secure', label: say('UEFI with Secure Boot') },
    ]),
    { ...text('home', say('Home server')), names: 'host' },
    { ...text('network', say('Network')), names: 'network' },
    { ...text('storage', say('Storage')), names: 'SR' },
    text('disk', say('Name of a disk')),
    of('bytes', 'memory', say('Memory')),
    of('number', 'vcpus', say('vCPUs')),
    of('bytes', 'disks', say('Size of its disks')),
    has(),
  ],
  disk: [
    ...common,
    pool,
    { ...text('storage', say('Storage')), names: 'SR' },
    text('vm', say('VM')),
    choice('attached', say('In use'), yesNo),
    choice('kind', say('Kind'), [
      { value: 'disk', label: say('Disk') },
      { value: 'disc', label: say('Disc') },
    ]),
    of('bytes', 'size', say('Size')),
    of('bytes', 'used', say('Used')),
    choice('shareable', say('Shareable'), yesNo),
    choice('missing', say('Missing'), yesNo),
    has(),
  ],
  snapshot: [
    ...common,
    pool,
    text('vm', say('VM')),
    { ...text('storage', say('Storage')), names: 'SR' },
    choice('kind', say('Kept'), [
      { value: 'disks', label: say('Disks only') },
      { value: 'quiesced', label: say('Disks, quiesced') },
      { value: 'memory', label: say('Disks and memory') },
    ]),
    of('date', 'taken', say('Taken')),
    choice('scheduled', say('Scheduled'), yesNo),
    of('bytes', 'size', say('Size')),
    of('bytes', 'used', say('Used')),
    has(),
  ],
  host: [
    ...common,
    choice(
      'state',
      say('State'),
      same([say('Enabled'), say('Disabled'), say('Maintenance'), say('Unreachable')]),
    ),
    pool,
    text('address', say('Address')),
    choice('role', say('Role'), same([say('Coordinator'), say('Member')])),
    text('software', say('Software')),
    text('cpu', say('CPU model')),
    of('number', 'cpus', say('CPUs')),
    of('bytes', 'memory', say('Memory')),
    uptime,
    licence,
    has(),
  ],
  pool: [
    ...common,
    text('address', say('Address')),
    text('software', say('Software')),
    of('number', 'hosts', say('Hosts')),
    of('number', 'vms', say('VMs')),
    choice('ha', say('High availability'), yesNo),
    choice('partly-upgraded', say('Upgraded in part'), yesNo),
    licence,
    has(),
  ],
  network: [
    ...common,
    pool,
    choice('state', say('State'), same([say('Connected'), say('No link'), say('Internal')])),
    text('nic', say('NIC')),
    of('number', 'vlan', say('VLAN')),
    text('bridge', say('Bridge')),
    has(),
  ],
  storage: [
    ...common,
    pool,
    host,
    choice('state', say('State'), same([say('Attached'), say('Partly attached'), say('Detached')])),
    text('sr-type', say('Type')),
    choice('shared', say('Shared'), yesNo),
    of('bytes', 'size', say('Size')),
    of('bytes', 'used', say('Used')),
    has(),
  ],
}

export const rawCondition: Condition = of('raw', '?', say('As typed'))

/** What a list is of that conditions are put to. */
export interface Asked {
  kind: QueryKind
  /** What its rows can be asked here, in the browser; absent: the server answers everything. */
  keys?: readonly string[]
  /** And what can be asked here of what they belong to. */
  around?: Readonly<Partial<Record<Related, readonly string[]>>>
}

/** What is asked within a group of conditions on something else; `related` is null in one on the same object. */
export function askedWithin(asked: Asked, related: Related | null): Asked {
  if (related === null) return asked
  return asked.keys === undefined ? { kind: related } : { kind: related, keys: asked.around?.[related] ?? [] }
}

/** What a group of conditions may be on besides the object itself. */
export function relatedOf({ kind, keys, around = {} }: Asked): readonly Related[] {
  return keys === undefined ? relatedTo[kind] : relatedTo[kind].filter(one => around[one] !== undefined)
}

/** What can be asked of the rows of a list. */
export function conditionsFor(
  { kind, keys }: Asked,
  defined: readonly CustomFieldDefinition[],
): readonly Condition[] {
  if (keys === undefined) return conditionsOf(kind, defined)
  return byKind[kind].filter(({ key }) => key === '' || keys.includes(key))
}

/** What can be asked of objects of a kind. Custom fields are asked of all of them. */
export function conditionsOf(
  kind: QueryKind,
  defined: readonly CustomFieldDefinition[],
): readonly Condition[] {
  const custom = defined.map(({ name, type }): Condition => {
    return { key: `custom:${fieldSlug(name)}`, label: name, kind: type === 'date' ? 'date' : 'text' }
  })
  return [...byKind[kind], ...custom]
}

/** What objects of a kind belong to, of which something can be asked. */
const relatedTo: Record<QueryKind, readonly Related[]> = {
  template: ['host', 'pool', 'network', 'storage'],
  disk: ['pool', 'storage', 'vm'],
  snapshot: ['pool', 'storage', 'vm'],
  vm: ['host', 'pool', 'network', 'storage'],
  host: ['pool'],
  network: ['pool'],
  storage: ['host', 'pool'],
  pool: ['host', 'network', 'storage'],
}
