import { type ClassFacts, classFacts, type FieldFacts, facts, isClassName } from '../../server/xapi/facts'
import type { ClassName } from '../../server/xapi/model/records'

export const classNames: readonly ClassName[] = Object.keys(facts.classes).filter(isClassName)

export function factsOf(cls: ClassName): ClassFacts {
  const found = classFacts(cls)
  if (!found) throw new Error(`The model has no class ${cls}`)
  return found
}

/** Fields a client can see, in the order of the model. */
export function publicFields(cls: ClassName): [string, FieldFacts][] {
  return Object.entries(factsOf(cls).fields).filter(([, field]) => !field.internal)
}
