import type { ClassName } from '../../server/xapi/model/records'
import { classNames, factsOf } from './facts'

/** What an event.from asks for: whole classes, or single objects of a class. */
export interface Subscription {
  /** Lower-case class → `true` for all of it, else the refs wanted. */
  readonly wanted: ReadonlyMap<string, true | ReadonlySet<string>>
  readonly everything: boolean
}

/** `*`, `vm`, `vm/OpaqueRef:…`; anything else is accepted and matches nothing. */
export function parseSubscription(classes: readonly string[]): Subscription {
  const wanted = new Map<string, true | Set<string>>()
  for (const text of classes) {
    const slash = text.indexOf('/')
    const name = (slash < 0 ? text : text.slice(0, slash)).toLowerCase()
    if (slash < 0) wanted.set(name, true)
    else {
      const refs = wanted.get(name) ?? new Set<string>()
      if (refs !== true) wanted.set(name, refs.add(text.slice(slash + 1)))
    }
  }
  return { wanted, everything: wanted.get('*') === true }
}

export function matchesClass(subscription: Subscription, cls: string): boolean {
  return subscription.everything || subscription.wanted.has(cls.toLowerCase())
}

export function matchesObject(subscription: Subscription, cls: string, ref: string): boolean {
  if (subscription.everything) return true
  const wanted = subscription.wanted.get(cls.toLowerCase())
  return wanted === true || (wanted?.has(ref) ?? false)
}

/** Waiting for tasks alone is answered without collecting first. */
export function onlyTasks(subscription: Subscription): boolean {
  return [...subscription.wanted].every(([cls, refs]) => cls === 'task' && refs !== true)
}

/** Classes whose rows event.from tells of, in the order it tells them. */
export const toldClasses: readonly ClassName[] = classNames.filter(cls => {
  const facts = factsOf(cls)
  return facts.db === 1 && facts.events === 1 && cls !== 'role'
})

const told: ReadonlySet<string> = new Set(toldClasses)

export function isTold(cls: ClassName): boolean {
  return told.has(cls)
}
