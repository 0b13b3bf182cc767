import { z } from 'zod'
import { defineTopic } from '@/server/db/topic'

/** Told by the database when a deed is begun, gets its task, or is over: the id of its audit line. */
export const auditChanged = defineTopic('audit.changed', z.object({ id: z.string().regex(/^\d{1,18}$/) }))

/** Told by the process that runs it: how far an operation is, 0…1. */
export const operationProgress = defineTopic(
  'operation.progress',
  z.object({ process: z.number(), id: z.string(), progress: z.number() }),
)
