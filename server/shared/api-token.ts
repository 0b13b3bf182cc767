import { z } from 'zod'

/** What a token is called: by what uses it. */
export const tokenNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(64, 'A token’s name has at most 64 characters.')

/** For how many days a token may be good; null: until it is revoked. */
export const tokenDaysSchema = z.union([
  z
    .number('Choose how long it is good for.')
    .int()
    .min(1, 'A token is good for at least a day.')
    .max(3650, 'A token is good for at most ten years.'),
  z.null(),
])
