'use client'

import type { ReactNode } from 'react'
import { useRow } from '@/app/lib/inventory'
import { cx } from '@/app/ui/cx'
import { Icon } from '@/app/ui/symbol'
import { say, told } from '@/server/shared/text'
import { iconOf } from '../action-menu'
import { Found } from './found'
import type { PaletteItem } from './palette-items'

const nouns = {
  pool: say('Pool'),
  host: say('Host'),
  VM: say('VM'),
  template: say('Template'),
  VM_appliance: say('vApp'),
  VMSS: say('Snapshot schedule'),
  SR: say('Storage'),
  network: say('Network'),
}

interface PaletteLineProps {
  id: string
  item: PaletteItem
  active: boolean
  onPoint: () => void
  onPress: () => void
}

/** One line of the palette: an object, something to do, or a page. */
export function PaletteLine({ item, ...line }: PaletteLineProps) {
  switch (item.kind) {
    case 'object':
      return <Found {...line} row={item.row} />
    case 'kept':
      return <Kept {...line} object={item.object} />
    case 'page':
      return (
        <Line {...line} lead={<Icon name={item.page.icon} className="text-muted" />}>
          {told(item.page.label)}
        </Line>
      )
    case 'action': {
      const { icon } = iconOf(item.action)
      return (
        <Line
          {...line}
          reason={item.reason}
          lead={icon && <Icon name={icon} className={item.reason ? 'text-disabled' : 'text-muted'} />}
        >
          {told(item.action.label)}
          {item.of !== undefined && <span className="text-faint"> {item.of}</span>}
        </Line>
      )
    }
  }
}

function Kept({
  object,
  ...line
}: Omit<PaletteLineProps, 'item'> & { object: Extract<PaletteItem, { kind: 'kept' }>['object'] }) {
  const row = useRow(object.id)
  if (row) return <Found {...line} row={row} />
  return (
    <Line {...line} lead={<Icon name="info" className="text-faint" />}>
      {object.name} <span className="text-faint">{told(nouns[object.class])}</span>
    </Line>
  )
}

interface LineProps extends Omit<PaletteLineProps, 'item'> {
  lead: ReactNode
  /** Why it cannot be chosen now. */
  reason?: string | undefined
  children: ReactNode
}

function Line({ id, active, onPoint, onPress, lead, reason, children }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the focus and its keys choose
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-disabled={reason !== undefined || undefined}
      tabIndex={-1}
      onMouseMove={onPoint}
      onClick={onPress}
      className={cx(
        'flex min-h-row cursor-pointer items-center gap-2 rounded-control px-2 text-m',
        active && 'bg-selected',
      )}
    >
      <span className="flex w-4 shrink-0 justify-center">{lead}</span>
      <span className={cx('shrink-0', reason === undefined ? 'text-strong' : 'text-muted')}>{children}</span>
      {reason !== undefined && <span className="ml-auto truncate text-muted">{reason}</span>}
    </div>
  )
}
