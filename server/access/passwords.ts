import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'
import {
  maxPasswordLength,
  minPasswordLength,
  passwordTooLong,
  passwordTooShort,
} from '@/server/shared/password-length'

/** 19 MiB, two passes, one lane: what OWASP recommends as the least for argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A password that is being chosen; server/access/password-policy.ts says whether it is a good one. */
export const passwordSchema = z
  .string()
  .min(minPasswordLength, passwordTooShort)
  .max(maxPasswordLength, passwordTooLong)

/** The same letters may be written by different bytes, from one keyboard to another. */
const oneForm = (password: string) => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  return hash(oneForm(password), cost)
}

let decoy: Promise<string> | undefined

/**
 * Whether the password is the one the hash was made of. Without a hash (no such user, or no password) it takes as
 * long, so that the time of the answer does not tell which names exist.
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const right = await verify(stored ?? (await decoy), oneForm(password))
  return typeof stored === 'string' && right
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password that can be read from a terminal and typed: four groups of five, about 98 bits. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** A first password that an administrator hands over works this long. */
export const firstPasswordMs = 3 * 24 * 60 * 60 * 1000
