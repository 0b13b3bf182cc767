import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { worded } from '@/server/shared/text'
import { Book } from './engine/book'
import { everything } from './engine/scope'
import { type Actor, give, type Locked, lockedAccess, mustRule, setWholeRole, wholeRole } from './grant-deeds'
import { readBook } from './read-book'
import type { Rights } from './rights'
import { isTaken } from './taken'

/** A service account as those who manage it see it; times are ISO 8601. */
export interface ServiceInfo {
  id: string
  username: string
  description: string
  role: string
  /** To name it by; '' where it is none or several. */
  roleId: string
  disabled: boolean
  createdAt: string
  /** Tokens that are good now. */
  tokens: number
  lastUsedAt: string | null
}

/**
 * Accounts of programs. They have no password and no session: only tokens, which go with them.
 *
 * @throws AppError 'not-found' for an account that is gone, 'conflict' for a name that is taken.
 */
export function createServiceAdmin({ db, rights }: { db: Db; rights: Pick<Rights, 'refresh'> }) {
  const locked = async <T>(act: (tx: Locked, book: Book) => Promise<T>) => {
    const result = await lockedAccess(db, act)
    await rights.refresh()
    return result
  }
  /** Whoever gets hold of an account, as by a token of it, has to be able to do all that it can. */
  async function ruled(by: Actor, id: string): Promise<void> {
    await mustBeThere(db, id)
    mustRule(new Book(await readBook(db), Date.now()), by, id)
  }
  async function change(id: string, data: { description?: string; disabledAt?: Date | null }) {
    const { count } = await db.user.updateMany({ where: { id, kind: 'service' }, data })
    if (count === 0) throw gone()
  }
  return {
    async list(): Promise<ServiceInfo[]> {
      const rows = await db.user.findMany({
        where: { kind: 'service' },
        orderBy: { username: 'asc' },
        include: {
          tokens: { select: { expiresAt: true, revokedAt: true, lastUsedAt: true } },
          grants: { where: { scopeKind: 'everything' }, include: { composed: true } },
        },
      })
      const now = Date.now()
      return rows.map(({ id, username, description, grants, disabledAt, createdAt, tokens }) => {
        const used = Math.max(0, ...tokens.map(token => token.lastUsedAt?.getTime() ?? 0))
        return {
          id,
          username,
          description,
          ...wholeRole(grants),
          disabled: disabledAt !== null,
          createdAt: createdAt.toISOString(),
          tokens: tokens.filter(
            token => !token.revokedAt && (token.expiresAt === null || token.expiresAt.getTime() > now),
          ).length,
          lastUsedAt: used > 0 ? new Date(used).toISOString() : null,
        }
      })
    },
    async get(id: string): Promise<ServiceInfo> {
      const found = (await this.list()).find(one => one.id === id)
      if (!found) throw gone()
      return found
    },
    async nameOf(id: string): Promise<string> {
      const row = await db.user.findFirst({ where: { id, kind: 'service' } })
      if (!row) throw gone()
      return row.username
    },
    async create(by: Actor, username: string, description: string, role: string): Promise<{ id: string }> {
      try {
        return await locked(async (tx, book) => {
          const { id } = await tx.user.create({ data: { kind: 'service', username, description } })
          const wish = { role, scope: everything, until: null, mayDelegate: false }
          await give(tx, book, by, { user: id }, wish)
          return { id }
        })
      } catch (error) {
        if (!isTaken(error)) throw error
        throw appError(
          'conflict',
          worded('There is a user or service account {username} already.', { username }),
          {
            field: 'username',
          },
        )
      }
    },
    describe: (id: string, description: string): Promise<void> => change(id, { description }),
    setRole: (by: Actor, id: string, role: string): Promise<void> =>
      locked(async (tx, book) => {
        await mustBeThere(tx, id)
        await setWholeRole(tx, book, by, id, role)
      }),
    ruled,
    /** Its tokens are worth nothing until it is enabled again. */
    disable: (id: string): Promise<void> => change(id, { disabledAt: new Date() }),
    enable: (id: string): Promise<void> => change(id, { disabledAt: null }),
    /** Its tokens go with it; what they did stays in the audit log, under its name. */
    async remove(id: string): Promise<void> {
      const { count } = await db.user.deleteMany({ where: { id, kind: 'service' } })
      if (count === 0) throw gone()
      await rights.refresh()
    },
  }
}

async function mustBeThere(db: Pick<Locked, 'user'>, id: string): Promise<void> {
  if (!(await db.user.findFirst({ where: { id, kind: 'service' } }))) throw gone()
}

const gone = () => appError('not-found', 'This service account is gone.')
