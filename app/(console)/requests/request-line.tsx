import type { ReactNode } from 'react'
import { ObjectLink } from '@/app/parts/object-link'
import { Ago } from '@/app/parts/quantity'
import { StatusShape } from '@/app/ui/status-mark'
import type { RequestInfo } from '@/server/api/types'
import { hidden } from '@/server/shared/hidden'

interface RequestLineProps {
  request: RequestInfo
  /** Say who asks: not of one's own. */
  who?: boolean
  /** What can be done about it. */
  children?: ReactNode
}

/** What is asked for, why, since when, and what came of it. */
export function RequestLine({ request, who = false, children }: RequestLineProps) {
  const { by, words, object, text, createdAt } = request
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-3 py-2.5 text-m [&+&]:border-line-subtle [&+&]:border-t">
      <div className="min-w-60 grow basis-0">
        <div className="flex flex-wrap gap-x-1">
          {who && <span className="font-medium text-strong">{by.name}:</span>}
          <span>{words}</span>
          <span className="text-muted">on</span>
          {object.id === null && object.name !== hidden ? (
            <span className="text-muted">{object.name}</span>
          ) : (
            <ObjectLink cls={object.class} id={object.id ?? hidden} name={object.name} />
          )}
        </div>
        <p className="break-words text-muted">“{text}”</p>
        <p className="text-faint">
          Asked <Ago time={createdAt} />
        </p>
        <Outcome request={request} />
      </div>
      {children && <div className="flex gap-2">{children}</div>}
    </li>
  )
}

const outcomes = {
  granted: { mark: 'ok', words: (by: string | null) => `Granted by ${by}` },
  refused: { mark: 'trouble', words: (by: string | null) => `Declined by ${by}` },
  withdrawn: { mark: 'idle', words: () => 'Withdrawn' },
  gone: { mark: 'unknown', words: () => 'Ended: the object is gone' },
} as const

function Outcome({ request: { outcome, answer, answeredBy, answeredAt, stands } }: { request: RequestInfo }) {
  if (outcome === null) return null
  const { mark, words } = outcomes[outcome]
  return (
    <p className="mt-1 flex items-center gap-1.5">
      <StatusShape status={mark} />
      <span>
        <span className="text-strong">
          {words(answeredBy)}
          {outcome === 'granted' && !stands && ', and revoked since'}
        </span>{' '}
        {answeredAt && (
          <span className="text-faint">
            <Ago time={answeredAt} />
          </span>
        )}
        {answer && <span className="break-words">: “{answer}”</span>}
      </span>
    </p>
  )
}
