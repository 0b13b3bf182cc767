import type { ClassName, Records } from './model/records'
import { narrowPlan, type Plan, planOf } from './plan'
import { typeOf } from './type-text'

/** The fields of records that somebody wants, by class. Of a class that is not named all are wanted. */
export type Only = { readonly [C in ClassName]?: readonly (keyof Records[C])[] }
/** Of every class all fields. */
export const everything = {} as const satisfies Only

/** Records as they are decoded where only some of their fields are wanted. */
export type NarrowRecords<O extends Only> = {
  [C in ClassName]: O extends { readonly [K in C]: readonly (infer F)[] }
    ? Pick<Records[C], F & keyof Records[C]>
    : Records[C]
}

const made = new WeakMap<Only, Map<ClassName, Plan>>()

/** The plan of the records of a class. */
export function planOfRecord(name: ClassName, only: Only): Plan {
  const plans = made.get(only) ?? new Map<ClassName, Plan>()
  made.set(only, plans)
  let plan = plans.get(name)
  if (plan === undefined) {
    const fields: readonly string[] | undefined = only[name]
    plan = (fields && narrowPlan(name, fields)) ?? planOf(typeOf(`record ${name}`))
    plans.set(name, plan)
  }
  return plan
}
