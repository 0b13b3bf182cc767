import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import { userNameSchema } from '@/server/shared/user-name'
import type { Provider } from './providers'
import { isTaken } from './taken'

/** Who somebody is there: `subject` is theirs alone. */
export interface Outsider {
  subject: string
  /** What a person knows it by: a distinguished name, a user name. */
  label: string
  /** What an account here would be called. */
  username: string
  address: string
}

/** Why somebody whom a directory or provider knows does not come in. */
export type Turned = 'no-account' | 'name-taken' | 'name-not-usable' | 'disabled'

/**
 * The account of somebody whom a directory or provider vouches for. It is found by provider and subject alone, never by
 * name or e-mail, which somebody else may be given there; made at the first time where that is allowed.
 */
export async function admit(
  { db, audit }: { db: Db; audit: AuditLog },
  provider: Provider,
  { subject, label, username, address }: Outsider,
): Promise<{ userId: string } | { turned: Turned }> {
  const known = await db.identity.findUnique({
    where: { providerId_subject: { providerId: provider.id, subject } },
    include: { user: true },
  })
  if (known) {
    if (known.user.disabledAt) return { turned: 'disabled' }
    await db.identity.update({
      where: { id: known.id },
      data: { label, refreshedAt: new Date(), goneAt: null },
    })
    return { userId: known.userId }
  }
  if (!provider.createAccounts) return { turned: 'no-account' }
  if (!userNameSchema.safeParse(username).success) return { turned: 'name-not-usable' }
  try {
    const { id: userId } = await db.user.create({
      data: {
        username,
        grants: {
          create: { role: provider.role, scopeKind: 'everything', givenByName: provider.name },
        },
        identities: { create: { providerId: provider.id, subject, label } },
      },
    })
    await audit.note({
      userId,
      userName: username,
      address,
      action: 'user.admit',
      sentence: `Make an account for ${username}, known to ${provider.name}`,
      object: { class: 'user', uuid: userId, ref: '', name: username },
      params: { role: provider.role, provider: provider.name, label },
      result: 'succeeded',
    })
    return { userId }
  } catch (error) {
    if (!isTaken(error)) throw error
    // Two first sign-ins at once make one account.
    const meanwhile = await db.identity.findUnique({
      where: { providerId_subject: { providerId: provider.id, subject } },
    })
    return meanwhile ? { userId: meanwhile.userId } : { turned: 'name-taken' }
  }
}
