'use client'

import { type ScreenAsker, useAsker } from '@/app/lib/asker'
import { paths } from '@/app/lib/paths'
import { IconButton } from '@/app/ui/icon-button'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import { type IconName, isIconName } from '@/app/ui/symbol'
import type { AnyRow, VmRow } from '@/server/api/types'
import { actionById, actionsFor, allActions } from '@/server/catalogue/catalogue'
import { type Action, type ActionRow, actionGroups, type submenus } from '@/server/catalogue/define'
import { vappShutDown, vappStart } from '@/server/catalogue/vapp'
import { lackedBy, missingPermission } from '@/server/catalogue/why-not'
import { schedulable } from '@/server/shared/action-schedule'
import { say, t, told } from '@/server/shared/text'
import type { PressAction, PressMany } from './action-press'
import type { Subject } from './action-subject'
import { askInstead } from './ask-instead'
import { openConsoleWindow } from './console/own-window'
import { PageLink } from './page-link'
import { pressOn } from './press-on'
import { reasonNot } from './reason'

/** The icon an action names, if the list of icons has it. */
export function iconOf(action: Action): { icon: IconName } | Record<string, never> {
  return isIconName(action.icon) ? { icon: action.icon } : {}
}

export function isActionRow(row: AnyRow): row is ActionRow {
  return actionsFor(row.class).length > 0
}

/** Everything that can be done to an object: open it, act on it. What can't be done now says why. */
export function actionEntries(row: AnyRow, asker: ScreenAsker, press: PressAction): MenuEntry[] {
  if (!isActionRow(row)) return []
  const own = ownEntries(row, asker, press)
  if (row.class !== 'VM') return own
  return [...withSchedule(own, scheduleEntry(row, asker)), ...vappEntries(row, asker, press)]
}

/** Has what can be done to a VM's power done at a later time, or again and again. */
function scheduleEntry(vm: VmRow, asker: ScreenAsker): MenuEntry {
  const entry = { id: 'schedule', label: t('Schedule…'), icon: 'power' } as const
  const permissions = asker.permissionsOn(vm.id)
  const [reason, ...others] = schedulable.map(id => {
    const action = actionById(id)
    return action && lackedReason(action, permissions)
  })
  // One of them is enough.
  if (reason !== undefined && others.every(other => other !== undefined))
    return { ...entry, type: 'item', reason, onSelect: () => undefined }
  return { ...entry, type: 'link', render: <PageLink href={paths.scheduleActionFor([vm.id])} /> }
}

/** The entries of VMs with that of scheduling below what can be done to their power. */
export function withSchedule(entries: readonly MenuEntry[], schedule: MenuEntry): MenuEntry[] {
  const separator = { type: 'separator', id: 'before schedule' } as const
  return entries.map(entry =>
    entry.type === 'submenu' && entry.id === powerMenu
      ? { ...entry, entries: [...entry.entries, separator, schedule] }
      : entry,
  )
}

/** What can be done to the vApp that a VM is in. */
function vappEntries(vm: VmRow, asker: ScreenAsker, press: PressAction): MenuEntry[] {
  const { appliance } = vm
  if (appliance === null) return []
  const entryOf = (action: Action, label: string): MenuEntry => ({
    type: 'item',
    id: `${action.id} of it`,
    label,
    ...iconOf(action),
    tone: action.tone,
    // Who has a right over the vApp has it over the VM. The vApp itself is fetched when it is needed.
    reason: asker.silence(vm.pool) ?? lackedReason(action, asker.permissionsOn(vm.id)),
    onSelect: () => void pressOn(action, 'VM_appliance', appliance.id, press),
  })
  return [
    { type: 'separator', id: 'before vapp' },
    entryOf(vappStart, t('Start the vApp {name}…', { name: appliance.name })),
    entryOf(vappShutDown, t('Shut down the vApp {name}', { name: appliance.name })),
  ]
}

function lackedReason(action: Action, permissions: ReadonlySet<string>): string | undefined {
  const lacked = lackedBy(action, { permissions })
  return lacked && missingPermission(lacked)
}

function ownEntries(row: ActionRow, asker: ScreenAsker, press: PressAction): MenuEntry[] {
  return arranged(actionsFor(row.class), action => ({
    type: 'item',
    id: action.id,
    label: told(action.label),
    ...iconOf(action),
    tone: action.tone,
    reason: reasonNot(action, row, asker),
    remedy: askInstead(asker, row, action.permission, told(action.label)),
    onSelect: () => press(action, row),
  }))
}

/** A menu of more lines than this has menus of its own: it would not fit on a small screen. */
const long = 12

const menuId = (submenu: string) => `submenu ${submenu}`
const powerMenu = menuId('power')

const submenuWords: Record<(typeof submenus)[number], { label: string; icon: IconName }> = {
  power: { label: say('More power actions'), icon: 'power' },
  place: { label: say('Where it runs'), icon: 'migrate' },
  change: { label: say('Change'), icon: 'edit' },
  organise: { label: say('Organise'), icon: 'folder' },
}

/** The entries of actions, parted by their groups; in a long menu what is less often wanted stands in menus of its own. */
export function arranged(actions: readonly Action[], entryOf: (action: Action) => MenuEntry): MenuEntry[] {
  const inOrder = inGroups(actions)
  if (inOrder.length <= long)
    return parted(inOrder.map(action => ({ group: action.group, entry: entryOf(action) })))
  const nested = new Map<string, Action[]>()
  for (const action of inOrder) {
    const submenu = submenuOf(action)
    if (submenu !== undefined) nested.set(submenu, [...(nested.get(submenu) ?? []), action])
  }
  return parted(
    inOrder.flatMap(action => {
      const submenu = submenuOf(action)
      const within = submenu === undefined ? undefined : nested.get(submenu)
      if (submenu === undefined || within === undefined || within.length === 1)
        return [{ group: action.group, entry: entryOf(action) }]
      if (within[0] !== action) return []
      const { label, icon } = submenuWords[submenu]
      const entries = parted(within.map(one => ({ group: one.group, entry: entryOf(one) })))
      const entry: MenuEntry = {
        type: 'submenu',
        id: menuId(submenu),
        label: told(label),
        icon,
        entries,
      }
      return [{ group: action.group, entry }]
    }),
  )
}

function submenuOf({ submenu, group }: Action): Action['submenu'] {
  return submenu ?? (group === 'properties' ? 'change' : group === 'organise' ? 'organise' : undefined)
}

function parted(all: readonly { group: string; entry: MenuEntry }[]): MenuEntry[] {
  return all.flatMap(({ group, entry }, at): MenuEntry[] => {
    const before = all[at - 1]
    const areMenus = entry.type === 'submenu' && before?.entry.type === 'submenu'
    return before && before.group !== group && !areMenus
      ? [{ type: 'separator', id: `before ${entry.id}` }, entry]
      : [entry]
  })
}

export function inGroups(actions: readonly Action[]): Action[] {
  return actionGroups.flatMap(group => actions.filter(action => action.group === group))
}

/** As `actionEntries`, led by the ways into the VM's page. */
export function rowEntries(row: AnyRow, asker: ScreenAsker, press: PressAction): MenuEntry[] {
  const actions = actionEntries(row, asker, press)
  if (row.class !== 'VM') return actions
  const open = { id: 'console', label: t('Open console'), icon: 'console' } as const
  return [
    asker.permissionsOn(row.id).has('vm.console')
      ? { ...open, type: 'link', render: <PageLink href={paths.vm(row.id, 'console')} /> }
      : {
          ...open,
          type: 'item',
          reason: missingPermission('vm.console'),
          remedy: askInstead(asker, row, 'vm.console', open.label),
          onSelect: () => undefined,
        },
    {
      type: 'item',
      id: 'console-window',
      label: t('Open console in a window'),
      icon: 'external',
      reason: asker.permissionsOn(row.id).has('vm.console') ? undefined : missingPermission('vm.console'),
      onSelect: () => openConsoleWindow(paths.vmConsoleWindow(row.id)),
    },
    { type: 'separator', id: 'after console' },
    ...actions,
  ]
}

/** What can be done to many at once, of whatever classes. What can't be done to some is said before it is done. */
export function manyEntries(subject: Subject, pressMany: PressMany): MenuEntry[] {
  const actions = allActions().filter(
    action => action.bulk !== false && action.listed !== false && !action.id.endsWith('.describe'),
  )
  return arranged(actions, action => ({
    type: 'item',
    id: action.id,
    label: told(action.label),
    ...iconOf(action),
    tone: action.tone,
    onSelect: () => pressMany(action, subject),
  }))
}

interface ActionMenuProps {
  row: AnyRow
  press: PressAction
  /** Ids that stand beside the menu as buttons already. */
  without?: readonly string[]
}

/** The "…" of an object's page: all its actions. */
export function ActionMenu({ row, press, without = [] }: ActionMenuProps) {
  const asker = useAsker()
  const entries = actionEntries(row, asker, press).filter(entry => !without.includes(entry.id))
  if (entries.length === 0) return null
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="more" label={t('More actions on {name}', { name: row.name_label })} />}
      entries={entries}
    />
  )
}
