'use client'

import { useRow } from '@/app/lib/inventory'
import { cx } from '@/app/ui/cx'
import type { AnyRow } from '@/server/api/types'
import { timesSentence } from '@/server/shared/snapshot-words'
import { say, t, told } from '@/server/shared/text'
import { ObjectShape } from '../vm-state'

const nouns = {
  pool: say('Pool'),
  host: say('Host'),
  VM: say('VM'),
  template: say('Template'),
  VM_appliance: say('vApp'),
  VMSS: say('Snapshot schedule'),
  SR: say('Storage'),
  network: say('Network'),
  VDI: say('Disk'),
  snapshot: say('Snapshot'),
  task: say('Task'),
}

interface FoundProps {
  id: string
  row: AnyRow
  active: boolean
  onPoint: () => void
  onPress: () => void
}

/** What tells it from others of its name. */
function detailOf(row: AnyRow): string {
  switch (row.class) {
    case 'VM':
      return row.addresses[0] ?? row.os
    case 'host':
    case 'pool':
      return row.address
    case 'template':
      return row.family
    case 'VM_appliance':
      return t('{n, plural, one {# VM} other {# VMs}}', { n: row.members.length })
    case 'VMSS':
      return timesSentence(row)
    case 'SR':
      return row.type
    case 'network':
      return row.vlan === null ? row.bridge : `VLAN ${row.vlan}`
    case 'VDI':
      return row.users[0]?.name ?? ''
    case 'snapshot':
      return row.vm?.name ?? ''
    case 'task':
      return row.status
  }
}

/** One line of what a search found: state, name, kind, and where it is. */
export function Found({ id, row, active, onPoint, onPress }: FoundProps) {
  const host = useRow(row.class === 'VM' || row.class === 'SR' ? (row.host ?? undefined) : undefined)
  const pool = useRow(row.class === 'pool' ? undefined : row.pool)
  const place = [host?.name_label, pool?.name_label].filter(Boolean).join(' · ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the focus and its keys choose
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      onMouseMove={onPoint}
      onClick={onPress}
      className={cx(
        'grid h-row cursor-pointer grid-cols-[1rem_minmax(0,2fr)_4.5rem_minmax(0,1fr)_minmax(0,1.4fr)] items-center gap-2 rounded-control px-2 text-m',
        active && 'bg-selected',
      )}
    >
      <ObjectShape row={row} />
      <span className="truncate text-strong">{row.name_label || row.uuid}</span>
      <span className="text-muted">{told(nouns[row.class])}</span>
      <span className="truncate text-muted">{detailOf(row)}</span>
      <span className="truncate text-right text-faint">{place}</span>
    </div>
  )
}
