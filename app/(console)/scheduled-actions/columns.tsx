'use client'

import { absoluteTime } from '@/app/lib/format'
import { paths } from '@/app/lib/paths'
import { LastRun, runStatus, scheduleStatus } from '@/app/parts/action-schedule/last-run'
import { Absent } from '@/app/parts/columns/shared'
import { PageLink } from '@/app/parts/page-link'
import type { Column } from '@/app/ui/data-table-types'
import { StatusMark } from '@/app/ui/status-mark'
import type { ActionScheduleInfo } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { ruleSentence } from '@/server/shared/schedule-words'
import { say, t, told } from '@/server/shared/text'

export const actionWord = (action: string) => told(actionById(action)?.label ?? action)
export const whenWord = ({ rule, zone }: ActionScheduleInfo) =>
  t('{when} ({zone})', { when: ruleSentence(rule), zone })
const vmsWord = ({ vms }: ActionScheduleInfo) =>
  vms.length === 1 ? (vms[0]?.name ?? '') : t('{n, plural, one {# VM} other {# VMs}}', { n: vms.length })
const lastWord = ({ runs: [last] }: ActionScheduleInfo) => (last ? runStatus(last).word : null)

export const scheduledActionColumns: Column<ActionScheduleInfo>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 170,
    sortBy: one => one.name.toLowerCase(),
    text: one => one.name,
    cell: one => (
      <PageLink href={paths.scheduledAction(one.id)} className="text-strong hover:underline">
        {one.name}
      </PageLink>
    ),
  },
  {
    id: 'state',
    header: say('State'),
    width: 80,
    sortBy: one => scheduleStatus(one).word,
    cell: one => <StatusMark {...scheduleStatus(one)} />,
  },
  {
    id: 'action',
    header: say('Action'),
    width: 100,
    sortBy: one => actionWord(one.action),
    cell: one => actionWord(one.action),
  },
  { id: 'vms', header: say('VMs'), width: 90, sortBy: vmsWord, cell: vmsWord },
  {
    id: 'next',
    header: say('Next run'),
    width: 150,
    sortBy: one => one.nextAt,
    cell: one =>
      one.nextAt === null ? <Absent /> : <span className="tabular-nums">{absoluteTime(one.nextAt)}</span>,
  },
  {
    id: 'last',
    header: say('Last result'),
    width: 120,
    sortBy: lastWord,
    cell: one => <LastRun schedule={one} />,
  },
  { id: 'when', header: say('When'), width: 240, sortBy: whenWord, cell: whenWord },
  { id: 'owner', header: say('Owner'), width: 100, sortBy: one => one.owner, cell: one => one.owner },
]
