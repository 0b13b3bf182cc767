import { z } from 'zod'
import { isGroupable, isSortable } from '@/server/inventory/query/fields'
import { mostLevels } from '@/server/inventory/query/list-groups'
import { listedClasses, type TreeMode } from '@/server/inventory/views'
import { say } from '@/server/shared/text'

const id = z.string().min(1).max(128)
const from = z.number().int().min(0)
const count = z.number().int().min(0).max(500)

export const listQuery = z
  .object({
    class: z.enum(listedClasses),
    within: id.nullable(),
    filter: z.string().max(1000),
    sort: z.object({ id: z.string().max(64), desc: z.boolean() }),
    groups: z.array(z.string().max(64)).min(1).max(mostLevels).readonly().optional(),
    hidden: z.boolean().optional(),
  })
  .refine(query => isSortable(query.class, query.sort.id), {
    path: ['sort'],
    message: say('This list cannot be sorted by that.'),
  })
  .refine(query => query.groups === undefined || query.groups.every(id => isGroupable(query.class, id)), {
    path: ['groups'],
    message: say('This list cannot be grouped by that.'),
  })
/** What a tree shows; absent: as at first. */
export const treeShows = z
  .object({
    defaultTemplates: z.boolean(),
    customTemplates: z.boolean(),
    localStorage: z.boolean(),
    hidden: z.boolean(),
  })
  .optional()
const closed = z.array(z.string().max(1000)).max(1000).readonly().optional()

export const treeMode = z
  .custom<TreeMode>(
    value =>
      typeof value === 'string' && /^(infrastructure|type|folder|tag|vapp|field:.{1,255})$/s.test(value),
  )
  .optional()
/** Words for names; without one, nothing is asked. */
export const treeName = z
  .string()
  .max(200)
  .transform(text => text.trim() || undefined)
  .optional()

/** What a tab may ask to be shown, within bounds that no screen reaches. */
export const interestsSchema = z.object({
  seq: z.number().int().min(1),
  lists: z
    .array(z.object({ key: z.string().max(200), query: listQuery, closed, from, count }))
    .max(32)
    .readonly(),
  tree: z
    .object({
      mode: treeMode,
      shows: treeShows,
      toggled: z.array(z.string().max(160)).max(10_000).readonly(),
      name: treeName,
      reveal: id.nullable(),
      from,
      count,
    })
    .nullable(),
  rows: z.array(id).max(2000).readonly(),
})
export const tabSchema = z.string().min(1).max(64)
