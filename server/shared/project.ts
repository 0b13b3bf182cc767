import { z } from 'zod'
import { descriptionSchema } from './group-name'
import { say, type Worded, worded } from './text'

/** What a project may be limited in. Memory and disk are bytes. */
export const quotaNames = ['vms', 'vcpus', 'memory', 'disk', 'snapshots'] as const
export type QuotaName = (typeof quotaNames)[number]

/** So much of each. */
export type Amounts = Record<QuotaName, number>
/** What an action takes of its project's limits; absent: nothing. */
export interface Taking extends Partial<Amounts> {
  /** The project it is held against; absent: that of the object. Null: none. */
  project?: string | null
  /** The id of a VM: as much as it has is taken besides. */
  another?: string
  /** Ids of the templates, storage, networks and hosts that it uses, as it was told. */
  uses?: readonly string[]
}

/** Null: as much as there is. */
export type Limits = Record<QuotaName, number | null>

export const noAmounts: Amounts = { vms: 0, vcpus: 0, memory: 0, disk: 0, snapshots: 0 }

const GiB = 2 ** 30
export const quotaWords: Record<QuotaName, { label: string; noun: string; unit: number }> = {
  vms: { label: 'VMs', noun: 'VMs', unit: 1 },
  vcpus: { label: 'vCPUs', noun: 'vCPUs', unit: 1 },
  memory: { label: say('Memory'), noun: say('GiB of memory'), unit: GiB },
  disk: { label: say('Disk'), noun: say('GiB of disk'), unit: GiB },
  snapshots: { label: say('Snapshots'), noun: say('snapshots'), unit: 1 },
}

/** That an action would take more of a quota than is left. */
export function beyond(project: string, quota: QuotaName, has: number, limit: number, takes: number): Worded {
  const { unit } = quotaWords[quota]
  const shown = (amount: number) => Math.round((amount / unit) * 10) / 10
  return worded(
    'The project “{project}” has {has} of {limit} {quota, select, vms {VMs} vcpus {vCPUs} memory {GiB of memory} disk {GiB of disk} other {snapshots}}, and this takes {takes} more.',
    { project, quota, has: shown(has), limit: shown(limit), takes: shown(takes) },
  )
}

const limit = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)
  .nullable()
const bytes = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable()
export const limitsSchema = z.object({
  vms: limit,
  vcpus: limit,
  memory: bytes,
  disk: bytes,
  snapshots: limit,
})

export const projectNameSchema = z
  .string()
  .trim()
  .min(1, say('Enter a name.'))
  .max(128, say('A project’s name has at most 128 characters.'))

export const projectSchema = z.object({
  name: projectNameSchema,
  description: descriptionSchema,
  limits: limitsSchema,
})
export type ProjectGiven = z.infer<typeof projectSchema>
