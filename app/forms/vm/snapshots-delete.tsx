'use client'

import { absoluteTime } from '@/app/lib/format'
import { subjectName } from '@/app/parts/action-subject'
import { Bytes } from '@/app/parts/quantity'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { useKnownSnapshots } from './known-snapshots'

/** Which snapshots go, and what their storage gets back. */
export function SnapshotsDeleteDialog({ subject, known, onSubmit, action: _, ...rest }: ActionFormProps) {
  const snapshots = useKnownSnapshots(subject, known)
  const used = snapshots.reduce((sum, one) => sum + one.used, 0)
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Delete {n, plural, one {a snapshot} other {# snapshots}} of {name}?', {
        n: snapshots.length,
        name: subjectName(subject),
      })}
      description={t('The VM stays as it is, but can’t go back to them any more. This cannot be undone.')}
      verb={t('Delete')}
      tone="danger"
      reason={snapshots.length === 0 ? t('They are gone.') : undefined}
      onSubmit={() => onSubmit({ snapshots: snapshots.map(({ id }) => id) })}
    >
      <div className="flex flex-col gap-2">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div tabIndex={0} className="max-h-60 overflow-y-auto rounded-control border border-line">
          <ul aria-label={t('Snapshots')}>
            {snapshots.map(one => (
              <li
                key={one.id}
                className="flex items-baseline gap-3 border-line-subtle border-b px-2 py-1 last:border-0"
              >
                <span className="min-w-0 grow truncate text-strong">{one.name || t('(no name)')}</span>
                <span className="shrink-0 text-muted">{absoluteTime(one.time)}</span>
                <span className="w-20 shrink-0 text-right">
                  <Bytes count={one.used} />
                </span>
              </li>
            ))}
          </ul>
        </div>
        <p>
          {t('About this much is freed:')} <Bytes count={used} />
        </p>
        <p className="text-muted">{t('Storage that keeps chains gives it back after a while.')}</p>
      </div>
    </FormDialog>
  )
}
