import { z } from 'zod'
import { say } from './text'

/** Names of users as they may be given; two that differ only in case are the same name. */
export const userNameSchema = z
  .string()
  .trim()
  .min(1, say('Enter a user name.'))
  .max(64, say('A user name has at most 64 characters.'))
  .regex(/^[A-Za-z0-9._@-]*$/, say('A user name has only the letters a to z, digits and . _ - @.'))
