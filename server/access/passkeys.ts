import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { worded } from '@/server/shared/text'

/** For what a challenge was made; one for another purpose is none. */
export type PasskeyPurpose = 'register' | 'sign-in' | 'second-factor' | 'confirm'

/** Where the browser is: "https://domus.example.org". Passkeys belong to the name in it. */
export type Origin = string

export interface PasskeyInfo {
  id: string
  name: string
  /** It may be on several devices of the person. */
  synced: boolean
  createdAt: string
  lastUsedAt: string | null
}

/** Extensions are not asked for, and are no plain JSON by their types. */
export type PlainCreationOptions = Omit<PublicKeyCredentialCreationOptionsJSON, 'extensions'>
export type PlainRequestOptions = Omit<PublicKeyCredentialRequestOptionsJSON, 'extensions'>

const challengeMs = 5 * 60 * 1000
export const mostPasskeys = 20

/**
 * WebAuthn credentials. A challenge works once, for one purpose and user. Alone, as first and second factor, a passkey
 * counts when it asked for a PIN, a finger or a face; after a password it need not.
 */
export function createPasskeys(db: Db, now: () => number = Date.now) {
  async function keep(challenge: string, purpose: PasskeyPurpose, userId: string | null): Promise<void> {
    await db.passkeyChallenge.deleteMany({ where: { expiresAt: { lt: new Date(now()) } } })
    const expiresAt = new Date(now() + challengeMs)
    await db.passkeyChallenge.create({ data: { challenge, purpose, userId, expiresAt } })
  }
  /** True once for a challenge that was made for this. */
  const spend = (purpose: PasskeyPurpose, userId: string | null) => async (challenge: string) => {
    const { count } = await db.passkeyChallenge.deleteMany({
      where: { challenge, purpose, userId, expiresAt: { gte: new Date(now()) } },
    })
    return count > 0
  }
  const ofUser = (userId: string) => db.passkey.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
  const described = async (userId: string) =>
    (await ofUser(userId)).map(({ id, transports }) => ({ id, transports }))

  return {
    async list(userId: string): Promise<PasskeyInfo[]> {
      return (await ofUser(userId)).map(({ id, name, synced, createdAt, lastUsedAt }) => ({
        id,
        name,
        synced,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      }))
    },

    async registerOptions(
      user: { userId: string; username: string },
      origin: Origin,
    ): Promise<PlainCreationOptions> {
      const excludeCredentials = await described(user.userId)
      if (excludeCredentials.length >= mostPasskeys)
        throw appError('refused', worded('You have {mostPasskeys} passkeys already.', { mostPasskeys }), {
          next: 'Remove one first.',
        })
      const { extensions: _, ...options } = await generateRegistrationOptions({
        rpName: 'Domus',
        rpID: new URL(origin).hostname,
        userName: user.username,
        userID: Buffer.from(user.userId),
        excludeCredentials,
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      })
      await keep(options.challenge, 'register', user.userId)
      return options
    },

    /** Throws 'refused' for an answer that is not what was asked for. */
    async register(
      userId: string,
      origin: Origin,
      response: RegistrationResponseJSON,
      name: string,
    ): Promise<void> {
      const verified = await verifyRegistrationResponse({
        response,
        expectedChallenge: spend('register', userId),
        expectedOrigin: origin,
        expectedRPID: new URL(origin).hostname,
        requireUserVerification: false,
      }).catch(asRefusal)
      if (!verified.verified) throw refused()
      const { credential, credentialDeviceType } = verified.registrationInfo
      const { id, publicKey, counter, transports = [] } = credential
      const { count } = await db.passkey.createMany({
        data: [
          {
            id,
            userId,
            name,
            publicKey,
            counter,
            transports,
            synced: credentialDeviceType === 'multiDevice',
          },
        ],
        skipDuplicates: true,
      })
      if (count === 0) throw appError('conflict', 'This passkey is registered already.')
    },

    /** What the browser asks a passkey to sign; of the user's own, or of anybody's when nobody is known yet. */
    async useOptions(
      purpose: Exclude<PasskeyPurpose, 'register'>,
      userId: string | null,
      origin: Origin,
    ): Promise<PlainRequestOptions> {
      const { extensions: _, ...options } = await generateAuthenticationOptions({
        rpID: new URL(origin).hostname,
        userVerification: purpose === 'sign-in' ? 'required' : 'preferred',
        ...(userId === null ? {} : { allowCredentials: await described(userId) }),
      })
      await keep(options.challenge, purpose, userId)
      return options
    },

    /** Whose passkey answered; null when it is nobody's, another's, or not what was asked for. */
    async use(
      purpose: Exclude<PasskeyPurpose, 'register'>,
      userId: string | null,
      origin: Origin,
      response: AuthenticationResponseJSON,
    ): Promise<{ userId: string } | null> {
      const row = await db.passkey.findUnique({ where: { id: response.id } })
      if (!row || (userId !== null && row.userId !== userId)) return null
      const verified = await verifyAuthenticationResponse({
        response,
        expectedChallenge: spend(purpose, userId),
        expectedOrigin: origin,
        expectedRPID: new URL(origin).hostname,
        requireUserVerification: purpose === 'sign-in',
        credential: {
          id: row.id,
          publicKey: new Uint8Array(row.publicKey),
          counter: Number(row.counter),
          transports: row.transports,
        },
      }).catch(notAnswered)
      if (!verified?.verified) return null
      await db.passkey.updateMany({
        where: { id: row.id },
        data: { counter: verified.authenticationInfo.newCounter, lastUsedAt: new Date(now()) },
      })
      return { userId: row.userId }
    },

    async rename(userId: string, id: string, name: string): Promise<boolean> {
      return (await db.passkey.updateMany({ where: { id, userId }, data: { name } })).count > 0
    },
    async remove(userId: string, id: string): Promise<boolean> {
      return (await db.passkey.deleteMany({ where: { id, userId } })).count > 0
    },
  }
}
export type Passkeys = ReturnType<typeof createPasskeys>

const refused = () =>
  appError('refused', 'The passkey did not answer as it should.', { next: 'Try again, or use another.' })

/** The library throws for everything that is not as it should be: wrong origin, challenge, signature, form. */
function asRefusal(error: unknown): never {
  throw refusedBecause(error)
}
const refusedBecause = (error: unknown) => {
  const refusal = refused()
  refusal.cause = error
  return refusal
}
const notAnswered = () => null
