import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '@/server/db/client'
import { defineTopic } from '@/server/db/topic'
import {
  defaultSecuritySettings,
  longestSessionSeconds,
  type SecuritySettings,
} from '@/server/shared/security-settings'
import { type SecondFactorStanding, type SignInMethod, signInMethods } from '@/server/shared/sign-in-standing'
import type { Previewed } from './preview'
import { standingWithout } from './second-factor-standing'
import { SessionEnds } from './session-ends'

/** Told by the database when a session is revoked or removed, and when its user is disabled. */
export const sessionEnded = defineTopic('session.ended', z.object({ id: z.string() }))

/** Who has begun to sign in gives the second factor within this. */
const unfinishedMs = 10 * 60 * 1000
/** `lastSeenAt` is written at most this often. */
const touchMs = 60 * 1000

/** Browsers keep the cookie this long; when a session ends, the database says. */
export const cookieSeconds = longestSessionSeconds

/** Who is behind a request. */
export interface SignedIn {
  sessionId: string
  userId: string
  username: string
  mustChangePassword: boolean
  method: SignInMethod
  /** When they last proved who they are in this session; milliseconds since the epoch. */
  authenticatedAt: number
  secondFactor: SecondFactorStanding
  /** There while the console is seen as somebody else would: nothing is changed then. */
  preview?: Previewed
  /** There when a program comes with a token, whose id stands for the session. It narrows what the user may do. */
  token?: { id: string; name: string; role: string; scopeType: string; scopeId: string | null }
}

/** How a session begins. */
export interface Beginning {
  method: SignInMethod
  /** The sign-in was one of two factors, as with a passkey that asked for a PIN. */
  secondFactor: boolean
  /** A second factor has to follow soon. */
  unfinished: boolean
}

export interface SessionInfo {
  id: string
  createdAt: string
  lastSeenAt: string
  address: string
  userAgent: string
}

const alone: Beginning = { method: 'password', secondFactor: false, unfinished: false }
const asMethod = (kept: string): SignInMethod => signInMethods.find(one => one === kept) ?? 'password'
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Sign-ins, kept in Postgres. The browser holds a random token, the database its hash, so neither a copy of the
 * database nor a log opens a session. `onEnd` tells streams and consoles when a session is over, also by its age.
 */
export function createSessions(
  db: Db,
  now: () => number = Date.now,
  settings: () => SecuritySettings = () => defaultSecuritySettings,
) {
  const idleMs = () => settings().idleMinutes * 60 * 1000
  const absoluteMs = () => settings().absoluteHours * 60 * 60 * 1000
  const listeners = new Set<(sessionId: string) => void>()
  const ends = new SessionEnds({ now, standing, ended })
  function ended(ids: readonly string[]): void {
    for (const id of ids) {
      ends.forget(id)
      for (const listener of [...listeners]) listener(id)
    }
  }
  const endOf = (row: { createdAt: Date; expiresAt: Date; lastSeenAt: Date }) =>
    Math.min(
      row.expiresAt.getTime(),
      row.createdAt.getTime() + absoluteMs(),
      row.lastSeenAt.getTime() + idleMs(),
    )
  /** Which of these stand, and until when as things are. */
  async function standing(ids: string[]): Promise<Map<string, number>> {
    const rows = await db.session.findMany({
      where: { id: { in: ids }, ...valid(), user: { disabledAt: null } },
      select: { id: true, createdAt: true, expiresAt: true, lastSeenAt: true },
    })
    return new Map(rows.map(row => [row.id, endOf(row)]))
  }
  const valid = () => ({
    revokedAt: null,
    expiresAt: { gt: new Date(now()) },
    createdAt: { gt: new Date(now() - absoluteMs()) },
    lastSeenAt: { gt: new Date(now() - idleMs()) },
  })
  return {
    /** Opens a session and returns its token. */
    async open(
      userId: string,
      address: string,
      userAgent: string,
      { method, secondFactor, unfinished }: Beginning = alone,
    ): Promise<{ token: string; id: string }> {
      const token = randomBytes(32).toString('base64url')
      const createdAt = new Date(now())
      const expiresAt = new Date(now() + (unfinished ? unfinishedMs : longestSessionSeconds * 1000))
      const { id } = await db.session.create({
        data: {
          tokenHash: hashOf(token),
          userId,
          address,
          userAgent: userAgent.slice(0, 300),
          createdAt,
          lastSeenAt: createdAt,
          expiresAt,
          method,
          authenticatedAt: createdAt,
          secondFactorAt: secondFactor ? createdAt : null,
        },
      })
      return { token, id }
    },
    /** Whose token this is; null if it is nobody's (any more). */
    async find(token: string): Promise<SignedIn | null> {
      const session = await db.session.findFirst({
        where: { tokenHash: hashOf(token), ...valid(), user: { disabledAt: null } },
        include: { user: true, preview: true },
      })
      if (!session) return null
      if (session.lastSeenAt.getTime() < now() - touchMs) {
        await db.session.update({ where: { id: session.id }, data: { lastSeenAt: new Date(now()) } })
      }
      ends.note(session.id, endOf(session))
      const { user, preview } = session
      return {
        sessionId: session.id,
        userId: user.id,
        username: user.username,
        mustChangePassword: user.mustChangePassword,
        method: asMethod(session.method),
        authenticatedAt: session.authenticatedAt.getTime(),
        secondFactor: session.secondFactorAt ? 'given' : await standingWithout(db, settings(), user.id),
        ...(preview && { preview: { userId: preview.id, username: preview.username } }),
      }
    },
    /**
     * A second factor was given in the session. It gets a new token, so that one which somebody saw before does not
     * open it. Null when the session is over.
     */
    async secondFactorGiven(sessionId: string): Promise<{ token: string } | null> {
      const token = randomBytes(32).toString('base64url')
      const at = new Date(now())
      const { count } = await db.session.updateMany({
        where: { id: sessionId, ...valid() },
        data: {
          tokenHash: hashOf(token),
          secondFactorAt: at,
          authenticatedAt: at,
          expiresAt: new Date(now() + longestSessionSeconds * 1000),
        },
      })
      return count > 0 ? { token } : null
    },
    /** The same without a new token, where the person was signed in already. */
    async noteSecondFactor(sessionId: string): Promise<void> {
      const at = new Date(now())
      await db.session.updateMany({
        where: { id: sessionId },
        data: { secondFactorAt: at, authenticatedAt: at },
      })
    },
    /** The person has proved once more who they are. */
    async noteAuthenticated(sessionId: string): Promise<void> {
      await db.session.updateMany({ where: { id: sessionId }, data: { authenticatedAt: new Date(now()) } })
    },
    /** Has the session see as another user would; null: as its own. What it has open is closed and comes back so. */
    async preview(sessionId: string, userId: string | null): Promise<void> {
      await db.session.updateMany({ where: { id: sessionId, ...valid() }, data: { previewUserId: userId } })
      ended([sessionId])
    },
    /** Whether a session still stands. */
    async stands(sessionId: string): Promise<boolean> {
      const end = (await standing([sessionId])).get(sessionId)
      if (end !== undefined) ends.note(sessionId, end)
      return end !== undefined
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
    /**
     * Ends those in which no second factor was given, of users who need one now: what they had open would go on with
     * less than is asked for. Those who have none are led to setting one up when they sign in again.
     */
    async revokeWithoutSecondFactor(): Promise<void> {
      const rows = await db.session.findMany({
        where: { ...valid(), secondFactorAt: null },
        select: { id: true, userId: true },
      })
      const ids: string[] = []
      for (const { id, userId } of rows)
        if ((await standingWithout(db, settings(), userId)) !== 'not-needed') ids.push(id)
      await db.session.updateMany({ where: { id: { in: ids } }, data: { revokedAt: new Date(now()) } })
      ended(ids)
    },
    /** Another process has ended a session. */
    endedElsewhere: (sessionId: string): void => ended([sessionId]),
    /** Asks the database which of the sessions this process serves still stand, as when its notices were missed. */
    check: (): Promise<void> => ends.check(),
    onEnd(listener: (sessionId: string) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: (): void => ends.stop(),
  }
}
export type Sessions = ReturnType<typeof createSessions>
