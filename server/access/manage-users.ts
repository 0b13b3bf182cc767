import { roleNames } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import { appError } from '@/server/errors'
import { firstPasswordMs, generatePassword, hashPassword } from './passwords'
import { createResetLinks } from './reset-links'
import type { SecondFactors } from './second-factors'
import type { Sessions } from './sessions'
import { byName } from './users'

/** A user as administrators see them; times are ISO 8601. `lastSeenAt` is null until the first sign-in. */
export interface UserInfo {
  id: string
  username: string
  role: string
  mustChangePassword: boolean
  /** False: they come in another way, or not at all until they have chosen one. */
  hasPassword: boolean
  secondFactor: boolean
  disabled: boolean
  lastSeenAt: string | null
  createdAt: string
}

type Locked = Prisma.TransactionClient
const highestRole = roleNames.at(-1) ?? ''

/**
 * Users as those who hold `user.manage` change them. Whatever could take the last administrator away, or give a name
 * twice, waits for one lock in the database, so that two requests at once can't both find the other one harmless.
 * A change of rights ends the user's sessions with their streams and consoles: none goes on with what it had before.
 *
 * @throws AppError 'not-found' for a user who is gone, 'refused' with the rule that stands against it.
 */
export function createUserAdmin({
  db,
  sessions,
  factors,
}: {
  db: Db
  sessions: Sessions
  factors: SecondFactors
}) {
  const locked = <T>(act: (tx: Locked) => Promise<T>) =>
    db.$transaction(async tx => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('domus users'))`
      return act(tx)
    })
  const endSessions = (id: string) => sessions.revokeOthers(id, '')

  return {
    async list(): Promise<UserInfo[]> {
      const [users, seen] = await Promise.all([
        db.user.findMany({
          where: { kind: 'person' },
          orderBy: { username: 'asc' },
          include: { totp: { select: { userId: true } }, _count: { select: { passkeys: true } } },
        }),
        db.session.groupBy({ by: ['userId'], _max: { lastSeenAt: true } }),
      ])
      const lastSeen = new Map(seen.map(({ userId, _max }) => [userId, _max.lastSeenAt]))
      return users.map(({ id, username, role, mustChangePassword, disabledAt, createdAt, ...user }) => ({
        id,
        username,
        role,
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
    async create(username: string, role: string): Promise<{ id: string; password: string }> {
      const password = generatePassword()
      const passwordHash = await hashPassword(password)
      return locked(async tx => {
        const taken = await tx.user.findFirst({ where: byName(username) })
        if (taken) {
          throw appError('conflict', `There is a user ${taken.username} already.`, { field: 'username' })
        }
        const { id } = await tx.user.create({
          data: {
            username,
            role,
            passwordHash,
            mustChangePassword: true,
            passwordExpiresAt: firstPasswordEnds(),
          },
        })
        return { id, password }
      })
    },

    async setRole(id: string, role: string): Promise<void> {
      await locked(async tx => {
        const user = await found(tx, id)
        if (user.role === role) {
          throw appError('bad-input', `${user.username} has this role already.`, { field: 'role' })
        }
        await keepOneAdmin(tx, id)
        await tx.user.update({ where: { id }, data: { role } })
      })
      await endSessions(id)
    },

    /** Returns the new password, which is kept nowhere and has to be changed at the next sign-in. */
    async resetPassword(id: string, by: string): Promise<{ password: string }> {
      // Whoever finds a screen unlocked must not get to keep the account.
      if (id === by) {
        throw appError('refused', 'You cannot reset your own password.', {
          next: 'Change it under Settings, Account, where the current one is asked for.',
        })
      }
      const { username, passwordHash: before } = await found(db, id)
      if (before === null) {
        throw appError('refused', `${username} has no password here.`, {
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
    async resetLink(id: string, by: { userId: string; username: string }) {
      // As with a reset: what is asked of others, the current password, would be got around.
      if (id === by.userId) {
        throw appError('refused', 'You cannot make a link for yourself.', {
          next: 'Change your password under Settings, Account.',
        })
      }
      return createResetLinks({ db, sessions }).create(id, by.username)
    },

    async resetSecondFactors(id: string, by: string): Promise<void> {
      if (id === by) {
        throw appError('refused', 'You cannot reset your own second factors.', {
          next: 'Remove them under Settings, Account.',
        })
      }
      await found(db, id)
      await factors.reset(id)
    },

    async disable(id: string, by: string): Promise<void> {
      await close(id, by, 'disable')
    },

    async enable(id: string): Promise<void> {
      // One that was signing in while they were disabled may have left a session behind.
      await endSessions(id)
      const { count } = await db.user.updateMany({
        where: { id, kind: 'person' },
        data: { disabledAt: null },
      })
      if (count === 0) throw gone()
    },

    /** Their sessions go with them; what they did stays in the audit log, under their name. */
    async remove(id: string, by: string): Promise<void> {
      // Disabled first: streams are found by the sessions, which are gone once the user is.
      await close(id, by, 'delete')
      await db.user.deleteMany({ where: { id } })
    },
  }

  async function close(id: string, by: string, verb: 'disable' | 'delete'): Promise<void> {
    if (id === by) {
      throw appError('refused', `You cannot ${verb} yourself.`, { next: 'Another administrator can.' })
    }
    await locked(async tx => {
      const { disabledAt } = await found(tx, id)
      await keepOneAdmin(tx, id)
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

/** Refuses what would leave nobody who could give rights back. */
async function keepOneAdmin(tx: Locked, id: string): Promise<void> {
  const admins = await tx.user.findMany({ where: { kind: 'person', role: highestRole, disabledAt: null } })
  const [last] = admins
  if (admins.length !== 1 || last?.id !== id) return
  throw appError('refused', `${last.username} is the last enabled ${highestRole}.`, {
    next: `Give another user the role ${highestRole} first.`,
  })
}
