import type { Db } from '@/server/db/client'
import type { SecretBox } from './secrets'

/**
 * Makes sure that all processes on a database were given the same secret: one with another could open no pool's
 * password, and the cookies that one process sets would be worth nothing to the other. Throws a sentence to read.
 */
export async function assertSameSecret(db: Db, box: SecretBox): Promise<void> {
  const keyCheck = box.derive('key check')
  await db.installation.createMany({ data: [{ id: 1, keyCheck }], skipDuplicates: true })
  const kept = await db.installation.findUniqueOrThrow({ where: { id: 1 } })
  if (kept.keyCheck === keyCheck) return
  throw new Error(
    'This database was set up with another SECRET_KEY. Give every process the same one, or restore <data>/secret-key.',
  )
}
