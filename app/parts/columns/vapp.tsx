'use client'

import { useMemo } from 'react'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { ObjectId, VappRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { StateWord } from '../vm-state'
import { descriptionColumn, nameColumn, poolColumn } from './shared'

const running = ({ members }: VappRow) =>
  members.filter(({ power_state }) => power_state === 'Running').length

function columns(pools: ReadonlyMap<ObjectId, string>): Column<VappRow>[] {
  return [
    { ...nameColumn(), width: 240 },
    {
      id: 'state',
      header: t('State'),
      width: 140,
      sortBy: running,
      cell: row => <StateWord row={row} />,
    },
    {
      id: 'vms',
      header: t('VMs'),
      width: 72,
      align: 'end',
      sortBy: row => row.members.length,
      cell: row => row.members.length,
    },
    {
      id: 'running',
      header: t('Running'),
      width: 80,
      align: 'end',
      sortBy: running,
      cell: running,
    },
    poolColumn(pools),
    { ...descriptionColumn(), hidden: false, width: 320 },
  ]
}

/** Columns of a list of vApps. Their ids are what the server sorts by. */
export function useVappColumns(): readonly Column<VappRow>[] {
  const pools = useNames('pool')
  return useMemo(() => columns(pools), [pools])
}
