import { z } from 'zod'

/** What a person calls a passkey of theirs. */
export const passkeyNameSchema = z
  .string()
  .trim()
  .min(1, 'Give the passkey a name.')
  .max(64, 'A name has at most 64 characters.')
