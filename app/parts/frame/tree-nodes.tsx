import type { ReactNode } from 'react'
import { clockTime } from '@/app/lib/format'
import { lastTabPath } from '@/app/lib/last-tab'
import { pathOfRow } from '@/app/lib/paths'
import { StatusShape } from '@/app/ui/status-mark'
import { Icon, type IconName } from '@/app/ui/symbol'
import type { FlatNode, TreeNode } from '@/app/ui/tree-types'
import type { AnyRow, Freshness, PoolId, RowClass, TreeNodeRow } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'
import { PageLink } from '../page-link'
import { statusOf } from '../status'

const icons: Record<Exclude<RowClass, 'VM' | 'task'>, IconName> = {
  pool: 'pool',
  host: 'host',
  template: 'copy',
  VM_appliance: 'boot',
  VMSS: 'snapshot',
  SR: 'storage',
  network: 'network',
  VDI: 'disk',
  snapshot: 'snapshot',
}
const kinds: Record<RowClass, string> = {
  pool: say('pool'),
  host: say('host'),
  VM: say('VM'),
  template: say('template'),
  VM_appliance: say('vApp'),
  VMSS: say('snapshot schedule'),
  SR: say('storage'),
  network: say('network'),
  VDI: say('disk'),
  snapshot: say('snapshot'),
  task: say('task'),
}

/** A VM shows its state; everything else what it is, and its state only when that is not as it should be. */
function leadOf(row: AnyRow, freshness: Freshness): ReactNode {
  const { status, half } = statusOf(row, freshness)
  const shape = <StatusShape status={status} half={half ?? false} />
  if ('hidden' in row) return <Icon name="eye-off" size={14} className="text-faint" />
  if (row.class === 'VM' || row.class === 'task') return shape
  return (
    <>
      <Icon name={icons[row.class]} size={14} className="text-muted" />
      {status !== 'ok' && status !== 'unknown' && shape}
    </>
  )
}

function trailOf(row: AnyRow, freshness: Freshness): ReactNode {
  if (row.class === 'pool') {
    return freshness.state === 'stale' || freshness.state === 'failed' ? clockTime(freshness.since) : row.vms
  }
  return row.class === 'host' ? row.vms : undefined
}

function hintOf(row: AnyRow, freshness: Freshness): string {
  const { word, detail } = statusOf(row, freshness)
  const since =
    row.class === 'pool' && (freshness.state === 'stale' || freshness.state === 'failed')
      ? t('last heard from at {clockTime}', { clockTime: clockTime(freshness.since) })
      : undefined
  const kept = 'hidden' in row ? t('hidden') : undefined
  return [told(kinds[row.class]), word, detail, since, kept].filter(Boolean).join(', ')
}

function objectNode(row: AnyRow, freshness: Freshness): TreeNode {
  // It leads to the tab of what it is a part of.
  const isPart = row.class === 'VDI' || row.class === 'snapshot'
  return {
    id: row.id,
    label: row.name_label || (row.class === 'pool' ? row.address : row.uuid),
    link: (
      <PageLink
        href={pathOfRow(row)}
        {...(isPart ? {} : { instead: () => lastTabPath(row.class, row.id) })}
      />
    ),
    lead: leadOf(row, freshness),
    hint: hintOf(row, freshness),
    trail: trailOf(row, freshness),
    stale: freshness.state !== 'live',
    strong: row.class === 'pool',
    chooses: row.class !== 'task' && !isPart,
    takes: row.class === 'host',
  }
}

/** Most rows say the same from one change to the next: their nodes stay the same and are not drawn again. */
export class NodeMaker {
  private readonly made = new WeakMap<AnyRow, { freshness: Freshness; node: TreeNode }>()

  /** A node of the tree with its row; undefined while the row of an object is on its way. */
  flat(
    found: TreeNodeRow,
    row: AnyRow | undefined,
    freshnessOf: (pool: PoolId) => Freshness,
  ): FlatNode | undefined {
    const node =
      found.label === null ? row && this.own(row, freshnessOf(row.pool), found.id) : group(found, freshnessOf)
    const { level, position, size, parent, parentIndex } = found
    const expanded = found.expanded ?? undefined
    return node && { node, level, position, size, parent, parentIndex, expanded }
  }

  private own(row: AnyRow, freshness: Freshness, id: string): TreeNode {
    const known = this.made.get(row)
    if (known?.freshness === freshness && known.node.id === id) return known.node
    const node = { ...objectNode(row, freshness), id }
    this.made.set(row, { freshness, node })
    return node
  }
}

const groupIcons: Record<string, IconName> = {
  ...{
    folder: 'folder',
    tag: 'tag',
    networks: 'network',
    templates: 'copy',
    vapp: 'boot',
    value: 'fields',
    none: 'ban',
  },
  ...{
    'type pool': 'pool',
    'type host': 'host',
    'type VM': 'vm',
    'type template': 'copy',
    'type VM_appliance': 'boot',
    'type VMSS': 'snapshot',
    'type SR': 'storage',
    'type network': 'network',
    'type VDI': 'disk',
    'type snapshot': 'snapshot',
  },
}

/** A group has no page of its own. The networks of a pool are as old as the pool. */
function group(found: TreeNodeRow, freshnessOf: (pool: PoolId) => Freshness): TreeNode {
  const kind = found.id.split(' ', 1)[0] ?? ''
  const ofPool = kind === 'networks' || kind === 'templates'
  return {
    id: found.id,
    // Names of ours; the others were given by people.
    label: ofPool || kind === 'type' || kind === 'none' ? told(found.label ?? '') : (found.label ?? ''),
    lead: (
      <Icon name={groupIcons[found.id] ?? groupIcons[kind] ?? 'folder'} size={14} className="text-muted" />
    ),
    trail: found.children,
    stale: ofPool && freshnessOf(found.parent ?? '').state !== 'live',
    drags: kind === 'folder',
    takes: kind === 'folder' || kind === 'tag' || found.id === 'none',
  }
}
