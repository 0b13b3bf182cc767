import type { AuditRow } from '@/server/api/types'

/** A line of the log as it arrives: `params` is left out of JSON when there is nothing in it. */
export type AuditLine = Omit<AuditRow, 'params'> & { params?: unknown }
