'use client'

import Link from 'next/link'

import { useState } from 'react'
import { SplitPane } from '@/app/ui/split-pane'
import { StatusShape } from '@/app/ui/status-mark'
import { Icon } from '@/app/ui/symbol'
import { Tree } from '@/app/ui/tree'
import { flatList, type TreeNode } from '@/app/ui/tree-types'
import { sampleVms } from './samples'

function host(name: string, from: number, stale = false): TreeNode {
  return {
    id: `${name}-${from}`,
    label: name,
    link: <Link href={`#${name}`} />,
    lead: <Icon name="host" size={14} className="text-muted" />,
    hint: 'host, Enabled',
    trail: 5,
    stale,
    children: sampleVms(40)
      .slice(from, from + 5)
      .map(vm => ({
        id: `${name}-${vm.id}`,
        label: vm.name,
        link: <Link href={`#${vm.id}`} />,
        lead: <StatusShape status={stale ? 'unknown' : vm.status} />,
        hint: `VM, ${vm.state}`,
        stale,
      })),
  }
}

const nodes: readonly TreeNode[] = [
  {
    id: 'pool-1',
    label: 'Production',
    link: <Link href="#pool-1" />,
    lead: <Icon name="pool" size={14} className="text-muted" />,
    trail: 10,
    strong: true,
    children: [
      host('xen1', 0),
      host('xen2', 5),
      {
        id: 'networks 1',
        label: 'Networks',
        lead: <Icon name="network" size={14} className="text-muted" />,
        trail: 0,
        children: [],
      },
    ],
  },
  {
    id: 'pool-2',
    label: 'Lab',
    link: <Link href="#pool-2" />,
    lead: <Icon name="pool" size={14} className="text-muted" />,
    hint: 'pool, last heard from at 14:03:22',
    trail: '14:03:22',
    strong: true,
    stale: true,
    children: [host('lab1', 10, true)],
  },
]

export function KitTree({ theme }: { theme: string }) {
  const [closed, setClosed] = useState<readonly string[]>([])
  return (
    <div className="flex h-80 overflow-hidden rounded-panel border border-line">
      <SplitPane
        storageKey={`kit-${theme}`}
        label={`Sample pane, ${theme}`}
        side="left"
        size={{ initial: 256, min: 200, max: 420 }}
        pane={
          <Tree
            label={`Sample infrastructure, ${theme}`}
            list={flatList(nodes, id => !closed.includes(id))}
            selected="xen1-vm-1"
            onExpand={(id, open) => setClosed(open ? closed.filter(one => one !== id) : [...closed, id])}
            menu={node => [
              {
                type: 'item',
                id: 'open',
                label: `Start ${node.label}`,
                icon: 'play',
                onSelect: () => undefined,
              },
            ]}
            className="grow bg-canvas py-1"
          />
        }
      >
        <p className="p-4 text-muted">The divider is dragged, or moved by the arrow keys.</p>
      </SplitPane>
    </div>
  )
}
