import { createHash, randomInt } from 'node:crypto'
import type { Db } from '@/server/db/client'

export const recoveryCodeCount = 10
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four, about 79 bits: too many to guess even from the hash. */
function makeCode(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

const hashOf = (userId: string, code: string) =>
  createHash('sha256')
    .update(`${userId} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)
    .digest('hex')

/** Codes for who has lost the other second factors: each works once, the database keeps hashes. */
export function createRecoveryCodes(db: Db) {
  return {
    /** Makes new ones; earlier ones work no more. They are kept nowhere: to be shown once. */
    async make(userId: string): Promise<string[]> {
      const codes = Array.from({ length: recoveryCodeCount }, makeCode)
      await db.$transaction([
        db.recoveryCode.deleteMany({ where: { userId } }),
        db.recoveryCode.createMany({
          data: codes.map(code => ({ userId, codeHash: hashOf(userId, code) })),
        }),
      ])
      return codes
    },
    left: (userId: string): Promise<number> => db.recoveryCode.count({ where: { userId } }),
    /** Whether it is one of the user's; then it is used up. */
    async use(userId: string, code: string): Promise<boolean> {
      const { count } = await db.recoveryCode.deleteMany({
        where: { userId, codeHash: hashOf(userId, code) },
      })
      return count > 0
    },
  }
}
