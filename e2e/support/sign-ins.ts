import pg from 'pg'
import type { Fleet } from './fleet'

/** Makes all sign-ins of somebody as old as this: what nobody could wait for. */
export async function ageSignIns({ databaseUrl }: Fleet, username: string, minutes: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `UPDATE "Session" SET "authenticatedAt" = now() - make_interval(mins => $2)
       WHERE "userId" = (SELECT id FROM "User" WHERE username = $1)`,
      [username, minutes],
    )
  } finally {
    await client.end()
  }
}
