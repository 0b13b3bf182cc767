'use client'

import { useRuns } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useDismissed } from '@/app/parts/frame/dismissed'
import { failures } from '@/app/parts/frame/operation-list'
import { ObjectLink } from '@/app/parts/object-link'
import { PageLink } from '@/app/parts/page-link'
import { Ago } from '@/app/parts/quantity'
import { operationStatus } from '@/app/parts/status'
import { Card } from '@/app/ui/card'
import { IconButton } from '@/app/ui/icon-button'
import { rich } from '@/app/ui/rich'
import { StatusShape } from '@/app/ui/status-mark'
import type { OperationRow } from '@/server/api/types'
import { spokenTold, t } from '@/server/shared/text'

const shown = 5

/** The latest operations that failed and that nobody has put away. */
export function RecentFailures() {
  const [dismissed, dismiss] = useDismissed()
  const failed = failures(useRuns(), dismissed)
  return (
    <Card
      title={t('Recent failures')}
      flush
      aside={
        failed.length > 0 && (
          <PageLink href={paths.tasks} className="text-accent hover:underline">
            {t('All tasks')}
          </PageLink>
        )
      }
    >
      {failed.length === 0 && <p className="px-3 pb-3 text-muted">{t('No operation has failed lately.')}</p>}
      <ul>
        {failed.slice(0, shown).map(operation => (
          <Failure key={operation.id} operation={operation} onDismiss={() => dismiss([operation.id])} />
        ))}
      </ul>
    </Card>
  )
}

function Failure({ operation, onDismiss }: { operation: OperationRow; onDismiss: () => void }) {
  const { object, error, user, state, startedAt } = operation
  const title = spokenTold(operation)
  const { status, word, detail } = operationStatus(state)
  return (
    <li className="flex items-start gap-2 border-line-subtle border-t py-1.5 pr-1 pl-3">
      <StatusShape status={status} label={word} className="mt-1" />
      <div className="min-w-0 grow">
        <p className="text-strong">{title}</p>
        <p className="text-muted">{error?.message ?? detail}</p>
        <p className="text-faint">
          {rich('<object></object>, by {user}, <ago></ago>', {
            user,
            object: () => <ObjectLink cls={object.class} id={object.id} name={object.name} />,
            ago: () => <Ago time={startedAt} />,
          })}
        </p>
      </div>
      <IconButton size="s" icon="close" label={t('Dismiss: {title}', { title })} onClick={onDismiss} />
    </li>
  )
}
