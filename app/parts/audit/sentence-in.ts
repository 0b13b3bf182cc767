import type { AuditRow } from '@/server/api/types'
import { spokenTold } from '@/server/shared/text'

/** What a line of the log says, in the reader's language where that can be told: what is kept stays as it was written. */
export function sentenceIn({ sentence, told }: AuditRow): string {
  return spokenTold({ title: sentence, ...(told && { told }) })
}
