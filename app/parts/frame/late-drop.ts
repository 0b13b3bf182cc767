import { OnDemand } from '@/app/ui/on-demand'
import type { TreeDrop } from '@/app/ui/tree-drag'
import { t } from '@/server/shared/text'

const part = new OnDemand(() => import('./tree-drop').then(found => found.dropInTree))

/** What dropping in the tree does, fetched when something is dragged at the latest: the browser asks again while it is. */
export function lateDrop(tree: Parameters<typeof import('./tree-drop').dropInTree>[0]): TreeDrop {
  let made: TreeDrop | undefined
  const there = () => {
    const make = part.get(false)
    if (make) made ??= make(tree)
    else void part.load()
    return made
  }
  return {
    reason(dragged, onto) {
      const drop = there()
      return drop ? drop.reason(dragged, onto) : t('The pool is being asked whether this works.')
    },
    what: (dragged, onto) => there()?.what?.(dragged, onto),
    drop: (dragged, onto) => there()?.drop(dragged, onto),
  }
}
