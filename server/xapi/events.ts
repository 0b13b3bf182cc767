import { setImmediate } from 'node:timers/promises'
import { decodeRecord } from './codec'
import { isClassName, modelClass } from './facts'
import type { ClassName, Records, Ref } from './model/records'
import { isStruct, type Wire } from './wire'

/** A change of one object. `snapshot` is the whole record, there for add and mod. */
export type XapiEvent<C extends ClassName = ClassName> = {
  [K in C]: {
    readonly class: K
    readonly ref: Ref<K>
    readonly operation: 'add' | 'mod' | 'del'
    readonly snapshot?: Records[K]
  }
}[C]

export interface EventBatch<C extends ClassName = ClassName> {
  /** Where the next call goes on. */
  readonly token: string
  /** How many rows each class has; keys in lower case, as hosts write them. */
  readonly validRefCounts: Record<string, number>
  readonly events: readonly XapiEvent<C>[]
}

/** Events decoded before the event loop gets its turn: the first batch of a large pool holds thousands. */
const slice = 250

/** The answer of event.from. Events of classes that the model does not know are left out. Undefined if it is none. */
export async function decodeEventBatch(wire: Wire): Promise<EventBatch | undefined> {
  if (!isStruct(wire) || typeof wire.token !== 'string' || !Array.isArray(wire.events)) return undefined
  const validRefCounts: Record<string, number> = {}
  if (isStruct(wire.valid_ref_counts))
    for (const [name, count] of Object.entries(wire.valid_ref_counts)) validRefCounts[name] = Number(count)
  const events: XapiEvent[] = []
  for (const [i, item] of wire.events.entries()) {
    if (i > 0 && i % slice === 0) await setImmediate()
    const event = decodeEvent(item)
    if (event) events.push(event)
  }
  return { token: wire.token, validRefCounts, events }
}

function decodeEvent(wire: Wire): XapiEvent | undefined {
  if (!isStruct(wire) || typeof wire.class !== 'string' || typeof wire.ref !== 'string') return undefined
  const name = modelClass(wire.class)
  const { operation, ref, snapshot } = wire
  if (!isClassName(name) || (operation !== 'add' && operation !== 'mod' && operation !== 'del'))
    return undefined
  return ofItsClass(name, ref, operation, snapshot === undefined ? undefined : decodeRecord(name, snapshot))
}

/** Class, ref and snapshot of one event come from one row: the compiler cannot tie the three together. */
function ofItsClass(
  name: ClassName,
  ref: string,
  operation: 'add' | 'mod' | 'del',
  snapshot: Records[ClassName] | undefined,
): XapiEvent {
  const event = { class: name, ref, operation }
  return (snapshot === undefined ? event : { ...event, snapshot }) as XapiEvent
}
