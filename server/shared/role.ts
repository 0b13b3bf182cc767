import { z } from 'zod'

export const roleSchema = z.object({
  name: z.string().trim().min(1, 'A name is needed.').max(64, 'A name has at most 64 characters.'),
  description: z.string().trim().max(512),
  permissions: z.array(z.string().max(64)).min(1, 'Choose at least one permission.').max(200),
})
export type RoleGiven = z.infer<typeof roleSchema>
