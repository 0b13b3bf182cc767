import type { ReactNode } from 'react'
import { ObjectLink } from '@/app/parts/object-link'
import { Ago } from '@/app/parts/quantity'
import { rich } from '@/app/ui/rich'
import { StatusShape } from '@/app/ui/status-mark'
import type { RequestInfo } from '@/server/api/types'
import { hidden } from '@/server/shared/hidden'
import { t } from '@/server/shared/text'

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
          <span className="text-muted">{t('on')}</span>
          {object.id === null && object.name !== hidden ? (
            <span className="text-muted">{object.name}</span>
          ) : (
            <ObjectLink cls={object.class} id={object.id ?? hidden} name={object.name} />
          )}
        </div>
        <p className="break-words text-muted">“{text}”</p>
        <p className="text-faint">{rich('Asked <ago></ago>', { ago: () => <Ago time={createdAt} /> })}</p>
        <Outcome request={request} />
      </div>
      {children && <div className="flex gap-2">{children}</div>}
    </li>
  )
}

const outcomes = {
  granted: { mark: 'ok', words: (by: string | null) => t('Granted by {by}', { by: by ?? '' }) },
  refused: { mark: 'trouble', words: (by: string | null) => t('Declined by {by}', { by: by ?? '' }) },
  withdrawn: { mark: 'idle', words: () => t('Withdrawn') },
  gone: { mark: 'unknown', words: () => t('Ended: the object is gone') },
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
          {outcome === 'granted' && !stands && t(', and revoked since')}
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
