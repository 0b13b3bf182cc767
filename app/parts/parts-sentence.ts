import type { OperationParts } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** "10 of 12 done, 1 failed." */
export function partsSentence({ total, succeeded, failed, cancelled }: OperationParts): string {
  return `${[
    t('{n} of {total} done', { n: succeeded, total }),
    failed > 0 && t('{n} failed', { n: failed }),
    cancelled > 0 && t('{n} cancelled', { n: cancelled }),
  ]
    .filter(Boolean)
    .join(', ')}.`
}
