import { z } from 'zod'
import { bootOrderPattern } from '@/server/shared/boot-order'
import { fieldSlug } from '@/server/shared/custom-fields'
import { isWithinFolder, tidyFolder } from '@/server/shared/folders'
import { enlightenments } from '@/server/shared/guest-system'
import { macPattern } from '@/server/shared/mac'
import { nameIssue } from '@/server/shared/name-issue'
import { queryKinds } from '@/server/shared/query-keys'
import { mostRetained, snapshotMinutes, weekDays } from '@/server/shared/snapshot-times'
import { say } from '@/server/shared/text'
import { newVm } from './new-vm-input'

const objectIdText = z.string().min(1).max(128)
const description = z.string().max(4096)
const tag = z.string().trim().min(1).max(255)
/** The path of a folder, written the one way; '' for none. */
const folder = z.string().max(1024).transform(tidyFolder)
const givenFolder = folder.pipe(z.string().min(1))
const field = z.string().min(1).max(255)

/** More than any host has; less than numbers hold exactly. */
const bytes = z
  .number()
  .int()
  .min(1)
  .max(2 ** 50)

const seconds = z.number().int().min(0).max(86_400)
const startOrder = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)
/** The VMs of a vApp. `from`: the vApp that each was seen in, null: none. */
const vappMembers = z
  .array(
    z.object({
      vm: objectIdText,
      from: objectIdText.nullable(),
      order: startOrder,
      startDelay: seconds,
      shutdownDelay: seconds,
    }),
  )
  .max(1000)
  .refine(members => new Set(members.map(({ vm }) => vm)).size === members.length, say('Say each VM once.'))
/** The VMs of a snapshot schedule. `from`: the schedule that each was seen with, null: none. */
const scheduleMembers = z
  .array(z.object({ vm: objectIdText, from: objectIdText.nullable() }))
  .max(1000)
  .refine(members => new Set(members.map(({ vm }) => vm)).size === members.length, say('Say each VM once.'))

/** `hour`, `minute`: in the time of the coordinator; what the frequency has no use for is not written. */
const snapshotRules = {
  type: z.enum(['snapshot', 'snapshot_with_quiesce', 'checkpoint']),
  /** So many scheduled snapshots of each VM. */
  keep: z.number().int().min(1).max(mostRetained),
  frequency: z.enum(['hourly', 'daily', 'weekly']),
  hour: z.number().int().min(0).max(23),
  minute: z.literal(snapshotMinutes),
  days: z.array(z.enum(weekDays)),
}
const daysAreSaid = ({ frequency, days }: { frequency: string; days: readonly string[] }) =>
  frequency !== 'weekly' || days.length > 0
const sayDays = { path: ['days'], message: say('Choose a day at least.') }

/** More than any host has. */
const vcpus = z.number().int().min(1).max(1024)

function named(none: string | undefined) {
  return z
    .string()
    .trim()
    .superRefine((name, context) => {
      const message = nameIssue(name, none)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
}

/** '' where the pool is to choose. */
const mac = z
  .string()
  .refine(
    text => text === '' || macPattern.test(text),
    say('A MAC address has six bytes, as in 0a:1b:2c:3d:4e:5f.'),
  )
/** A host name or an address, '' for none. */
const logServerPattern = /^$|^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$|^[0-9a-f:]*:[0-9a-f:.]+$/i
/** RFC 7143: iqn., eui. and naa. names. */
const iqnPattern =
  /^(iqn\.\d{4}-(0[1-9]|1[0-2])\.[a-z0-9][a-z0-9.-]*(:[^\s]+)?|eui\.[0-9a-f]{16}|naa\.([0-9a-f]{16}|[0-9a-f]{32}))$/i

/** Kilobytes a second; null: as much as there is. */
const limit = z
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .nullable()
/** One of a VM's NICs, and its number. */
const nic = z.object({ nic: objectIdText, device: z.string().max(8) })
/** One of a VM's disks and drives, and its position. */
const drive = z.object({ drive: objectIdText, position: z.string().max(8) })

/**
 * What actions are told, by the name that the action gives it. Apart from the actions themselves: pages know all actions
 * and are too heavy with zod on top of them.
 */
export const inputs = {
  name: z.object({ name: named(say('Give it a name.')) }),
  snapshot: z.object({
    name: named(say('Give the snapshot a name.')),
    description: description.default(''),
    kind: z.enum(['disks', 'quiesced', 'memory']).default('disks'),
  }),
  revert: z.object({
    snapshot: objectIdText,
    /** The name of a snapshot of the state before; null: none is taken. */
    keep: named(say('Give the snapshot a name.')).nullable(),
    /** Whether it runs again afterwards if it ran then. */
    power: z.boolean(),
  }),
  snapshots: z.object({ snapshots: z.array(objectIdText).min(1).max(1000) }),
  fromSnapshot: z.object({ snapshot: objectIdText, name: named(say('Give it a name.')), description }),
  copy: z.object({
    name: named(say('Give it a name.')),
    /** Absent: that of the VM. */
    description: description.optional(),
    /** Where all of its disks are copied to; null: what they have in common stays common, on their own storage. */
    storage: objectIdText.nullable().default(null),
  }),
  newVm,
  belongings: z.object({
    disks: z.array(objectIdText).max(10_000),
    snapshots: z.array(objectIdText).max(10_000),
  }),
  host: z.object({ host: z.string().min(1).max(128) }),
  /** How many failed hosts high availability of the pool is to survive. */
  tolerating: z.object({ pool: objectIdText, failures: z.number().int().min(1).max(64) }),
  /**
   * `hosts`: by VM, another one of the same pool. `pool`: the other pool that the host is of; null: that of the VM. `disks`,
   * `networks`: by disk and by MAC address, `*` for NICs that would be on none.
   */
  move: z.object({
    host: objectIdText,
    hosts: z.record(objectIdText, objectIdText).optional(),
    pool: objectIdText.nullable().default(null),
    storage: objectIdText.nullable().default(null),
    disks: z.record(objectIdText, objectIdText).default({}),
    networks: z.record(z.string().max(64), objectIdText).default({}),
    transfer: objectIdText.nullable().default(null),
    copy: z.boolean().default(false),
  }),
  home: z.object({ host: z.string().min(1).max(128).nullable() }),
  memory: z.object({ memory: bytes }),
  memoryLimits: z.object({ staticMin: bytes, staticMax: bytes, dynamicMin: bytes, dynamicMax: bytes }),
  /** How much its guest has at least and at most; `limit`: how far the most can be raised while it runs, null: as it is. */
  memoryRange: z
    .object({ least: bytes, most: bytes, limit: bytes.nullable() })
    .refine(({ least, most }) => least <= most, say('The least can’t be more than the most.'))
    .refine(({ most, limit }) => limit === null || most <= limit, say('The most can’t be above the limit.')),
  /** Times what a VM of its size has by itself. */
  /** Null: as it is. `on`: which of the switches. `clock`: seconds ahead of UTC. */
  guestSystem: z.object({
    on: z.array(z.enum(enlightenments)).max(enlightenments.length).nullable(),
    secureBoot: z.boolean().nullable(),
    clock: z.number().int().min(-86_400).max(86_400).nullable(),
    vendorDevice: z.boolean().nullable(),
  }),
  shadow: z.object({ multiplier: z.number().min(1).max(1000) }),
  bootArguments: z.object({ args: z.string().max(4096), from: z.enum(['disk', 'disc']) }),
  /** Delays: seconds, before the next one starts or shuts down. */
  /** Null: as it is. */
  startOptions: z.object({
    order: startOrder.nullable(),
    startDelay: seconds.nullable(),
    shutdownDelay: seconds.nullable(),
    restart: z.enum(['restart', 'best-effort', '']).nullable(),
  }),
  /** `paused`: VMs are started and stand still at once. */
  vappStart: z.object({ paused: z.boolean().default(false) }),
  /** Waits after each order until its VMs are ready; `minutes`: no longer. */
  vappReady: z.object({
    until: z.enum(['agent', 'address']),
    minutes: z.number().int().min(1).max(120),
    /** What becomes of the rest when one is not ready in time. */
    late: z.enum(['stop', 'go on']),
  }),
  newVapp: z.object({
    name: named(say('Give the vApp a name.')),
    description: description.default(''),
    members: vappMembers,
  }),
  vappMembers: z.object({ members: vappMembers }),
  /** Null: none. `title`: what the vApp is called. */
  vappOf: z.object({ vapp: objectIdText.nullable(), title: z.string().max(1024) }),
  newSchedule: z
    .object({
      name: named(say('Give the schedule a name.')),
      description: description.default(''),
      enabled: z.boolean().default(true),
      /** Runs it at once when it is made. */
      runNow: z.boolean().default(false),
      members: scheduleMembers,
      ...snapshotRules,
    })
    .refine(daysAreSaid, sayDays)
    .refine(({ enabled, runNow }) => enabled || !runNow, say('Only a schedule that is enabled runs.'))
    .refine(
      ({ members, runNow }) => members.length > 0 || !runNow,
      say('A schedule without VMs does not run.'),
    ),
  scheduleChange: z.object(snapshotRules).refine(daysAreSaid, sayDays),
  scheduleMembers: z.object({ members: scheduleMembers }),
  /** Null: none. `title`: what the schedule is called. */
  scheduleOf: z.object({ schedule: objectIdText.nullable(), title: z.string().max(1024) }),
  /** Null: as it is. `vcpus`: at its start, and at once where the guest takes more while it runs. `cores`: of a socket. */
  vcpus: z
    .object({
      vcpus: vcpus.nullable(),
      max: vcpus.nullable(),
      cores: vcpus.nullable(),
      weight: z.number().int().min(1).max(65_535).nullable(),
    })
    .refine(
      ({ vcpus, max }) => vcpus === null || max === null || vcpus <= max,
      say('It can’t have more than the most it can have.'),
    ),
  bootOrder: z.object({ order: z.string().regex(bootOrderPattern, say('Say each device once.')) }),
  description: z.object({ description }),
  logDestination: z.object({
    destination: z
      .string()
      .trim()
      .max(255)
      .regex(logServerPattern, say('That is neither the name nor the address of a server.')),
  }),
  iqn: z.object({
    iqn: z
      .string()
      .trim()
      .max(223)
      .regex(iqnPattern, say('An iSCSI name is like iqn.2026-11.net.example:host1.')),
  }),
  multipathing: z.object({ on: z.boolean() }),
  onOff: z.object({ on: z.boolean() }),
  // The least that IPv4 may be sent in, and what jumbo frames have at most.
  mtu: z.object({
    mtu: z
      .number()
      .int(say('An MTU is a whole number from 68 to 9,216.'))
      .min(68, say('An MTU is a whole number from 68 to 9,216.'))
      .max(9216, say('An MTU is a whole number from 68 to 9,216.')),
  }),
  nic,
  newNic: z.object({ network: objectIdText, mac, limit }),
  /** Null: as it is; of a limit: none. */
  setNic: nic.extend({
    network: objectIdText.nullable(),
    mac: mac.pipe(z.string().min(1)).nullable(),
    limit,
  }),
  vtpm: z.object({ vtpm: objectIdText }),
  gpu: z.object({ gpu: objectIdText }),
  newGpu: z.object({ group: objectIdText, type: objectIdText }),
  drive,
  newDisk: z.object({
    sr: objectIdText,
    name: named('the disk'),
    description,
    size: bytes,
    readOnly: z.boolean(),
  }),
  attachDisk: z.object({ sr: objectIdText, disk: objectIdText, size: bytes, readOnly: z.boolean() }),
  /** Null: as it is. `from`: how large it is. */
  setDisk: drive.extend({
    name: named('the disk').nullable(),
    description: description.nullable(),
    from: bytes,
    size: bytes.nullable(),
    readOnly: z.boolean().nullable(),
  }),
  /** To which storage. */
  moveDisk: drive.extend({ sr: objectIdText }),
  /** `title`: what the disc is called. */
  insertDisc: drive.extend({ sr: objectIdText, disc: objectIdText, title: z.string().max(1024) }),
  tags: z
    .object({ add: z.array(tag).max(100), remove: z.array(tag).max(100) })
    .refine(({ add, remove }) => add.length + remove.length > 0, { message: say('Nothing would change.') }),
  folder: z.object({ folder }),
  refile: z
    .object({ from: folder, to: folder })
    .refine(({ from }) => from !== '', { path: ['from'], message: say('Say which folder.') })
    .refine(({ from, to }) => !isWithinFolder(to, from), {
      path: ['to'],
      message: say('A folder can’t be moved into itself or into one below it.'),
    }),
  putBack: z.object({ folder, emptyFolders: z.array(folder).max(10_000).optional() }),
  newFolders: z.object({ paths: z.array(givenFolder).min(1).max(100) }),
  fields: z.object({ values: z.record(field, z.string().max(4096)) }),
  fieldDefinition: z.object({
    name: named(say('Give the field a name.'))
      .pipe(z.string().max(100))
      .refine(name => fieldSlug(name) !== '', say('A name needs a letter or a digit.')),
    type: z.enum(['text', 'date']),
  }),
  fieldName: z.object({ name: field }),
  search: z.object({
    id: z.uuid(),
    name: named(say('Give the search a name.')),
    kind: z.enum(queryKinds).default('vm'),
    filter: z.string().max(1000),
  }),
  searchId: z.object({ id: z.string().min(1).max(100) }),
}
