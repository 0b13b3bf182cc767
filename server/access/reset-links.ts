import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { requireGoodPassword } from './password-policy'
import { hashPassword } from './passwords'
import type { Sessions } from './sessions'

export const resetLinkHours = 24
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const over = () =>
  appError('not-found', 'This link works no more.', {
    next: 'It may have been used, replaced or become too old. Ask an administrator for another.',
  })

/**
 * Links by which a person chooses a password without having to give the old one. One per user, for a day, once; the
 * database keeps only the hash. They are no sign-in: second factors are asked for as ever.
 */
export function createResetLinks(
  { db, sessions }: { db: Db; sessions: Sessions },
  now: () => number = Date.now,
) {
  /** Whose link this is. Throws 'not-found' when it works no more. */
  async function find(token: string) {
    const row = await db.resetLink.findUnique({
      where: { tokenHash: hashOf(token), expiresAt: { gt: new Date(now()) }, user: { disabledAt: null } },
      include: { user: true },
    })
    if (row?.user.kind !== 'person') throw over()
    return row.user
  }
  return {
    /** Makes the user's link, and an earlier one worthless. The token is kept nowhere. */
    async create(userId: string, createdBy: string): Promise<{ token: string; expiresAt: string }> {
      if (!(await db.user.findFirst({ where: { id: userId, kind: 'person' } })))
        throw appError('not-found', 'This user is gone.')
      const token = randomBytes(32).toString('base64url')
      const expiresAt = new Date(now() + resetLinkHours * 60 * 60 * 1000)
      await db.$transaction([
        db.resetLink.deleteMany({ where: { userId } }),
        db.resetLink.create({ data: { tokenHash: hashOf(token), userId, createdBy, expiresAt } }),
      ])
      return { token, expiresAt: expiresAt.toISOString() }
    },
    find,
    /** Sets the password, uses the link up and ends all sessions of the user. */
    async use(token: string, next: string): Promise<{ userId: string; username: string }> {
      const { id, username } = await find(token)
      await requireGoodPassword(next, username, 'next')
      const passwordHash = await hashPassword(next)
      await db.$transaction(async tx => {
        // Of two that come at once, the one whose delete counts goes on.
        const { count } = await tx.resetLink.deleteMany({ where: { tokenHash: hashOf(token) } })
        if (count === 0) throw over()
        await tx.user.update({
          where: { id },
          data: { passwordHash, mustChangePassword: false, passwordExpiresAt: null },
        })
      })
      await sessions.revokeOthers(id, '')
      return { userId: id, username }
    },
  }
}
export type ResetLinks = ReturnType<typeof createResetLinks>
