import { z } from 'zod'
import { say } from './text'

/** What a person calls a passkey of theirs. */
export const passkeyNameSchema = z
  .string()
  .trim()
  .min(1, say('Give the passkey a name.'))
  .max(64, say('A name has at most 64 characters.'))
