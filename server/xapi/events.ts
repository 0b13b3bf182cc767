import { isClassName, modelClass } from './facts'
import type { ClassName, Ref } from './model/records'
import { everything, type NarrowRecords, type Only, planOfRecord } from './narrow'
import {
  Kind,
  mapPlan,
  type Plan,
  planOf,
  RecordPlan,
  recordPlan,
  setPlan,
  singlePlan,
  wirePlan,
} from './plan'
import { typeOf } from './type-text'
import type { Wire } from './wire'

/** A change of one object. `snapshot` is the record, whole but for what was not wanted, there for add and mod. */
export type XapiEvent<C extends ClassName = ClassName, O extends Only = Only> = {
  [K in C]: {
    readonly class: K
    readonly ref: Ref<K>
    readonly operation: 'add' | 'mod' | 'del'
    readonly snapshot?: NarrowRecords<O>[K]
  }
}[C]

export interface EventBatch<C extends ClassName = ClassName, O extends Only = Only> {
  /** Where the next call goes on. */
  readonly token: string
  /** How many rows each class has; keys in lower case, as hosts write them. */
  readonly validRefCounts: Record<string, number>
  readonly events: readonly XapiEvent<C, O>[]
}

/** A snapshot that came before the name of its class: it is decoded when that is known. */
class Early {
  constructor(readonly wire: Wire | undefined) {}
}
const early = singlePlan(Kind.void, wire => new Early(wire))

const classField = 2
const snapshotField = 5
/** One event. Its snapshot is a record of the class that is named before it. */
function eventRecordOf(only: Only): RecordPlan {
  return new RecordPlan(
    ['id', 'timestamp', 'class', 'operation', 'ref', 'snapshot'].map((name, field) => ({
      name,
      plan: field === snapshotField ? early : name === 'id' ? planOf(typeOf('int')) : wirePlan,
      absent: () => undefined,
    })),
    ([, , className, operation, ref, snapshot], charge) => {
      if (typeof className !== 'string' || typeof ref !== 'string') return undefined
      if (operation !== 'add' && operation !== 'mod' && operation !== 'del') return undefined
      const name = modelClass(className)
      if (!isClassName(name)) return undefined
      if (!(snapshot instanceof Early)) return eventOf(name, ref, operation, snapshot)
      const plan = planOfRecord(name, only)
      charge(plan.record?.fields.length ?? 0)
      return eventOf(name, ref, operation, plan.decode(snapshot.wire))
    },
    (field, values) => (field === snapshotField ? snapshotPlan(values[classField], only) : undefined),
  )
}

function snapshotPlan(className: unknown, only: Only): Plan | undefined {
  const name = typeof className === 'string' ? modelClass(className) : ''
  return isClassName(name) ? planOfRecord(name, only) : undefined
}

/** Class, ref and snapshot of one event come from one row: the compiler cannot tie the three together. */
function eventOf(
  name: ClassName,
  ref: string,
  operation: 'add' | 'mod' | 'del',
  snapshot: unknown,
): XapiEvent {
  const event =
    snapshot === undefined ? { class: name, ref, operation } : { class: name, ref, operation, snapshot }
  return event as XapiEvent
}

const batchPlans = new WeakMap<Only, Plan>()

/**
 * The answer of event.from, as EventBatch; undefined if it is none. Events of classes that the model does not know
 * are left out.
 */
export function batchPlanOf(only: Only): Plan {
  let plan = batchPlans.get(only)
  if (plan === undefined) {
    const events = setPlan(recordPlan(eventRecordOf(only), false), true)
    plan = recordPlan(
      new RecordPlan(
        [
          { name: 'events', plan: events, absent: () => undefined },
          { name: 'valid_ref_counts', plan: mapPlan(planOf(typeOf('int'))), absent: () => ({}) },
          { name: 'token', plan: wirePlan, absent: () => undefined },
        ],
        ([events, validRefCounts, token]) =>
          typeof token === 'string' && Array.isArray(events) ? { token, validRefCounts, events } : undefined,
      ),
      false,
    )
    batchPlans.set(only, plan)
  }
  return plan
}

/** The same, of whole records. */
export const batchPlan: Plan = batchPlanOf(everything)
