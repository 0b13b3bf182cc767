'use client'

import { useRuns } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { Button } from '@/app/ui/button'
import { cx } from '@/app/ui/cx'
import { IconButton } from '@/app/ui/icon-button'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { isBoolean, useRemembered } from '@/app/ui/remembered'
import { Spinner } from '@/app/ui/spinner'
import { StatusShape } from '@/app/ui/status-mark'
import { Icon } from '@/app/ui/symbol'
import type { OperationRow } from '@/server/api/types'
import { spokenTold, t } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'
import { PageLink } from '../page-link'
import { useDismissed } from './dismissed'
import { OperationLine } from './operation-line'
import { failures, running } from './operation-list'
import { OperationProgress } from './operation-progress'

// Fetched after the first page is there.
const AwayNews = onDemandPart(() => import('./away-news').then(found => found.AwayNews))
const OthersTasks = onDemandPart(() => import('./others-tasks').then(found => found.OthersTasks))

const shownWhenOpen = 50

function RunningNow({ operations }: { operations: readonly OperationRow[] }) {
  const [newest, ...others] = operations
  if (!newest) return <span className="truncate text-faint">{t('Nothing under way')}</span>
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Spinner size={12} className="text-moving-mark" />
      <span className="truncate text-default">{newest.title}</span>
      <OperationProgress title={newest.title} progress={newest.progress} />
      {others.length > 0 && (
        <span className="shrink-0 text-faint">{t('and {count} more', { count: others.length })}</span>
      )}
    </span>
  )
}

function LastFailure({ operation, onDismiss }: { operation: OperationRow; onDismiss: () => void }) {
  const failed = operation.state === 'failed'
  return (
    <span className="ml-auto flex min-w-0 items-center gap-1.5">
      <StatusShape status={failed ? 'trouble' : 'unknown'} />
      <span className="min-w-0 truncate">
        <span className={cx('font-medium', failed ? 'text-trouble' : 'text-strong')}>
          {spokenTold(operation)}: {failed ? t('failed') : t('outcome unknown')}.
        </span>{' '}
        {operation.error && toldError(operation.error).message}
      </span>
      <IconButton
        size="s"
        icon="close"
        label={t('Dismiss: {title}', { title: spokenTold(operation) })}
        onClick={onDismiss}
      />
    </span>
  )
}

/**
 * At the foot of every page: what runs now and what failed last; open: the latest operations of everybody, and what the
 * pools do besides.
 */
export function TaskStrip() {
  const operations = useRuns()
  const [open, setOpen] = useRemembered('tasks.open', false, isBoolean)
  const [dismissed, dismiss] = useDismissed()
  const now = running(operations)
  const failed = failures(operations, dismissed)
  const [latest] = failed
  const failedIds = new Set(failed.map(operation => operation.id))

  return (
    <section
      aria-label={t('Tasks')}
      data-region
      className={cx(
        'z-bar flex shrink-0 flex-col border-line border-t bg-canvas text-m',
        open && 'h-strip-open',
      )}
    >
      <div className="flex h-[27px] shrink-0 items-center gap-3 pr-1">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="ring-inside flex h-full shrink-0 items-center gap-1 px-2 font-medium text-default hover:bg-hover"
        >
          <Icon name={open ? 'collapse' : 'fold'} size={14} className="text-faint" />
          {t('Tasks')}
        </button>
        {open ? (
          <>
            <AwayNews />
            <span className="text-muted">
              {now.length === 0 ? t('Nothing under way') : t('{count} under way', { count: now.length })}
            </span>
            <span className="ml-auto flex items-center gap-2">
              {failed.length > 1 && (
                <Button
                  size="s"
                  tone="quiet"
                  className="h-6"
                  onClick={() => dismiss(failed.map(one => one.id))}
                >
                  {t('Dismiss {count} failures', { count: failed.length })}
                </Button>
              )}
              <PageLink
                href={paths.tasks}
                className="inline-flex h-6 items-center px-2 text-accent hover:underline"
              >
                {t('All tasks')}
              </PageLink>
            </span>
          </>
        ) : (
          <>
            <RunningNow operations={now} />
            <AwayNews />
            {latest && <LastFailure operation={latest} onDismiss={() => dismiss([latest.id])} />}
          </>
        )}
      </div>
      {open && (
        <div className="min-h-0 grow overflow-y-auto border-line-subtle border-t bg-base">
          {operations.length === 0 ? (
            <p className="px-3 py-2 text-muted">
              {t('What is done in Domus appears here, with its progress and outcome.')}
            </p>
          ) : (
            <ul aria-label={t('Latest operations')}>
              {operations.slice(0, shownWhenOpen).map(operation => (
                <OperationLine
                  key={operation.id}
                  operation={operation}
                  onDismiss={failedIds.has(operation.id) ? () => dismiss([operation.id]) : undefined}
                />
              ))}
            </ul>
          )}
          <OthersTasks />
        </div>
      )}
    </section>
  )
}
