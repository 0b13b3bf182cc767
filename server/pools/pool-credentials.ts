import { z } from 'zod'
import type { SecretBox } from '@/server/access/secrets'
import type { Db } from '@/server/db/client'
import { defineTopic } from '@/server/db/topic'

/** Told by the database when a user's own credentials for a pool are given, changed or removed. */
export const poolCredentialChanged = defineTopic(
  'pool-credential.changed',
  z.object({ user: z.string(), connection: z.string() }),
)

/** A user's own account at a pool. `version` is another one when a sign-in with it would be another one. */
export interface PoolCredentialLogin {
  username: string
  password: string
  version: string
}

const about = (userId: string, connectionId: string) => `pool credential of ${userId} at ${connectionId}`

/** Keeps what users gave to act as themselves in pools, the passwords sealed. They are never shown again. */
export function createPoolCredentials(db: Db, box: SecretBox) {
  const at = (userId: string, connectionId: string) => ({ userId_connectionId: { userId, connectionId } })
  return {
    /** The user names by connection. */
    async of(userId: string): Promise<ReadonlyMap<string, string>> {
      const rows = await db.poolCredential.findMany({ where: { userId } })
      return new Map(rows.map(row => [row.connectionId, row.username]))
    },
    async nameOf(userId: string, connectionId: string): Promise<string | undefined> {
      return (await db.poolCredential.findUnique({ where: at(userId, connectionId) }))?.username
    },
    async login(userId: string, connectionId: string): Promise<PoolCredentialLogin | undefined> {
      const row = await db.poolCredential.findUnique({ where: at(userId, connectionId) })
      if (!row) return undefined
      const password = box.open(row.secret, about(userId, connectionId))
      return { username: row.username, password, version: row.secret }
    },
    async set(userId: string, connectionId: string, username: string, password: string): Promise<void> {
      const data = { username, secret: box.seal(password, about(userId, connectionId)) }
      await db.poolCredential.upsert({
        where: at(userId, connectionId),
        create: { userId, connectionId, ...data },
        update: data,
      })
    },
    /** False if there were none. */
    async remove(userId: string, connectionId: string): Promise<boolean> {
      const { count } = await db.poolCredential.deleteMany({ where: { userId, connectionId } })
      return count > 0
    },
  }
}
export type PoolCredentials = ReturnType<typeof createPoolCredentials>
