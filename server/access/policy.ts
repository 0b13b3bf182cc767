import { lowestRoleWith, type Permission, permissionsOf } from '@/server/catalogue/permissions'
import { appError } from '@/server/errors'
import type { ObjectId, RowClass } from '@/server/inventory/rows'
import type { SignedIn } from './sessions'

/** What a question is about; absent: Domus itself. */
export interface Subject {
  class: RowClass
  id: ObjectId
}

/**
 * The one policy engine: what may this person do to that object? Today a user has one role, which holds
 * everywhere; whoever asks names the object all the same, so that narrower grants change this file alone.
 */
export function permissionsOn(user: SignedIn, _subject?: Subject): ReadonlySet<Permission> {
  const own = permissionsOf(user.role)
  if (!user.token) return own
  const narrowed = permissionsOf(user.token.role)
  return new Set([...own].filter(permission => narrowed.has(permission)))
}

/** Throws the refusal a person is shown. */
export function require(user: SignedIn, permission: Permission, subject?: Subject): void {
  if (permissionsOn(user, subject).has(permission)) return
  throw appError('not-allowed', 'Your role does not allow this.', {
    next: `The role ${lowestRoleWith(permission)} does. Ask an administrator for it.`,
  })
}
