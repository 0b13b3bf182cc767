'use client'

import { absoluteTime, duration } from '@/app/lib/format'
import { paths } from '@/app/lib/paths'
import { Button } from '@/app/ui/button'
import { Copyable } from '@/app/ui/copyable'
import { Dialog } from '@/app/ui/dialog'
import { Facts } from '@/app/ui/facts'
import type { AuditRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { PageLink } from '../page-link'
import { AuditChanges } from './audit-changes'
import { AuditResultMark } from './audit-columns'
import { AuditObject } from './audit-object'
import { sentenceIn } from './sentence-in'

/** Everything a line of the log holds. */
export function AuditDetail({ row, onClose }: { row: AuditRow; onClose: () => void }) {
  const { error, object, pool } = row
  const mono = (text: string | null) => text && <code className="wrap-anywhere font-mono">{text}</code>
  return (
    <Dialog
      open
      onClose={onClose}
      title={sentenceIn(row)}
      width="l"
      footer={<Button onClick={onClose}>{t('Close')}</Button>}
    >
      <Facts
        facts={[
          { label: t('Result'), value: <AuditResultMark result={row.result} /> },
          ...(error
            ? [
                { label: t('What happened'), value: error.text },
                {
                  label: t('Error code'),
                  value: mono([error.code, ...error.params.filter(Boolean)].join(' · ')),
                },
              ]
            : []),
          {
            label: t('User'),
            value: (
              <PageLink href={paths.auditBy(row.user)} className="text-accent hover:underline">
                {row.user}
              </PageLink>
            ),
          },
          ...(row.token ? [{ label: t('API token'), value: row.token }] : []),
          { label: t('From'), value: mono(row.address) },
          { label: t('Session'), value: mono(row.session) },
          { label: t('Started'), value: absoluteTime(row.at) },
          { label: t('Finished'), value: row.finishedAt && absoluteTime(row.finishedAt) },
          { label: t('Took'), value: row.durationMs === null ? null : duration(row.durationMs) },
          { label: t('Action'), value: mono(row.action) },
          { label: t('Object'), value: <AuditObject row={row} /> },
          ...(object
            ? [{ label: t('UUID'), value: <Copyable value={object.uuid} label={t('UUID')} mono /> }]
            : []),
          { label: t('Pool'), value: pool?.name },
          ...(row.poolUser ? [{ label: t('Account at the pool'), value: row.poolUser }] : []),
          ...(row.task ? [{ label: t('Task'), value: mono(row.task) }] : []),
          { label: t('Parameters'), value: <Parameters params={row.params} /> },
          { label: t('Number'), value: row.id },
        ]}
      />
      <AuditChanges changes={row.changes} />
    </Dialog>
  )
}

function Parameters({ params }: { params: Record<string, unknown> }) {
  if (Object.keys(params).length === 0) return <span className="text-faint">{t('None')}</span>
  return (
    <pre className="overflow-x-auto rounded-control bg-sunken p-2 font-mono text-m">
      {JSON.stringify(params, null, 2)}
    </pre>
  )
}
