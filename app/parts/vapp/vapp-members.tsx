'use client'

import { useRowOf } from '@/app/lib/inventory'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import type { VappMember, VappRow } from '@/server/api/types'
import { restartPriorities, restartPriority } from '@/server/catalogue/vm-start-options'
import { say, t, told } from '@/server/shared/text'
import { Absent } from '../columns/shared'
import { Addresses } from '../columns/vm'
import { ObjectLink } from '../object-link'
import { ObjectShape, StateWord } from '../vm-state'

const byOrder = { id: 'order', desc: false }
const idOf = (member: VappMember) => member.id

/** The VMs of a vApp with when each starts among the others. */
export function VappMembers({ row }: { row: VappRow }) {
  return (
    <DataTable
      className="grow"
      label={t('VMs of {name}', { name: row.name_label })}
      columns={columns}
      rows={row.members}
      rowId={idOf}
      rowName={idOf}
      initialSort={byOrder}
      storageKey="vapp-members"
      empty={
        <EmptyState kind="nothing-yet" icon="vm" title={t('No VM is in it')}>
          {t('Put VMs in by “Change VMs, order and delays…”, or from the menu of a VM.')}
        </EmptyState>
      }
    />
  )
}

const columns: Column<VappMember>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 220,
    cell: member => <Name member={member} />,
  },
  {
    id: 'state',
    header: say('State'),
    width: 120,
    sortBy: member => member.power_state,
    cell: member => <State member={member} />,
  },
  {
    id: 'order',
    header: say('Start order'),
    width: 96,
    align: 'end',
    sortBy: member => member.order,
    cell: member => member.order,
  },
  {
    id: 'startDelay',
    header: say('Delay after start'),
    width: 128,
    align: 'end',
    sortBy: member => member.startDelay,
    cell: member => t('{n} s', { n: member.startDelay }),
  },
  {
    id: 'shutdownDelay',
    header: say('Delay after shutdown'),
    width: 150,
    align: 'end',
    sortBy: member => member.shutdownDelay,
    cell: member => t('{n} s', { n: member.shutdownDelay }),
  },
  {
    id: 'restart',
    header: say('High availability'),
    width: 140,
    sortBy: member => told(restartPriorities[restartPriority(member.restart)]),
    cell: member => (
      <span className="text-muted">{told(restartPriorities[restartPriority(member.restart)])}</span>
    ),
  },
  { id: 'address', header: say('Address'), width: 130, cell: member => <Address member={member} /> },
]

function Name({ member }: { member: VappMember }) {
  const row = useRowOf('VM', member.id)
  return (
    <span className="flex min-w-0 items-center gap-2">
      {row && <ObjectShape row={row} />}
      <span className="truncate">
        <ObjectLink cls="VM" id={member.id} strong />
      </span>
    </span>
  )
}

function State({ member }: { member: VappMember }) {
  const row = useRowOf('VM', member.id)
  return row ? <StateWord row={row} /> : <span className="text-muted">{told(member.power_state)}</span>
}

function Address({ member }: { member: VappMember }) {
  const row = useRowOf('VM', member.id)
  return row ? <Addresses addresses={row.addresses} /> : <Absent />
}
