'use client'

import { Absent } from '@/app/parts/columns/shared'
import type { Column } from '@/app/ui/data-table-types'
import type { ObjectId, ScheduleCost, VmRow } from '@/server/api/types'
import type { InputOf } from '@/server/catalogue/input'
import { say, t } from '@/server/shared/text'

/** What is said of VMs that are to be chosen for a schedule. */
export const scheduleColumns: readonly Column<VmRow>[] = [
  {
    id: 'schedule',
    header: say('Present schedule'),
    width: 140,
    cell: row => row.snapshotSchedule?.name ?? <Absent />,
  },
  {
    id: 'quiesces',
    header: say('Quiescing'),
    width: 110,
    cell: row => (row.allowed_operations.includes('snapshot_with_quiesce') ? t('supported') : t('not now')),
  },
]

/** The chosen VMs with the schedule that each was seen with. */
export function membersOf(cost: ScheduleCost | undefined): InputOf<'scheduleMembers'>['members'] {
  return (cost?.vms ?? []).map(({ id, schedule }) => ({ vm: id, from: schedule?.id ?? null }))
}

/** Says which of the chosen leave another schedule. */
export function LeavingNote({ cost, own }: { cost: ScheduleCost | undefined; own: ObjectId | null }) {
  const taken = (cost?.vms ?? []).filter(({ schedule }) => schedule !== null && schedule.id !== own)
  return <Leaving vms={taken.map(({ name, schedule }) => ({ name, schedule: schedule?.name ?? '' }))} />
}

/** VMs that leave the schedule that they have. */
export function Leaving({ vms }: { vms: readonly { name: string; schedule: string }[] }) {
  if (vms.length === 0) return null
  return (
    <p role="status" className="text-m text-warn">
      {t('Leaves another schedule: {vms}', {
        vms: vms.map(({ name, schedule }) => `${name} (${schedule})`).join(', '),
      })}
    </p>
  )
}
