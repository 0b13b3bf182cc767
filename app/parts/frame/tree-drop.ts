import type { TreeDrop } from '@/app/ui/tree-drag'
import type { AnyRow, ObjectId } from '@/server/api/types'
import { parentFolder, whyNotBelow } from '@/server/shared/folders'
import { t } from '@/server/shared/text'
import { withAction } from '../action-part'
import type { AskMany, PressMany } from '../action-press'
import { manyOf } from '../action-subject'
import { groupOf, isGroup, objectIdOf } from './group-id'
import { hostDrop } from './host-drop'
import { moveFolder } from './move-folder'

/**
 * What dropping objects or folders onto a folder or a tag does, or VMs onto a host, and why it can't be done.
 */
export function treeDrop({ pressMany, hosts }: { pressMany: PressMany; hosts: TreeDrop }): TreeDrop {
  return {
    reason(dragged, onto) {
      if (!isGroup(onto)) return hosts.reason(dragged, onto)
      const target = groupOf(onto)
      if (target.kind === 'other') return t('Nothing can be dropped here.')
      const folders = dragged.flatMap(id => (isGroup(id) ? [groupOf(id)] : []))
      if (folders.length === 0) return undefined
      if (folders.length < dragged.length) return t('Drag either folders or what lies in them.')
      if (target.kind === 'tag') return t('A folder can’t be tagged.')
      for (const folder of folders) {
        if (folder.kind !== 'folder') return t('Only folders and objects can be dragged.')
        if (target.kind === 'none') {
          if (parentFolder(folder.path) === '') return t('The folder is at the top already.')
          continue
        }
        const reason = whyNotBelow(folder.path, target.path)
        if (reason) return reason
      }
      return undefined
    },
    what: (dragged, onto) => (isGroup(onto) ? undefined : hosts.what?.(dragged, onto)),
    drop(dragged, onto) {
      if (!isGroup(onto)) {
        hosts.drop(dragged, onto)
        return
      }
      const target = groupOf(onto)
      const folders = dragged.map(groupOf)
      const [first] = folders
      if (first?.kind === 'folder' && dragged.every(isGroup)) {
        const below = target.kind === 'folder' ? target.path : ''
        moveFolder(pressMany, first.path, `${below}/${first.path.split('/').at(-1)}`)
        return
      }
      const subject = manyOf(new Set(dragged.map(objectIdOf)))
      const [id, input] =
        target.kind === 'tag'
          ? ['object.setTags', { add: [target.tag], remove: [] }]
          : ['object.setFolder', { folder: target.kind === 'folder' ? target.path : '' }]
      void withAction(id, action => pressMany(action, subject, input))
    },
  }
}

/** The same in the tree of all that is there. */
export function dropInTree(tree: {
  pressMany: PressMany
  askMany: AskMany
  rowOf: (id: ObjectId) => AnyRow | undefined
}): TreeDrop {
  return treeDrop({ pressMany: tree.pressMany, hosts: hostDrop(tree) })
}
