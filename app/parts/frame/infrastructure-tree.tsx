'use client'

import Link from 'next/link'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { useLink, useLoaded, useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useRemembered } from '@/app/ui/remembered'
import { Skeleton } from '@/app/ui/skeleton'
import { Tree } from '@/app/ui/tree'
import type { TreeNode } from '@/app/ui/tree-types'
import type { AnyRow, Freshness, ObjectId, PoolRow } from '@/server/api/types'
import { rowEntries } from '../action-menu'
import { useActionPress } from '../action-press'
import { NodeMaker } from './tree-nodes'
import { treeOf } from './tree-rows'

type Expanded = Readonly<Record<string, boolean>>
const nothingChosen: Expanded = {}

function isExpanded(found: unknown): Expanded | undefined {
  if (typeof found !== 'object' || found === null) return undefined
  const entries: [string, unknown][] = Object.entries(found)
  return Object.fromEntries(entries.flatMap(([id, open]) => (typeof open === 'boolean' ? [[id, open]] : [])))
}

/** What everything is as old as when our own server is not reached. */
function useFreshnessOf(): (pool: PoolRow) => Freshness {
  const link = useLink()
  return useMemo(() => {
    if (link.state !== 'lost') return (pool: PoolRow) => pool.freshness
    const stale: Freshness = { state: 'stale', since: link.since, error: link.error }
    return () => stale
  }, [link])
}

/** Pools, hosts, VMs, storage and networks as they hang together, live. `selected`: the object whose page is shown. */
export function InfrastructureTree({ selected }: { selected: ObjectId | null }) {
  const pools = useRows('pool')
  const hosts = useRows('host')
  const vms = useRows('VM')
  const srs = useRows('SR')
  const networks = useRows('network')
  const loaded = useLoaded()
  const freshnessOf = useFreshnessOf()
  const asker = useAsker()
  const { press, dialog } = useActionPress()
  const [maker] = useState(() => new NodeMaker())
  const [expanded, setExpanded] = useRemembered('tree.expanded', nothingChosen, isExpanded)

  const nodes = useMemo(
    () => maker.nodes(treeOf({ pools, hosts, vms, srs, networks }, freshnessOf)),
    [maker, pools, hosts, vms, srs, networks, freshnessOf],
  )
  const rowOf = (id: string): AnyRow | undefined =>
    vms.find(row => row.id === id) ?? hosts.find(row => row.id === id)

  // Groups start folded: their members are seldom what one looks for.
  const open = useCallback((id: string) => expanded[id] ?? !id.startsWith('networks '), [expanded])
  const setOpen = useCallback(
    (id: string, value: boolean) => setExpanded({ ...expanded, [id]: value }),
    [expanded, setExpanded],
  )
  const menu = (node: TreeNode) => {
    const row = rowOf(node.id)
    return row ? rowEntries(row, asker, press) : []
  }

  let body: ReactNode
  if (!loaded && nodes.length === 0) body = <Waiting />
  else if (nodes.length === 0) {
    body = (
      <p className="px-3 py-2 text-muted">
        No pool is connected yet.{' '}
        <Link href={paths.connectPool} className="text-accent underline">
          Connect a pool
        </Link>
      </p>
    )
  } else {
    body = (
      <Tree
        label="Infrastructure"
        nodes={nodes}
        selected={selected}
        isExpanded={open}
        onExpand={setOpen}
        menu={menu}
        className="grow py-1"
      />
    )
  }
  return (
    <>
      {body}
      {dialog}
    </>
  )
}

const placeholders = ['w-24', 'w-32', 'w-28', 'w-36', 'w-28', 'w-32', 'w-24', 'w-36']

function Waiting() {
  return (
    <div role="status" className="py-1">
      <span className="sr-only">Loading the infrastructure</span>
      {placeholders.map((width, index) => (
        <div key={index} className="flex h-tree-row items-center gap-2 pl-7">
          <Skeleton className="size-3" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  )
}
