import { createHash, randomInt } from 'node:crypto'
import { z } from 'zod'
import type { SecretBox } from '@/server/access/secrets'
import type { Db } from '@/server/db/client'
import type { Connection } from '@/server/db/generated/client'
import { defineTopic } from '@/server/db/topic'
import type { PoolLogin } from './open'

const pinsOf = z.record(z.string(), z.string()).catch({})
const membersOf = z.array(z.string()).catch([])
const about = (id: string) => `connection ${id} password`

/** Told by the database when a connection is made or removed, or signs in otherwise than before. */
export const connectionChanged = defineTopic('connection.changed', z.object({ id: z.string() }))

/** A connection as kept, without its secret. */
export interface StoredConnection {
  id: string
  name: string
  address: string
  username: string
  pins: Record<string, string>
  poolUuid: string | null
  createdAt: string
  /** Another one when a sign-in with the connection would be another one. */
  version: string
}

/** Keeps connections in Postgres, their passwords sealed. */
export function createConnections(db: Db, box: SecretBox) {
  const stored = ({
    id,
    name,
    address,
    username,
    secret,
    pins,
    poolUuid,
    createdAt,
  }: Connection): StoredConnection => ({
    id,
    name,
    address,
    username,
    pins: pinsOf.parse(pins),
    poolUuid,
    createdAt: createdAt.toISOString(),
    version: createHash('sha256')
      .update(JSON.stringify([address, username, secret, pins]))
      .digest('base64url'),
  })
  return {
    async list(): Promise<StoredConnection[]> {
      return (await db.connection.findMany({ orderBy: { createdAt: 'asc' } })).map(stored)
    },
    async find(id: string): Promise<StoredConnection | undefined> {
      const row = await db.connection.findUnique({ where: { id } })
      return row ? stored(row) : undefined
    },
    async byPool(poolUuid: string): Promise<StoredConnection | undefined> {
      const row = await db.connection.findUnique({ where: { poolUuid } })
      return row ? stored(row) : undefined
    },
    /** What is needed to sign in. Undefined if the connection is gone. */
    async login(id: string): Promise<PoolLogin | undefined> {
      const row = await db.connection.findUnique({ where: { id } })
      if (!row) return undefined
      const { address, username, secret, pins, members } = row
      return {
        address,
        username,
        password: box.open(secret, about(id)),
        pins: pinsOf.parse(pins),
        members: membersOf.parse(members),
      }
    },
    async create(
      login: PoolLogin,
      { id = newId(), ...facts }: { id?: string; name: string; poolUuid?: string; createdBy: string },
    ): Promise<StoredConnection> {
      const { address, username, password, pins } = login
      const row = await db.connection.create({
        data: {
          id,
          address,
          username,
          secret: box.seal(password, about(id)),
          pins,
          members: [...login.members],
          ...facts,
        },
      })
      return stored(row)
    },
    async update(
      id: string,
      change: {
        pins?: Record<string, string>
        members?: string[]
        name?: string
        address?: string
        username?: string
        password?: string
        poolUuid?: string
      },
    ): Promise<void> {
      const { password, ...plain } = change
      const secret = password === undefined ? {} : { secret: box.seal(password, about(id)) }
      await db.connection.updateMany({ where: { id }, data: { ...plain, ...secret } })
    },
    async remove(id: string): Promise<void> {
      await db.connection.deleteMany({ where: { id } })
    },
  }
}
export type Connections = ReturnType<typeof createConnections>

/** Short enough for addresses of pages, large enough not to meet: 32^7 of them. */
function newId(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  return Array.from({ length: 7 }, () => letters[randomInt(letters.length)]).join('')
}
