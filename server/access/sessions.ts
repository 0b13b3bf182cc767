import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '@/server/db/client'

const idleMs = 12 * 60 * 60 * 1000
const absoluteMs = 7 * 24 * 60 * 60 * 1000
/** `lastSeenAt` is written at most this often. */
const touchMs = 60 * 1000

export const sessionSeconds = absoluteMs / 1000

/** Who is behind a request. */
export interface SignedIn {
  sessionId: string
  userId: string
  username: string
  role: string
  mustChangePassword: boolean
}

export interface SessionInfo {
  id: string
  createdAt: string
  lastSeenAt: string
  address: string
  userAgent: string
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Sign-ins, kept in Postgres. The browser holds a random token, the database its hash, so neither a copy of the
 * database nor a log opens a session. `onEnd` tells streams and consoles when a session is over.
 */
export function createSessions(db: Db, now: () => number = Date.now) {
  const listeners = new Set<(sessionId: string) => void>()
  const ended = (ids: string[]) => {
    for (const id of ids) for (const listener of listeners) listener(id)
  }
  const valid = () => ({
    revokedAt: null,
    expiresAt: { gt: new Date(now()) },
    lastSeenAt: { gt: new Date(now() - idleMs) },
  })
  return {
    /** Opens a session and returns its token. */
    async open(userId: string, address: string, userAgent: string): Promise<{ token: string; id: string }> {
      const token = randomBytes(32).toString('base64url')
      const createdAt = new Date(now())
      const expiresAt = new Date(now() + absoluteMs)
      const { id } = await db.session.create({
        data: {
          tokenHash: hashOf(token),
          userId,
          address,
          userAgent: userAgent.slice(0, 300),
          createdAt,
          lastSeenAt: createdAt,
          expiresAt,
        },
      })
      return { token, id }
    },
    /** Whose token this is; null if it is nobody's (any more). */
    async find(token: string): Promise<SignedIn | null> {
      const session = await db.session.findFirst({
        where: { tokenHash: hashOf(token), ...valid(), user: { disabledAt: null } },
        include: { user: true },
      })
      if (!session) return null
      if (session.lastSeenAt.getTime() < now() - touchMs) {
        await db.session.update({ where: { id: session.id }, data: { lastSeenAt: new Date(now()) } })
      }
      const { user } = session
      return {
        sessionId: session.id,
        userId: user.id,
        username: user.username,
        role: user.role,
        mustChangePassword: user.mustChangePassword,
      }
    },
    /** Whether a session still stands. */
    async stands(sessionId: string): Promise<boolean> {
      return (
        (await db.session.count({ where: { id: sessionId, ...valid(), user: { disabledAt: null } } })) > 0
      )
    },
    async list(userId: string): Promise<SessionInfo[]> {
      const rows = await db.session.findMany({
        where: { userId, ...valid() },
        orderBy: { lastSeenAt: 'desc' },
      })
      return rows.map(({ id, createdAt, lastSeenAt, address, userAgent }) => ({
        id,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        address,
        userAgent,
      }))
    },
    /** Ends one of a user's sessions. False if they have no such session. */
    async revoke(userId: string, sessionId: string): Promise<boolean> {
      const { count } = await db.session.updateMany({
        where: { id: sessionId, userId, revokedAt: null },
        data: { revokedAt: new Date(now()) },
      })
      if (count > 0) ended([sessionId])
      return count > 0
    },
    /** Ends all sessions of a user but the one named, as after a change of password. */
    async revokeOthers(userId: string, keep: string): Promise<void> {
      const where = { userId, revokedAt: null, id: { not: keep } }
      const ids = (await db.session.findMany({ where, select: { id: true } })).map(row => row.id)
      await db.session.updateMany({ where: { id: { in: ids } }, data: { revokedAt: new Date(now()) } })
      ended(ids)
    },
    onEnd(listener: (sessionId: string) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
export type Sessions = ReturnType<typeof createSessions>
