import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { worded } from '@/server/shared/text'
import { Book } from './engine/book'
import { everything } from './engine/scope'
import {
  type Actor,
  give,
  type Locked,
  lockedAccess,
  mustRule,
  ownersIn,
  setWholeRole,
  wholeGrants,
  wholeRole,
} from './grant-deeds'
import { firstPasswordMs, generatePassword, hashPassword } from './passwords'
import { readBook } from './read-book'
import { createResetLinks } from './reset-links'
import type { Rights } from './rights'
import type { SecondFactors } from './second-factors'
import type { Sessions } from './sessions'
import { byName } from './users'

/** A user as administrators see them; times are ISO 8601. `lastSeenAt` is null until the first sign-in. */
export interface UserInfo {
  id: string
  username: string
  /** What they hold over everything by themselves, "owner"; '' when nothing. */
  role: string
  /** To name it by; '' where it is none or several. */
  roleId: string
  /** Nobody else who can sign in gives rights over everything. */
  lastOwner: boolean
  mustChangePassword: boolean
  /** False: they come in another way, or not at all until they have chosen one. */
  hasPassword: boolean
  secondFactor: boolean
  disabled: boolean
  lastSeenAt: string | null
  createdAt: string
}

/**
 * Users as those who hold `user.manage` change them: those who may do nothing that they may not do themselves. Whatever
 * could take the last owner away, or give a name twice, waits for one lock in the database, so that two requests at once
 * can't both find the other one harmless.
 *
 * @throws AppError 'not-found' for a user who is gone, 'refused' with the rule that stands against it.
 */
export function createUserAdmin({
  db,
  sessions,
  rights,
  factors,
}: {
  db: Db
  sessions: Sessions
  rights: Pick<Rights, 'refresh'>
  factors: SecondFactors
}) {
  const locked = async <T>(act: (tx: Locked, book: Book) => Promise<T>) => {
    const result = await lockedAccess(db, act)
    await rights.refresh()
    return result
  }
  /** Whoever takes an account over, or away, has to be able to do all that it can. */
  const ruling = async (by: Actor, id: string) => {
    await found(db, id)
    mustRule(new Book(await readBook(db), Date.now()), by, id)
  }
  const endSessions = (id: string) => sessions.revokeOthers(id, '')

  return {
    async list(): Promise<UserInfo[]> {
      const [users, seen] = await Promise.all([
        db.user.findMany({
          where: { kind: 'person' },
          orderBy: { username: 'asc' },
          include: {
            totp: { select: { userId: true } },
            grants: { where: { scopeKind: 'everything' }, include: { composed: true } },
            _count: { select: { passkeys: true } },
          },
        }),
        db.session.groupBy({ by: ['userId'], _max: { lastSeenAt: true } }),
      ])
      const owners = ownersIn(new Book(await readBook(db), Date.now()))
      const enabled = users.filter(user => owners.has(user.id) && user.disabledAt === null)
      const lastSeen = new Map(seen.map(({ userId, _max }) => [userId, _max.lastSeenAt]))
      return users.map(({ id, username, grants, mustChangePassword, disabledAt, createdAt, ...user }) => ({
        id,
        username,
        ...wholeRole(grants),
        lastOwner: enabled.length === 1 && enabled[0]?.id === id,
        mustChangePassword,
        hasPassword: user.passwordHash !== null,
        secondFactor: user.totp !== null || user._count.passkeys > 0,
        disabled: disabledAt !== null,
        lastSeenAt: lastSeen.get(id)?.toISOString() ?? null,
        createdAt: createdAt.toISOString(),
      }))
    },

    /** The name of a user, for the sentence in the log. */
    async nameOf(id: string): Promise<string> {
      return (await found(db, id)).username
    },

    /** Returns the first password, which is kept nowhere and has to be changed at the first sign-in. */
    async create(
      by: Actor,
      username: string,
      role: string | null,
    ): Promise<{ id: string; password: string }> {
      const password = generatePassword()
      const passwordHash = await hashPassword(password)
      return locked(async (tx, book) => {
        const taken = await tx.user.findFirst({ where: byName(username) })
        if (taken) {
          throw appError(
            'conflict',
            worded('There is a user {username} already.', { username: taken.username }),
            { field: 'username' },
          )
        }
        const { id } = await tx.user.create({
          data: {
            username,
            passwordHash,
            mustChangePassword: true,
            passwordExpiresAt: firstPasswordEnds(),
          },
        })
        if (role !== null) {
          const wish = { role, scope: everything, until: null, mayDelegate: role === 'owner' }
          await give(tx, book, by, { user: id }, wish)
        }
        return { id, password }
      })
    },

    /** Gives them one role over everything in the place of what they hold there. Other grants stay. */
    async setRole(by: Actor, id: string, role: string | null): Promise<void> {
      await locked(async (tx, book) => {
        const user = await found(tx, id)
        const before = wholeGrants(book, id)
        if (before.length === 1 && before[0]?.role === role) {
          throw appError(
            'bad-input',
            worded('{username} has this role already.', { username: user.username }),
            { field: 'role' },
          )
        }
        await setWholeRole(tx, book, by, id, role)
      })
    },

    /** Returns the new password, which is kept nowhere and has to be changed at the next sign-in. */
    async resetPassword(id: string, by: Actor): Promise<{ password: string }> {
      // Whoever finds a screen unlocked must not get to keep the account.
      if (id === by.userId) {
        throw appError('refused', 'You cannot reset your own password.', {
          next: 'Change it under Settings, Account, where the current one is asked for.',
        })
      }
      await ruling(by, id)
      const { username, passwordHash: before } = await found(db, id)
      if (before === null) {
        throw appError('refused', worded('{username} has no password here.', { username }), {
          next: 'It is changed in the directory, or where they sign in.',
        })
      }
      const password = generatePassword()
      const passwordHash = await hashPassword(password)
      const { count } = await db.user.updateMany({
        where: { id, passwordHash: { not: null } },
        data: { passwordHash, mustChangePassword: true, passwordExpiresAt: firstPasswordEnds() },
      })
      if (count === 0) throw gone()
      await endSessions(id)
      return { password }
    },

    /** Returns the token of a link by which the user chooses a password; it is kept nowhere. */
    async resetLink(id: string, by: Actor) {
      // As with a reset: what is asked of others, the current password, would be got around.
      if (id === by.userId) {
        throw appError('refused', 'You cannot make a link for yourself.', {
          next: 'Change your password under Settings, Account.',
        })
      }
      await ruling(by, id)
      // A password of Domus would let in whom the directory has shut out.
      const outside = await db.identity.findFirst({
        where: { userId: id, provider: { enabled: true } },
        include: { provider: true, user: true },
      })
      if (outside) {
        throw appError(
          'refused',
          worded('{username} signs in by {name}.', {
            username: outside.user.username,
            name: outside.provider.name,
          }),
          {
            next: 'Their password is changed there.',
          },
        )
      }
      return createResetLinks({ db, sessions }).create(id, by.username)
    },

    async resetSecondFactors(id: string, by: Actor): Promise<void> {
      if (id === by.userId) {
        throw appError('refused', 'You cannot reset your own second factors.', {
          next: 'Remove them under Settings, Account.',
        })
      }
      await ruling(by, id)
      await factors.reset(id)
    },

    async disable(id: string, by: Actor): Promise<void> {
      await close(id, by, 'disable')
    },

    async enable(id: string, by: Actor): Promise<void> {
      await ruling(by, id)
      // One that was signing in while they were disabled may have left a session behind.
      await endSessions(id)
      const { count } = await db.user.updateMany({
        where: { id, kind: 'person' },
        data: { disabledAt: null },
      })
      if (count === 0) throw gone()
    },

    /** Their sessions go with them; what they did stays in the audit log, under their name. */
    async remove(id: string, by: Actor): Promise<void> {
      // Disabled first: streams are found by the sessions, which are gone once the user is.
      await close(id, by, 'delete')
      await locked(async tx => {
        // What they gave was built on what they held.
        await tx.grant.deleteMany({ where: { givenById: id, parentId: { not: null } } })
        await tx.user.deleteMany({ where: { id } })
      })
    },
  }

  async function close(id: string, by: Actor, verb: 'disable' | 'delete'): Promise<void> {
    if (id === by.userId) {
      throw appError('refused', worded('You cannot {verb} yourself.', { verb }), {
        next: 'Another administrator can.',
      })
    }
    await locked(async (tx, book) => {
      const { disabledAt } = await found(tx, id)
      mustRule(book, by, id)
      await tx.user.update({ where: { id }, data: { disabledAt: disabledAt ?? new Date() } })
    })
    await endSessions(id)
  }
}
export type UserAdmin = ReturnType<typeof createUserAdmin>

const firstPasswordEnds = () => new Date(Date.now() + firstPasswordMs)
const gone = () => appError('not-found', 'This user is gone.')

async function found(db: Pick<Locked, 'user'>, id: string) {
  const user = await db.user.findUnique({ where: { id, kind: 'person' } })
  if (!user) throw gone()
  return user
}
