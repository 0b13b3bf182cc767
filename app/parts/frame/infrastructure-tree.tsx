'use client'

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { liveStore, useFreshnessByPool, useLink, useLoaded } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useCan } from '@/app/lib/session'
import { useTreeShows } from '@/app/lib/tree-shows'
import { useTreeRows } from '@/app/lib/tree-window'
import { IconButton } from '@/app/ui/icon-button'
import { useLatest } from '@/app/ui/latest'
import type { MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { Skeleton } from '@/app/ui/skeleton'
import { Tree } from '@/app/ui/tree'
import type { FlatList, TreeNode } from '@/app/ui/tree-types'
import type { Freshness, ObjectId, PoolId, TreeWindow } from '@/server/api/types'
import { nameTest } from '@/server/shared/name-test'
import { t } from '@/server/shared/text'
import { entriesBy } from '../action-part'
import { useActionPress } from '../action-press'
import { manyOf } from '../action-subject'
import { PageLink } from '../page-link'
import { useGroupActions } from './group-actions'
import { isGroup, objectIdOf } from './group-id'
import { lateDrop } from './late-drop'
import { TreeFilter } from './tree-filter'
import { modeLabel, TreeModeMenu, useTreeMode } from './tree-modes'
import { NodeMaker } from './tree-nodes'
import { useTreeOpened } from './tree-opened'
import { TreeShowsMenu } from './tree-shows-menu'

const TreeChosen = onDemandPart(() => import('./tree-chosen').then(found => found.TreeChosen), true)

const connecting: Freshness = { state: 'connecting' }

/** Of each pool; what everything is as old as when our own server is not reached. */
function useFreshnessOf(): (pool: PoolId) => Freshness {
  const byPool = useFreshnessByPool()
  const link = useLink()
  return useMemo(() => {
    if (link.state !== 'lost') {
      return (pool: PoolId) => byPool.get(pool) ?? connecting
    }
    const stale: Freshness = { state: 'stale', since: link.since, error: link.error }
    return () => stale
  }, [byPool, link])
}

/**
 * Pools, hosts, VMs, storage and networks, live, as they hang together or in groups. `selected`: the object whose page is
 * shown.
 */
export function InfrastructureTree({ selected }: { selected: ObjectId | null }) {
  const nothing = useFreshnessByPool().size === 0
  const mayConnect = useCan('pool.connect')
  const loaded = useLoaded()
  const freshnessOf = useFreshnessOf()
  const asker = useAsker()
  const { press, pressMany, askMany, dialog } = useActionPress()
  const groups = useGroupActions(pressMany)
  const [mode, setMode] = useTreeMode()
  const [shows, setShows] = useTreeShows()
  const [chosen, setChosen] = useState(noneChosen)
  const [maker] = useState(() => new NodeMaker())
  const [typed, setTyped] = useState('')
  const name = typed.trim()
  const { toggled, set, setBelow } = useTreeOpened(mode, shows, name)
  const { part, show } = useTreeRows(mode, shows, toggled, selected, name)
  // What is narrowed to a name stays so, though the page is of something else.
  useOpenPath(selected, name ? null : (part?.window.revealed ?? null), path => set(path, true))
  const focusFilter = useRef<() => void>(undefined)
  const [goTo, setGoTo] = useState<{ index: number } | null>(null)

  const list = useMemo((): FlatList => {
    const from = part?.window.from ?? 0
    const nodes = part?.window.nodes ?? []
    const flat = nodes.map((node, index) => maker.flat(node, part?.rows[index], freshnessOf))
    return {
      count: part?.window.count ?? 0,
      at: index => flat[index - from],
      indexOf: id => {
        const at = id === null ? -1 : nodes.findIndex(node => node.id === id)
        return at < 0 ? -1 : at + from
      },
      show,
    }
  }, [part, maker, freshnessOf, show])
  const drop = useMemo(
    () => lateDrop({ pressMany, askMany, rowOf: id => liveStore.row(id) }),
    [pressMany, askMany],
  )
  const chosenIds = new Set([...chosen].map(objectIdOf))
  const menu = (node: TreeNode) => {
    if (chosen.size > 1 && chosen.has(node.id))
      return entriesBy(({ manyEntries }) => manyEntries(manyOf(chosenIds), pressMany))
    const row = part?.rows.find(one => one?.id === objectIdOf(node.id))
    const canOpen = list.at(list.indexOf(node.id))?.expanded !== undefined
    const all = (own: readonly MenuEntry[]) =>
      canOpen ? [...own, ...belowEntries(own.length > 0, open => void setBelow(node.id, open))] : own
    if (isGroup(node.id) || !row) return all(isGroup(node.id) ? groups.entries(node.id) : [])
    return entriesBy(({ rowEntries }) => all([...groups.outOf(node.id), ...rowEntries(row, asker, press)]))
  }

  let body: ReactNode
  if (loaded && nothing) {
    body = (
      <p className="px-3 py-2 text-muted">
        {mayConnect ? t('No pool is connected yet. ') : t('There is nothing that you may see.')}
        {mayConnect && (
          <PageLink href={paths.connectPool} className="text-accent underline">
            {t('Connect a pool')}
          </PageLink>
        )}
      </p>
    )
  } else if (!part) body = <Waiting />
  else if (name && part.window.matched === 0) {
    body = (
      <p className="grow px-3 py-2 text-muted">
        {t('Nothing here has “{name}” in its name.', { name })}{' '}
        <button type="button" className="text-accent underline" onClick={() => setTyped('')}>
          {t('Clear filter')}
        </button>
      </p>
    )
  } else {
    const revealed = part.window.revealed
    body = (
      <Tree
        label={modeLabel(mode)}
        list={list}
        selected={revealed?.id === selected ? (revealed?.node ?? selected) : selected}
        selectedIndex={revealed?.id === selected ? (revealed?.index ?? -1) : list.indexOf(selected)}
        onExpand={(id, open) => set([id], open)}
        onExpandBelow={(id, open) => void setBelow(id, open)}
        onFilter={() => focusFilter.current?.()}
        goTo={goTo}
        menu={menu}
        chosen={chosen}
        onChosenChange={setChosen}
        drop={drop}
        className="grow py-1"
      />
    )
  }
  return (
    <>
      <div className="flex shrink-0 items-center gap-1 px-2 pt-1">
        <TreeModeMenu
          mode={mode}
          onChange={next => {
            setChosen(noneChosen)
            setMode(next)
          }}
        />
        <TreeShowsMenu
          shows={shows}
          onChange={next => {
            setChosen(noneChosen)
            setShows(next)
          }}
        />
        {mode === 'folder' && (
          <IconButton
            size="s"
            icon="add"
            label={t('New folder')}
            reason={groups.reason}
            remedy={groups.remedy}
            onClick={groups.create}
          />
        )}
      </div>
      <TreeFilter
        value={typed}
        onChange={setTyped}
        matched={part?.window.matched}
        focusRef={focusFilter}
        onEnter={() => {
          const fits = nameTest(name) ?? (() => true)
          const nodes = part?.window.from === 0 ? part.window.nodes : []
          const first = nodes.findIndex((_, index) => fits(list.at(index)?.node.label ?? ''))
          if (list.count > 0) setGoTo({ index: Math.max(0, first) })
        }}
      />
      {body}
      {chosen.size > 0 && (
        <TreeChosen objects={chosenIds} pressMany={pressMany} onClear={() => setChosen(noneChosen)} />
      )}
      {dialog}
      {groups.dialog}
    </>
  )
}

function belowEntries(after: boolean, onSelect: (open: boolean) => void): MenuEntry[] {
  const entries: MenuEntry[] = [
    {
      type: 'item',
      id: 'expand all below',
      label: t('Expand all below'),
      icon: 'collapse',
      shortcut: '*',
      onSelect: () => onSelect(true),
    },
    {
      type: 'item',
      id: 'collapse all below',
      label: t('Collapse all below'),
      icon: 'expand',
      shortcut: '-',
      onSelect: () => onSelect(false),
    },
  ]
  return after ? [{ type: 'separator', id: 'before below' }, ...entries] : entries
}

const noneChosen: ReadonlySet<string> = new Set()

/** Follows the address: opens what is closed above the object, once, as somebody may close it again. */
function useOpenPath(
  selected: ObjectId | null,
  revealed: TreeWindow['revealed'],
  open: (path: readonly string[]) => void,
): void {
  const [done, setDone] = useState<ObjectId | null>(null)
  const latest = useLatest(open)
  const path = revealed?.id === selected && revealed?.index === null ? revealed.path : null
  useEffect(() => {
    if (selected === null) setDone(null)
    if (selected === null || done === selected || revealed?.id !== selected) return
    setDone(selected)
    if (path) latest.current(path)
  }, [selected, done, revealed?.id, path, latest])
}

const placeholders = ['w-24', 'w-32', 'w-28', 'w-36', 'w-28', 'w-32', 'w-24', 'w-36']

function Waiting() {
  return (
    <div role="status" className="py-1">
      <span className="sr-only">{t('Loading the infrastructure')}</span>
      {placeholders.map((width, index) => (
        <div key={index} className="flex h-tree-row items-center gap-2 pl-7">
          <Skeleton className="size-3" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  )
}
