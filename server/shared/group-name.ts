import { z } from 'zod'
import { say } from './text'

/** Names of groups as they may be given; two that differ only in case are the same name. */
export const groupNameSchema = z
  .string()
  .trim()
  .min(1, say('Enter a name.'))
  .max(128, say('A group’s name has at most 128 characters.'))

export const descriptionSchema = z.string().trim().max(500, say('A description has at most 500 characters.'))
