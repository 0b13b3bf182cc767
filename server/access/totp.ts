import { Secret, TOTP } from 'otpauth'
import type { Db } from '@/server/db/client'
import type { SecretBox } from './secrets'

/** What every authenticator app understands: SHA-1, six digits, thirty seconds. */
const form = { issuer: 'Domus', algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Clocks may differ by one step each way. */
const window = 1
/** Who has begun to set up an app finishes within this. */
const setUpMs = 30 * 60 * 1000

export interface TotpSetUp {
  /** Base32, to be typed where no picture can be taken. */
  secret: string
  /** "otpauth://totp/…", for a QR code. */
  uri: string
  /** To be given back with the first code: the secret as only this server could have made it, for this user, now. */
  sealed: string
}

/** Codes of authenticator apps (RFC 6238). The secret is kept sealed, and each code works once. */
export function createTotp({ db, box }: { db: Db; box: SecretBox }, now: () => number = Date.now) {
  const about = (userId: string) => `totp ${userId}`
  const beginning = (userId: string) => `totp being set up ${userId}`
  /** The step of time whose code this is, if it is one of now. */
  function stepOf(secret: string, code: string): number | undefined {
    const timestamp = now()
    const totp = new TOTP({ ...form, secret: Secret.fromBase32(secret) })
    const delta = totp.validate({ token: code, timestamp, window })
    return delta === null ? undefined : totp.counter({ timestamp }) + delta
  }
  return {
    /** Makes a secret. Nothing is kept of it until a first code shows that the app has it. */
    begin(userId: string, username: string): TotpSetUp {
      const secret = new Secret({ size: 20 })
      const uri = new TOTP({ ...form, label: username, secret }).toString()
      const kept = JSON.stringify({ secret: secret.base32, until: now() + setUpMs })
      return { secret: secret.base32, uri, sealed: box.seal(kept, beginning(userId)) }
    },
    /** Keeps the secret if the code is right, in the place of an earlier one. False: the code is wrong. */
    async confirm(userId: string, sealed: string, code: string): Promise<boolean | 'too-late'> {
      const { secret, until } = opened(() => box.open(sealed, beginning(userId)))
      if (until < now()) return 'too-late'
      const step = stepOf(secret, code)
      if (step === undefined) return false
      const data = { secret: box.seal(secret, about(userId)), lastStep: step, createdAt: new Date(now()) }
      await db.totp.upsert({ where: { userId }, create: { userId, ...data }, update: data })
      return true
    },
    /** Whether the code is right and was not used before; then it is used. */
    async use(userId: string, code: string): Promise<boolean> {
      const row = await db.totp.findUnique({ where: { userId } })
      const step = row && stepOf(box.open(row.secret, about(userId)), code)
      if (step === undefined || step === null) return false
      // Of two that come at once with the same code, the one whose update counts is right.
      const { count } = await db.totp.updateMany({
        where: { userId, lastStep: { lt: step } },
        data: { lastStep: step },
      })
      return count > 0
    },
    async remove(userId: string): Promise<boolean> {
      return (await db.totp.deleteMany({ where: { userId } })).count > 0
    },
  }
}
export type Totp = ReturnType<typeof createTotp>

/** What was sealed here; of anything else it is as if it were long over. */
function opened(open: () => string): { secret: string; until: number } {
  try {
    return JSON.parse(open())
  } catch {
    return { secret: '', until: 0 }
  }
}
