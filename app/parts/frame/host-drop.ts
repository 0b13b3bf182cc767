import { api, appError } from '@/app/lib/trpc'
import type { TreeDrop } from '@/app/ui/tree-drag'
import type { AnyRow, ObjectId, Plan } from '@/server/api/types'
import { counted } from '@/server/shared/counted'
import { t } from '@/server/shared/text'
import { withAction } from '../action-part'
import type { AskMany } from '../action-press'
import { manyOf, oneOf } from '../action-subject'
import { isGroup, objectIdOf } from './group-id'

const poolOf = (id: ObjectId) => id.split('.', 1)[0] ?? id

/** What a pool has said holds for one drag over one host, and not for long. */
const heldMs = 10_000

interface Asked {
  at: number
  /** Undefined: not answered yet. */
  plan?: Plan
  error?: string
}

/**
 * What becomes of VMs that are dropped onto a host: they move there while they run, or it becomes their home server; onto
 * one of another pool they are moved there.
 */
export function hostDrop({
  askMany,
  rowOf,
  now = Date.now,
  ask = (action, objects, host) =>
    api.operation.plan.mutate({
      ...{ action, targets: { objects: [...objects] } },
      // What else it takes to go to another pool is asked by the wizard that opens.
      ...(action === 'vm.move' ? {} : { input: { host } }),
    }),
  act = withAction,
}: {
  askMany: AskMany
  rowOf: (id: ObjectId) => AnyRow | undefined
  now?: () => number
  ask?: (action: string, objects: readonly ObjectId[], host: ObjectId) => Promise<Plan>
  act?: typeof withAction
}): TreeDrop {
  const answers = new Map<string, Asked>()

  /** What the pool says, asked once for a drag over a host. The browser asks again while the drag goes on. */
  function answer(action: string, objects: readonly ObjectId[], host: ObjectId): Asked {
    const key = [action, host, ...objects].join(' ')
    const known = answers.get(key)
    if (known && now() - known.at < heldMs) return known
    const asked: Asked = { at: now() }
    answers.clear()
    answers.set(key, asked)
    ask(action, objects, host).then(
      plan => {
        asked.plan = plan
      },
      (error: unknown) => {
        asked.error = appError(error).message
      },
    )
    return asked
  }

  /** Which action a drop means; a sentence where it means none. */
  function meant(dragged: readonly string[], onto: string): { action: string; objects: ObjectId[] } | string {
    if (dragged.some(isGroup)) return t('A folder can’t be dropped onto a server.')
    const objects = [...new Set(dragged.map(objectIdOf))]
    const rows = objects.map(rowOf)
    if (rows.some(row => row && row.class !== 'VM')) return t('Only VMs can be dropped onto a server.')
    const first = rows.find(row => row?.class === 'VM')
    if (!first) return t('What is dragged is not known yet.')
    if (objects.some(id => poolOf(id) !== poolOf(objectIdOf(onto)))) return { action: 'vm.move', objects }
    const runs = first?.class === 'VM' && first.host !== null
    return { action: runs ? 'vm.migrate' : 'vm.setHome', objects }
  }

  return {
    reason(dragged, onto) {
      const what = meant(dragged, onto)
      if (typeof what === 'string') return what
      const { plan, error } = answer(what.action, what.objects, objectIdOf(onto))
      if (error !== undefined) return error
      if (plan === undefined) return t('The pool is being asked whether this works.')
      if (plan.can > 0) return undefined
      const reasons = new Set(plan.cannot.map(({ reason }) => reason))
      const [reason = t('This can’t be done.')] = reasons
      return reasons.size === 1 ? reason : t('None of them can go there, each for a reason of its own.')
    },
    what(dragged, onto) {
      const what = meant(dragged, onto)
      const host = rowOf(objectIdOf(onto))?.name_label
      if (typeof what === 'string' || host === undefined) return undefined
      const [only] = what.objects.length === 1 ? what.objects.map(rowOf) : []
      const name = only?.name_label ?? counted('VM', what.objects.length)
      if (what.action === 'vm.move') return t('Move {name} to {host}', { name, host })
      return what.action === 'vm.migrate'
        ? t('Migrate {name} to {host}', { name, host })
        : t('Make {host} the home server of {name}', { host, name })
    },
    drop(dragged, onto) {
      const what = meant(dragged, onto)
      if (typeof what === 'string') return
      const [only] = what.objects.length === 1 ? what.objects.map(rowOf) : []
      const subject = only?.class === 'VM' ? oneOf(only) : manyOf(what.objects, n => counted('VM', n))
      void act(what.action, action => askMany(action, subject, { host: objectIdOf(onto) }))
    },
  }
}
