'use client'

import { useMemo } from 'react'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { ObjectId, ScheduleRow } from '@/server/api/types'
import { timesSentence, typeWord } from '@/server/shared/snapshot-words'
import { t } from '@/server/shared/text'
import { LastResult } from '../schedule/last-result'
import { NextRun } from '../schedule/next-run'
import { StateWord } from '../vm-state'
import { descriptionColumn, nameColumn, poolColumn } from './shared'

function columns(pools: ReadonlyMap<ObjectId, string>): Column<ScheduleRow>[] {
  return [
    { ...nameColumn(), width: 200 },
    {
      id: 'state',
      header: t('State'),
      width: 104,
      sortBy: row => (row.enabled ? 1 : 0),
      cell: row => <StateWord row={row} />,
    },
    {
      id: 'vms',
      header: t('VMs'),
      width: 64,
      align: 'end',
      sortBy: row => row.members.length,
      cell: row => row.members.length,
    },
    {
      id: 'frequency',
      header: t('Runs'),
      width: 220,
      sortBy: row => row.frequency,
      cell: timesSentence,
    },
    { id: 'next', header: t('Next run'), width: 160, cell: row => <NextRun row={row} /> },
    {
      id: 'nextThere',
      header: t('Next run, server time'),
      width: 160,
      cell: row => <NextRun row={row} there />,
    },
    { id: 'last', header: t('Last result'), width: 220, cell: row => <LastResult id={row.id} /> },
    { id: 'type', header: t('Type'), width: 130, cell: row => typeWord(row.type) },
    {
      id: 'keep',
      header: t('Keeps'),
      width: 72,
      align: 'end',
      sortBy: row => row.retained,
      cell: row => row.retained,
    },
    poolColumn(pools),
    { ...descriptionColumn(), hidden: false, width: 280 },
  ]
}

/** Columns of a list of snapshot schedules. Their ids are what the server sorts by. */
export function useScheduleColumns(): readonly Column<ScheduleRow>[] {
  const pools = useNames('pool')
  return useMemo(() => columns(pools), [pools])
}
