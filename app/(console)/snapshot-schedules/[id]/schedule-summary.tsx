'use client'

import { useMemo } from 'react'
import { useRowOf } from '@/app/lib/inventory'
import { EditInPlace } from '@/app/parts/edit-in-place'
import { ObjectLink } from '@/app/parts/object-link'
import { ScheduleGuard, useScheduleCost } from '@/app/parts/schedule/guard'
import { LastResult } from '@/app/parts/schedule/last-result'
import { NextRun } from '@/app/parts/schedule/next-run'
import { RunHistory } from '@/app/parts/schedule/run-history'
import { ObjectState, StateWord } from '@/app/parts/vm-state'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import { Facts } from '@/app/ui/facts'
import { Panels } from '@/app/ui/panels'
import type { ObjectId, ScheduleRow } from '@/server/api/types'
import { guardOf } from '@/server/shared/snapshot-cost'
import { timesSentence, typeWord } from '@/server/shared/snapshot-words'
import { t } from '@/server/shared/text'

/** A snapshot schedule: when it runs, how that went, which VMs have it and what that comes to. */
export function ScheduleSummary({ id }: { id: ObjectId }) {
  const row = useRowOf('VMSS', id)
  return row && <Summary row={row} />
}

function Summary({ row }: { row: ScheduleRow }) {
  const ids = useMemo(() => row.members.map(({ id }) => id), [row.members])
  const cost = useScheduleCost(ids)
  return (
    <div className="flex min-h-0 grow flex-col">
      <Panels className="grid shrink-0 gap-4 px-4 pt-1 pb-4 md:grid-cols-2">
        <Card title={t('General')}>
          <Facts
            facts={[
              { label: t('Name'), value: <EditInPlace row={row} field="name" /> },
              { label: t('Description'), value: <EditInPlace row={row} field="description" /> },
              { label: t('State'), value: <ObjectState row={row} /> },
              { label: t('Pool'), value: <ObjectLink cls="pool" id={row.pool} /> },
              { label: t('UUID'), value: <Copyable value={row.uuid} label={t('UUID')} mono /> },
            ]}
          />
        </Card>
        <Card title={t('Schedule')}>
          <Facts
            facts={[
              { label: t('Runs'), value: t('{when}, server time', { when: timesSentence(row) }) },
              { label: t('Next run'), value: <NextRun row={row} /> },
              { label: t('Next run, server time'), value: <NextRun row={row} there /> },
              { label: t('Last result'), value: <LastResult id={row.id} /> },
              { label: t('Type'), value: typeWord(row.type) },
              { label: t('Keeps'), value: t('{n} of each VM', { n: row.retained }) },
            ]}
          />
        </Card>
        <Card title={t('What it comes to')}>
          {row.members.length === 0 ? (
            <p className="text-m text-muted">{t('It has no VMs: it takes no snapshots.')}</p>
          ) : (
            <ScheduleGuard cost={cost} keep={row.retained} />
          )}
        </Card>
        <RunHistory id={row.id} />
      </Panels>
      <Members row={row} chains={cost ? guardOf(cost, row.retained).chains : none} />
    </div>
  )
}

type Chains = ReturnType<typeof guardOf>['chains']
const none: Chains = []
interface Member {
  id: ObjectId
  now: number | null
}
const idOf = ({ id }: Member) => id

function Members({ row, chains }: { row: ScheduleRow; chains: Chains }) {
  const rows = useMemo(
    () => row.members.map(({ id }) => ({ id, now: chains.find(one => one.id === id)?.now ?? null })),
    [row.members, chains],
  )
  return (
    <DataTable
      className="min-h-48 grow"
      label={t('VMs of {name}', { name: row.name_label })}
      columns={memberColumns()}
      rows={rows}
      rowId={idOf}
      rowName={idOf}
      storageKey="schedule-members"
      empty={
        <EmptyState kind="nothing-yet" icon="vm" title={t('No VM has it')}>
          {t('Put VMs in by “Change VMs…”, or from the menu of a VM.')}
        </EmptyState>
      }
    />
  )
}

const memberColumns = (): Column<Member>[] => [
  { id: 'name', header: t('Name'), width: 240, cell: ({ id }) => <ObjectLink cls="VM" id={id} strong /> },
  { id: 'state', header: t('State'), width: 140, cell: ({ id }) => <State id={id} /> },
  {
    id: 'chain',
    header: t('Layers of its disks'),
    width: 150,
    align: 'end',
    sortBy: ({ now }) => now,
    cell: ({ now }) => now ?? '',
  },
]

function State({ id }: { id: ObjectId }) {
  const row = useRowOf('VM', id)
  return row ? <StateWord row={row} /> : null
}
