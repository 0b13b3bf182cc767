'use client'

import { useOperations } from '@/app/lib/inventory'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import type { OperationRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { BegunVm } from './use-several'

/** What becomes of each of several VMs that are made. */
export function SeveralReport({ made, onClose }: { made: readonly BegunVm[]; onClose: () => void }) {
  const operations = useOperations()
  const rows = made.map(({ name, run }) => ({ name, operation: operations.find(({ id }) => id === run) }))
  const count = (is: (state: OperationRow['state']) => boolean) =>
    rows.filter(({ operation }) => is(operation?.state ?? 'running')).length
  const running = count(state => state === 'running')
  const done = count(state => state === 'succeeded')
  return (
    <Dialog
      open
      width="m"
      title={t('{n} new VMs', { n: made.length })}
      description={running > 0 ? t('It goes on when this is closed; the tasks show how.') : undefined}
      onClose={onClose}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('Close')}
        </Button>
      }
    >
      <p role="status" className="mb-2">
        {t('{done} of {n} are made, {failed} are not, {running} are under way.', {
          ...{ done, n: made.length, running, failed: made.length - done - running },
        })}
      </p>
      <ul aria-label={t('New VMs')} className="max-h-80 overflow-y-auto rounded-control border border-line">
        {rows.map(({ name, operation }) => (
          <li key={name} className="flex flex-wrap gap-x-3 border-line px-3 py-1.5 not-last:border-b">
            <span className="min-w-40 font-medium text-strong">{name}</span>
            <Outcome operation={operation} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Outcome({ operation }: { operation: OperationRow | undefined }) {
  if (operation === undefined || operation.state === 'running')
    return <span className="text-muted">{t('under way')}</span>
  if (operation.state === 'succeeded') return <span className="text-ok">{t('made')}</span>
  if (operation.state === 'cancelled') return <span className="text-muted">{t('cancelled')}</span>
  return (
    <span className="text-trouble">{operation.error?.message ?? t('nobody knows what became of it')}</span>
  )
}
