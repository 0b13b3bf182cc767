import { z } from 'zod'
import { say } from './text'

/** What a token is called: by what uses it. */
export const tokenNameSchema = z
  .string()
  .trim()
  .min(1, say('Enter a name.'))
  .max(64, say('A token’s name has at most 64 characters.'))

/** For how many days a token may be good; null: until it is revoked. */
export const tokenDaysSchema = z.union([
  z
    .number(say('Choose how long it is good for.'))
    .int()
    .min(1, say('A token is good for at least a day.'))
    .max(3650, say('A token is good for at most ten years.')),
  z.null(),
])
