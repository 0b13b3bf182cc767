import { z } from 'zod'

/** Names of groups as they may be given; two that differ only in case are the same name. */
export const groupNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(128, 'A group’s name has at most 128 characters.')

export const descriptionSchema = z.string().trim().max(500, 'A description has at most 500 characters.')
