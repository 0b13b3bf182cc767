import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { roleNames } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import { defineTopic } from '@/server/db/topic'
import { everything, type Scope } from './engine/scope'
import { SessionEnds } from './session-ends'
import type { Sessions, SignedIn } from './sessions'

/** Told by the database when a token is revoked or removed, and when its user is disabled. */
export const tokenEnded = defineTopic('token.ended', z.object({ id: z.string() }))

/** How every token begins, so that people and scanners of source code recognise one that has leaked. */
export const tokenPrefix = 'domus_'
/** `lastUsedAt` is written at most this often. */
const touchMs = 60 * 1000
/** Looked after no longer than this ahead: a token may have no end at all. */
const farMs = 24 * 60 * 60 * 1000

/** A token as those who manage it see it: the token itself is kept nowhere. Times are ISO 8601. */
export interface TokenInfo {
  id: string
  name: string
  /** What the role is called; a composed one that was deleted since gives nothing. */
  role: string
  scopeType: string
  scopeId: string | null
  createdBy: string
  createdAt: string
  /** Null: it does not end by itself. */
  expiresAt: string | null
  lastUsedAt: string | null
  lastAddress: string
  state: 'valid' | 'expired' | 'revoked'
}

/** What a token is to be good for: no more than its user may do, whatever stands here. */
export interface TokenGrant {
  name: string
  role: string
  /** Where it is good; absent: wherever its user may do something. */
  scope?: Scope
  expiresAt: Date | null
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Tokens of programs, kept by their hash. What one of them has opened is closed when it ends, by `sessions.onEnd`. */
export function createTokens(
  db: Db,
  sessions: Pick<Sessions, 'endedElsewhere'>,
  now: () => number = Date.now,
) {
  const ends = new SessionEnds({
    now,
    standing,
    ended: ids => {
      for (const id of ids) ended(id)
    },
  })
  function ended(id: string): void {
    ends.forget(id)
    sessions.endedElsewhere(id)
  }
  const valid = () => ({
    revokedAt: null,
    OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(now()) } }],
    user: { disabledAt: null },
  })
  const endOf = (expiresAt: Date | null) =>
    Math.min(expiresAt?.getTime() ?? Number.POSITIVE_INFINITY, now() + farMs)
  async function standing(ids: string[]): Promise<Map<string, number>> {
    const rows = await db.apiToken.findMany({
      where: { id: { in: ids }, ...valid() },
      select: { id: true, expiresAt: true },
    })
    return new Map(rows.map(row => [row.id, endOf(row.expiresAt)]))
  }

  async function composedNames(roles: string[]): Promise<Map<string, string>> {
    const ids = roles.filter(role => !roleNames.includes(role))
    const found = ids.length === 0 ? [] : await db.role.findMany({ where: { id: { in: ids } } })
    return new Map(ids.map(id => [id, found.find(role => role.id === id)?.name ?? 'a role that is gone']))
  }

  return {
    /** Whose token this is and what it narrows them to; null if it is nobody's (any more). */
    async find(token: string, address: string): Promise<SignedIn | null> {
      if (!token.startsWith(tokenPrefix)) return null
      const row = await db.apiToken.findFirst({
        where: { tokenHash: hashOf(token), ...valid() },
        include: { user: true },
      })
      if (!row) return null
      if ((row.lastUsedAt?.getTime() ?? 0) < now() - touchMs || row.lastAddress !== address) {
        await db.apiToken.updateMany({
          where: { id: row.id },
          data: { lastUsedAt: new Date(now()), lastAddress: address },
        })
      }
      ends.note(row.id, endOf(row.expiresAt))
      const { id, name, role, scopeType, scopeId, user } = row
      return {
        sessionId: id,
        userId: user.id,
        username: user.username,
        mustChangePassword: user.mustChangePassword,
        method: 'token',
        // It is shown with every request.
        authenticatedAt: now(),
        secondFactor: 'not-needed',
        token: { id, name, role, scopeType, scopeId },
      }
    },
    /** Whether a token is still good. */
    async stands(id: string): Promise<boolean> {
      return (await standing([id])).has(id)
    },
    /** Makes a token, which is returned this once. */
    async issue(
      userId: string,
      { name, role, scope = everything, expiresAt }: TokenGrant,
      createdBy: string,
    ): Promise<{ id: string; token: string }> {
      const token = tokenPrefix + randomBytes(32).toString('base64url')
      const { id } = await db.apiToken.create({
        data: { userId, name, role, ...scopeColumns(scope), expiresAt, createdBy, tokenHash: hashOf(token) },
      })
      return { id, token }
    },
    async list(userId: string): Promise<TokenInfo[]> {
      const rows = await db.apiToken.findMany({ where: { userId }, orderBy: { createdAt: 'desc' } })
      const names = await composedNames(rows.map(row => row.role))
      return rows.map(row => ({
        id: row.id,
        name: row.name,
        role: names.get(row.role) ?? row.role,
        scopeType: row.scopeType,
        scopeId: row.scopeId,
        createdBy: row.createdBy,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt?.toISOString() ?? null,
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
        lastAddress: row.lastAddress,
        state: row.revokedAt
          ? 'revoked'
          : (row.expiresAt?.getTime() ?? now() + 1) <= now()
            ? 'expired'
            : 'valid',
      }))
    },
    /** The name of one of a user's tokens; undefined if they have no such token. */
    async nameOf(userId: string, id: string): Promise<string | undefined> {
      return (await db.apiToken.findFirst({ where: { id, userId } }))?.name
    },
    /** Ends one of a user's tokens. False if they have no such token, or it was ended before. */
    async revoke(userId: string, id: string): Promise<boolean> {
      const { count } = await db.apiToken.updateMany({
        where: { id, userId, revokedAt: null },
        data: { revokedAt: new Date(now()) },
      })
      if (count > 0) ended(id)
      return count > 0
    },
    /** Another process has ended a token. */
    endedElsewhere: ended,
    stop: (): void => ends.stop(),
  }
}
export type Tokens = ReturnType<typeof createTokens>

/** The token of a request: `Authorization: Bearer …`. Undefined where there is no such header. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header?.trim() ?? '')?.[1]
}

const scopeColumns = ({ kind, ref }: Scope) =>
  kind === 'everything' ? {} : { scopeType: kind, scopeId: ref }

/** What the log adds to a deed that was done with a token. */
export function tokenOf(user: Pick<SignedIn, 'token'>): { tokenName?: string } {
  return user.token ? { tokenName: `${user.token.name} (${user.token.id})` } : {}
}
