import { z } from 'zod'
import { defineTopic } from '@/server/db/topic'
import { type OperationRow, rowClasses } from '@/server/inventory/rows'

/** Told by the database when a deed is begun, gets its task, or is over: the id of its audit line. */
export const auditChanged = defineTopic('audit.changed', z.object({ id: z.string().regex(/^\d{1,18}$/) }))

/** Told by the process that runs it: how far an operation is, 0…1. */
export const operationProgress = defineTopic(
  'operation.progress',
  z.object({ process: z.number(), id: z.string(), progress: z.number() }),
)

const bulkRow: z.ZodType<OperationRow> = z.object({
  id: z.string(),
  action: z.string(),
  title: z.string(),
  told: z
    .object({ text: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })
    .exactOptional(),
  pool: z.string(),
  object: z.object({ class: z.enum(rowClasses), id: z.string(), name: z.string() }),
  user: z.string(),
  state: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'unknown']),
  progress: z.number().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  error: z.null(),
  task: z.null(),
  parts: z.object({
    total: z.number(),
    succeeded: z.number(),
    failed: z.number(),
    cancelled: z.number(),
    problems: z.array(z.object({ id: z.string(), name: z.string(), reason: z.string() })),
  }),
})

/** Told by the process that runs it: how a run over many objects is. */
export const bulkTold = defineTopic('bulk.told', z.object({ process: z.number(), row: bulkRow }))

/** Told by the process in which somebody cancelled it: a run over many objects is to begin nothing more. */
export const bulkCancelled = defineTopic('bulk.cancelled', z.object({ id: z.string() }))
