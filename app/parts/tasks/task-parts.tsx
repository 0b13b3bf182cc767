import { percent } from '@/app/lib/format'
import { StatusMark } from '@/app/ui/status-mark'
import type { PoolTaskPart } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'

const looks = {
  success: { status: 'ok', word: say('Succeeded') },
  failure: { status: 'trouble', word: say('Failed') },
  cancelled: { status: 'idle', word: say('Cancelled') },
  cancelling: { status: 'moving', word: say('Cancelling…') },
} as const

function lookOf(status: string) {
  return status === 'success' || status === 'failure' || status === 'cancelled' || status === 'cancelling'
    ? looks[status]
    : ({ status: 'moving', word: t('Running…') } as const)
}

/** The steps of a task, those of a step below it. */
export function TaskParts({ parts }: { parts: readonly PoolTaskPart[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {parts.map(part => {
        const { status, word } = lookOf(part.status)
        return (
          <li key={part.id}>
            <div className="flex items-center gap-2">
              <StatusMark status={status} word={told(word)} />
              <span className="min-w-0 grow truncate" title={part.name}>
                {part.name}
              </span>
              {part.finished === null && <span className="tabular-nums">{percent(part.progress)}</span>}
            </div>
            {part.error.length > 0 && (
              <code className="wrap-anywhere font-mono text-s">{part.error.filter(Boolean).join(' · ')}</code>
            )}
            {part.parts.length > 0 && (
              <div className="mt-1 pl-4">
                <TaskParts parts={part.parts} />
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
