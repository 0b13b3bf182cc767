import { equal } from './equal'

/**
 * Gives `after`, which has just been made and is nobody else's yet, the very values of `before` where the two are equal.
 * What is read once shares most of its texts and sets with others; what comes again and again with one field changed
 * would bring all the rest of it anew, and after a while nothing would be shared any more.
 */
export function shareWith(before: object, after: object): void {
  for (const field of Object.keys(after)) {
    const value: unknown = Reflect.get(after, field)
    // Texts that are equal may still be two.
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) continue
    const known: unknown = Reflect.get(before, field)
    if (equal(known, value)) Reflect.set(after, field, known)
  }
}
