import type { OperationParts } from '@/server/api/types'

/** "10 of 12 done, 1 failed." */
export function partsSentence({ total, succeeded, failed, cancelled }: OperationParts): string {
  return `${[
    `${succeeded} of ${total} done`,
    failed > 0 && `${failed} failed`,
    cancelled > 0 && `${cancelled} cancelled`,
  ]
    .filter(Boolean)
    .join(', ')}.`
}
