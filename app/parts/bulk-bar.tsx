'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { mostConsoles, paths } from '@/app/lib/paths'
import { Button } from '@/app/ui/button'
import { IconButton } from '@/app/ui/icon-button'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import type { ListQuery, ObjectId, RowClass } from '@/server/api/types'
import { actionsFor } from '@/server/catalogue/catalogue'
import type { Action } from '@/server/catalogue/define'
import { mostScheduledVms } from '@/server/shared/action-schedule'
import { counted } from '@/server/shared/counted'
import { t, told } from '@/server/shared/text'
import { arranged, iconOf, inGroups, withSchedule } from './action-menu'
import type { PressMany } from './action-press'
import { manyOf, type Subject } from './action-subject'

interface BulkBarProps {
  chosen: ReadonlySet<ObjectId>
  cls: RowClass
  /** The whole list that the rows are a part of, and how long it is. */
  query?: ListQuery
  matched?: number
  onClear: () => void
  pressMany: PressMany
}

/** So many actions are buttons; the rest is in the menu beside them. */
const buttons = ['vm.start', 'vm.shutDown', 'vm.reboot', 'object.setTags', 'object.setFolder']

/** What was chosen in a list, and what can be done to all of it. What can't be done to some is said before it is done. */
export function BulkBar({ chosen, cls, query, matched = 0, onClear, pressMany }: BulkBarProps) {
  const router = useRouter()
  const [whole, setWhole] = useState(false)
  const actions = inGroups(actionsFor(cls)).filter(action => action.bulk !== false)
  const subject: Subject =
    whole && query
      ? {
          kind: 'many',
          targets: { list: { class: query.class, within: query.within, filter: query.filter } },
          name: counted(cls, matched),
        }
      : manyOf(chosen, n => counted(cls, n))
  const others = arranged(
    actions.filter(({ id }) => !buttons.includes(id)),
    action => entryOf(action, () => pressMany(action, subject)),
  )
  const entries =
    cls === 'VM'
      ? withSchedule(others, {
          ...{ type: 'item', id: 'schedule', label: t('Schedule…'), icon: 'power' },
          reason:
            whole || chosen.size > mostScheduledVms
              ? t('A schedule is for VMs that are chosen one by one, {most} at most.', {
                  most: mostScheduledVms,
                })
              : undefined,
          onSelect: () => router.push(paths.scheduleActionFor([...chosen])),
        })
      : others
  return (
    <section
      aria-label={t('Selection')}
      className="flex shrink-0 flex-wrap items-center gap-2 border-line-subtle border-y bg-selected px-4 py-1"
    >
      <p role="status" className="font-medium text-strong tabular-nums">
        {whole ? t('All {matched} selected', { matched }) : t('{n} selected', { n: chosen.size })}
      </p>
      {query && !whole && matched > chosen.size && (
        <Button size="s" onClick={() => setWhole(true)}>
          {t('Select all {matched}', { matched })}
        </Button>
      )}
      <span className="grow" />
      {/* Words are enough where the window is narrow: with icons the bar would break into two lines. */}
      <span className="contents max-xl:[&_svg]:hidden">
        {actions
          .filter(action => buttons.includes(action.id))
          .map(action => (
            <Button key={action.id} size="s" {...iconOf(action)} onClick={() => pressMany(action, subject)}>
              {told(action.label)}
            </Button>
          ))}
      </span>
      {(cls === 'VM' || cls === 'host') && !whole && (
        <Button
          size="s"
          icon="console"
          reason={
            chosen.size > mostConsoles
              ? t('At most {most} consoles fit on a page.', { most: mostConsoles })
              : undefined
          }
          onClick={() => router.push(paths.consoles([...chosen]))}
        >
          {t('Consoles')}
        </Button>
      )}
      {entries.length > 0 && (
        <Menu
          align="end"
          trigger={<IconButton size="s" icon="more" label={t('More actions on the selection')} />}
          entries={entries}
        />
      )}
      <IconButton size="s" icon="close" label={t('Clear the selection')} onClick={onClear} />
    </section>
  )
}

function entryOf(action: Action, onSelect: () => void): MenuEntry {
  return {
    type: 'item',
    id: action.id,
    label: told(action.label),
    ...iconOf(action),
    tone: action.tone,
    onSelect,
  }
}
