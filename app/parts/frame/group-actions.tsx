'use client'

import { type ReactNode, useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { useRows } from '@/app/lib/inventory'
import type { MenuEntry, Remedy } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { t } from '@/server/shared/text'
import { withAction } from '../action-part'
import type { PressMany } from '../action-press'
import { manyOf } from '../action-subject'
import { askInsteadOnSome } from '../ask-instead'
import { useWhyNotAllowed } from '../not-allowed'
import { type GroupId, groupIdOf, groupOf, objectIdOf } from './group-id'
import { moveFolder } from './move-folder'

const FolderRename = onDemandPart(() =>
  import('@/app/forms/folder-change').then(found => found.FolderRenameDialog),
)
const FolderMove = onDemandPart(() =>
  import('@/app/forms/folder-change').then(found => found.FolderMoveUnderDialog),
)
const FolderDelete = onDemandPart(() =>
  import('@/app/forms/folder-change').then(found => found.FolderDeleteDialog),
)
const FolderCreate = onDemandPart(() =>
  import('@/app/forms/folder-change').then(found => found.FolderCreateDialog),
)
const TagRename = onDemandPart(() => import('@/app/forms/tag-change').then(found => found.TagRenameDialog))
const TagDelete = onDemandPart(() => import('@/app/forms/tag-change').then(found => found.TagDeleteDialog))

type Deed = 'create' | 'rename' | 'move' | 'delete'

/** What can be done to folders and tags in the tree; render `dialog` somewhere. */
export function useGroupActions(pressMany: PressMany): {
  entries: (id: string) => MenuEntry[]
  /** For a node of an object: out of the group that it stands in. */
  outOf: (nodeId: string) => MenuEntry[]
  create: () => void
  reason: string | undefined
  remedy: Remedy | undefined
  dialog: ReactNode
} {
  const [open, setOpen] = useState<{ deed: Deed; group: GroupId } | null>(null)
  const asker = useAsker()
  const pools = useRows('pool')
  // What may be done to the objects in a group is said of each when it is done; a new folder is kept by a pool.
  const notAllowed = useWhyNotAllowed('object.organise')
  const reason = pools.some(pool => asker.permissionsOn(pool.id).has('object.organise'))
    ? undefined
    : notAllowed
  const remedy = askInsteadOnSome(asker, pools, 'object.organise', t('New folder'))

  const entries = (id: string): MenuEntry[] => {
    const group = groupOf(id)
    const entry = (deed: Deed, label: string, icon: 'add' | 'edit' | 'folder' | 'delete'): MenuEntry => ({
      type: 'item',
      id: deed,
      label,
      icon,
      tone: deed === 'delete' ? 'danger' : 'neutral',
      reason: deed === 'create' ? reason : undefined,
      remedy,
      onSelect: () => setOpen({ deed, group }),
    })
    if (group.kind === 'folder') {
      return [
        entry('create', t('New folder here…'), 'add'),
        entry('rename', t('Rename…'), 'edit'),
        entry('move', t('Move to…'), 'folder'),
        entry('delete', t('Delete…'), 'delete'),
      ]
    }
    if (group.kind === 'tag')
      return [entry('rename', t('Rename…'), 'edit'), entry('delete', t('Delete…'), 'delete')]
    return []
  }
  const outOf = (nodeId: string): MenuEntry[] => {
    const group = groupOf(groupIdOf(nodeId) ?? '')
    const subject = manyOf([objectIdOf(nodeId)])
    const entry = (label: string, id: string, input: unknown): MenuEntry[] => {
      const onSelect = () => void withAction(id, action => pressMany(action, subject, input))
      return [
        { type: 'item', id: 'out of', label, icon: 'close', onSelect },
        { type: 'separator', id: 'after out of' },
      ]
    }
    if (group.kind === 'folder') return entry(t('Remove from folder'), 'object.setFolder', { folder: '' })
    if (group.kind === 'tag') {
      const input = { add: [], remove: [group.tag] }
      return entry(t('Remove the tag “{tag}”', { tag: group.tag }), 'object.setTags', input)
    }
    return []
  }
  const close = () => setOpen(null)
  return {
    entries,
    outOf,
    create: () => setOpen({ deed: 'create', group: { kind: 'none' } }),
    reason,
    remedy,
    dialog: open && <GroupDialog {...open} pressMany={pressMany} onClose={close} />,
  }
}

function GroupDialog({
  deed,
  group,
  pressMany,
  onClose,
}: {
  deed: Deed
  group: GroupId
  pressMany: PressMany
  onClose: () => void
}) {
  if (deed === 'create') {
    return (
      <FolderCreate
        below={group.kind === 'folder' ? group.path : ''}
        onCreate={(pool, paths) => {
          onClose()
          void withAction('pool.addFolders', action => pressMany(action, manyOf([pool]), { paths }))
        }}
        onClose={onClose}
      />
    )
  }
  if (group.kind === 'folder') {
    const Dialog = { rename: FolderRename, move: FolderMove, delete: FolderDelete }[deed]
    const change = (to: string) => {
      onClose()
      moveFolder(pressMany, group.path, to)
    }
    return <Dialog path={group.path} onChange={change} onClose={onClose} />
  }
  if (group.kind !== 'tag' || deed === 'move') return null
  const Dialog = { rename: TagRename, delete: TagDelete }[deed]
  const change = (input: { add: string[]; remove: string[] }) => {
    onClose()
    const { tag } = group
    void withAction('object.setTags', setTags =>
      pressMany(setTags, { kind: 'many', targets: { tag }, name: t('the tag “{tag}”', { tag }) }, input),
    )
  }
  return <Dialog tag={group.tag} onChange={change} onClose={onClose} />
}
