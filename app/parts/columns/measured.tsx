'use client'

import type { Column } from '@/app/ui/data-table-types'
import { OnDemand, useOnDemand } from '@/app/ui/on-demand'
import type { HostRow, VmRow } from '@/server/api/types'
import { say } from '@/server/shared/text'
import type { MeasuredCellProps, MeasuredColumn } from '../measured-cell'
import { Absent } from './shared'

/** Nobody's first page has these columns. */
const source = new OnDemand(() => import('../measured-cell'), false)

function Cell(props: MeasuredCellProps) {
  const part = useOnDemand(source, 'fetch')
  return part && <part.MeasuredCell {...props} />
}

const headers = {
  cpu: say('CPU used'),
  memory: say('Memory used'),
  disk: say('Disk throughput'),
  network: say('Network throughput'),
}
const widths = { cpu: 112, memory: 120, disk: 116, network: 132 }

/**
 * What is measured now of the rows in sight. Such a column cannot be sorted: that would need what all rows use, not only
 * those in sight, asked of every host.
 */
export function measuredColumns<R extends VmRow | HostRow>(whats: readonly MeasuredColumn[]): Column<R>[] {
  return whats.map(what => ({
    id: `measured-${what}`,
    header: headers[what],
    width: widths[what],
    align: 'end',
    hidden: true,
    csv: row => source.get(false)?.measuredNumber(row.id, what) ?? null,
    cell: row =>
      row.class === 'VM' && row.power_state !== 'Running' ? (
        <Absent />
      ) : (
        <Cell
          id={row.id}
          name={row.name_label}
          what={what}
          memory={row.class === 'VM' ? row.memory : row.memoryTotal}
        />
      ),
  }))
}
