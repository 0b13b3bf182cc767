'use client'

import { useMemo } from 'react'
import { clockTime, duration, percent } from '@/app/lib/format'
import { useNames } from '@/app/lib/inventory'
import type { Column } from '@/app/ui/data-table-types'
import type { ObjectId, TaskRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ObjectLink } from '../object-link'
import { taskWord } from '../status'
import { ObjectShape, StateWord } from '../vm-state'
import { Absent, poolColumn } from './shared'

type Names = ReadonlyMap<ObjectId, string>

function took(task: TaskRow): number | null {
  return task.finished ? Date.parse(task.finished) - Date.parse(task.created) : null
}

function columns(hosts: Names, pools: Names): Column<TaskRow>[] {
  return [
    {
      id: 'name',
      header: t('Task'),
      width: 240,
      sortBy: task => task.name_label,
      cell: task => (
        <span className="flex min-w-0 items-center gap-2">
          <ObjectShape row={task} />
          <span className="truncate">{task.name_label}</span>
        </span>
      ),
    },
    {
      id: 'status',
      header: t('State'),
      width: 100,
      sortBy: task => task.status,
      group: { name: taskWord },
      cell: task => <StateWord row={task} />,
    },
    {
      id: 'progress',
      header: t('Progress'),
      width: 80,
      align: 'end',
      quiet: true,
      sortBy: task => task.progress,
      cell: task => percent(task.progress),
    },
    {
      id: 'created',
      header: t('Started'),
      width: 150,
      sortBy: task => task.created,
      cell: task => <span className="tabular-nums">{clockTime(task.created)}</span>,
    },
    {
      id: 'took',
      header: t('Took'),
      width: 90,
      align: 'end',
      sortBy: took,
      cell: task => {
        const ms = took(task)
        return ms === null ? <Absent /> : duration(ms)
      },
    },
    {
      id: 'host',
      header: t('Host'),
      width: 120,
      sortBy: task => (task.host ? (hosts.get(task.host) ?? null) : null),
      group: {},
      cell: task => <ObjectLink cls="host" id={task.host} />,
    },
    poolColumn(pools),
    {
      id: 'error',
      header: t('Error'),
      width: 240,
      sortBy: task => task.error_info.join(' ') || null,
      cell: task =>
        task.error_info.length > 0 ? (
          <code className="font-mono" title={task.error_info.join(' · ')}>
            {task.error_info.join(' · ')}
          </code>
        ) : (
          <Absent />
        ),
    },
  ]
}

/** Columns of a list of a pool's tasks. Their ids are what the server sorts by. */
export function useTaskColumns(): readonly Column<TaskRow>[] {
  const hosts = useNames('host')
  const pools = useNames('pool')
  return useMemo(() => columns(hosts, pools), [hosts, pools])
}
