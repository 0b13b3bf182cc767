import { facts, isClassName } from '../../server/xapi/facts'
import { behaviours } from './behaviours'
import { betweenHosts } from './between-hosts'
import { eventAnswers } from './event'
import { genericHandler } from './generic'
import { asAnyHandler } from './types'

/**
 * What stands behind a message: behaviour of its own (`implemented`), what every class has, from the model (`generic`),
 * the refusal that a real host answers it with too (`refused`: removed messages, messages between hosts), or nothing.
 */
export type Standing = 'implemented' | 'generic' | 'refused' | 'not implemented'

/** Every message of the model, in its order, by name. */
export function standings(): ReadonlyMap<string, Standing> {
  const found = new Map<string, Standing>()
  for (const [cls, { db, messages }] of Object.entries(facts.classes)) {
    if (!isClassName(cls)) continue
    for (const [message, messageFacts] of Object.entries(messages)) {
      const name = `${cls}.${message}`
      const own =
        asAnyHandler(behaviours[cls]?.[message]) ?? (cls === 'event' ? eventAnswers[message] : undefined)
      if (messageFacts.state === 'removed' || betweenHosts.has(name)) found.set(name, 'refused')
      else if (own) found.set(name, 'implemented')
      else if (db && genericHandler(cls, message, messageFacts)) found.set(name, 'generic')
      else found.set(name, 'not implemented')
    }
  }
  return found
}
