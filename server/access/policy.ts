import { lowestRoleWith, type Permission, readOf } from '@/server/catalogue/permissions'
import { appError } from '@/server/errors'
import { worded } from '@/server/shared/text'
import type { Access, Subject } from './engine/access'
import type { SignedIn } from './sessions'

export type { Access, Subject } from './engine/access'

/** Who is behind a request, with what they may do: it follows their grants as long as it is held on to. */
export type Principal = SignedIn & { access: Access }

/** Whose rights are looked at: in a preview the other's. */
export function lookedAt({ userId, username, preview }: SignedIn): { userId: string; username: string } {
  return preview ?? { userId, username }
}

/** The one policy engine: what may this person do to that object, or, without one, to Domus itself? */
export function permissionsOn(
  { access }: Pick<Principal, 'access'>,
  subject?: Pick<Subject, 'id'>,
): ReadonlySet<Permission> {
  return subject === undefined ? access.everywhere : access.on(subject)
}

/** What one may not see does not exist. */
export function sees({ access }: Pick<Principal, 'access'>, subject: Subject): boolean {
  return access.on(subject).has(readOf[subject.class])
}

/** Throws the refusal a person is shown. */
export function require(
  user: Pick<Principal, 'access'>,
  permission: Permission,
  subject?: Pick<Subject, 'id'>,
): void {
  if (permissionsOn(user, subject).has(permission)) return
  throw notAllowed(permission)
}

export function notAllowed(permission: Permission) {
  return appError('not-allowed', 'Your role does not allow this.', {
    next: worded('The role {lowestRoleWith} does. Ask an administrator for it.', {
      lowestRoleWith: lowestRoleWith(permission),
    }),
  })
}
