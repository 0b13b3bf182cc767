import type { Changes } from '@/server/audit/record'
import type { Steps } from '@/server/catalogue/define'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { PoolId } from '@/server/inventory/rows'
import type { Acting } from '@/server/pools/actors'
import type { HostRoutes } from '@/server/pools/host-routes'
import type { Pools } from '@/server/pools/pools'
import { XapiError } from '@/server/xapi/errors'
import type { Ref } from '@/server/xapi/model/records'
import { dropTask } from '@/server/xapi/tasks'
import { importDisk } from '@/server/xapi/transfers'
import { followTask } from './follow'

/** Nobody can tell what became of a step: what follows it is not tried, and nothing is taken back. */
export class StepUnknown extends Error {
  override readonly name = 'StepUnknown'
}

interface StepsOptions {
  inventory: Inventory
  pools: Pools
  routes: HostRoutes
  pool: PoolId
  /** By which what the run has made is found. */
  mark: string
  /** By which the task of the step with this number is found as one of this run's. */
  tagOf: (step: number) => string
  /** Through whom it is done, asked anew for each step: a long one may outlive a session. */
  acting: () => Promise<Acting>
  /** Tells which task is under way, and how far all of it is. */
  tell: (told: { task: Ref<'task'> | null; progress: number }) => void
  signal: AbortSignal
}

/** Carries out the steps of one run, one after the other, and takes them back where that is asked for. */
export function createSteps(options: StepsOptions) {
  const { inventory, pools, routes, pool, mark, tagOf, acting, tell, signal } = options
  const wayBack: { how: () => Promise<void>; always: boolean }[] = []
  const changes: Changes = {}
  let done = 0
  let count = 0
  let halted = false
  let made: Ref<'VM'> | null = null

  /** What is cancelled between two steps does not begin the next one. */
  const goOn = () => {
    if (halted) throw new XapiError('TASK_CANCELLED', [])
  }

  const steps: Steps = {
    async ask(what) {
      goOn()
      const { session } = await acting()
      return what(session.call)
    },
    async task(share, begin) {
      goOn()
      const { session } = await acting()
      count += 1
      const task = await begin(session.begin({ tag: tagOf(count) }))
      tell({ task, progress: done })
      const progress = (part: number) => tell({ task, progress: done + share * part })
      const outcome = await followTask({ inventory, pools, pool, task }, progress, signal)
      const live = pools.live(pool)
      if (live) await dropTask(live, task)
      if (outcome.result === 'unknown') throw new StepUnknown('The pool no longer knows the task of a step.')
      if (outcome.result !== 'succeeded') throw outcome.error
      done += share
      tell({ task: null, progress: done })
      return outcome.made ?? ''
    },
    async clone(share, begin) {
      const vm = asVm(await steps.task(share, begin))
      if (vm === '') throw appError('pool-failed', 'The pool did not say what it has made.')
      return vm
    },
    async send(share, disk, bytes) {
      goOn()
      const { session } = await acting()
      // The host that was asked may not reach the storage, and names another one.
      await importDisk(
        session,
        disk,
        bytes,
        { format: 'raw' },
        {
          ...{ signal, resolveEndpoint: host => routes(session, pool, host) },
          onProgress: ({ bytes: sent }) =>
            tell({ task: null, progress: done + (share * sent) / bytes.length }),
        },
      )
      done += share
    },
    deletes(what, names) {
      if (names.length > 0) changes[what] = { before: [...names] }
    },
    mark,
    makes(vm) {
      made = vm
    },
    keep: () => void wayBack.splice(0),
    takeBack: (how, when) => void wayBack.push({ how, always: when === 'always' }),
  }

  return {
    steps,
    changes,
    /** The VM that is there when it is over; null: none. */
    made: () => made,
    halt() {
      halted = true
    },
    /** Takes back what was done, the last first, or only what always is. Gives what could not be. */
    async takeBack(which: 'all' | 'always'): Promise<unknown[]> {
      const failures: unknown[] = []
      halted = false
      if (which === 'all' && wayBack.length > 0) made = null
      for (const { how, always } of wayBack.splice(0).reverse()) {
        if (which === 'always' && !always) continue
        try {
          await how()
        } catch (error) {
          failures.push(error)
        }
      }
      return failures
    },
  }
}

/** For tasks that make a VM: their result is its reference. */
function asVm(text: string): Ref<'VM'> {
  return text as Ref<'VM'>
}
