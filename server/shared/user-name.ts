import { z } from 'zod'

/** Names of users as they may be given; two that differ only in case are the same name. */
export const userNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a user name.')
  .max(64, 'A user name has at most 64 characters.')
  .regex(/^[A-Za-z0-9._@-]*$/, 'A user name has only the letters a to z, digits and . _ - @.')
