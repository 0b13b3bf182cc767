'use client'

import { useAuditSettings } from '@/app/lib/audit-settings'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Only } from '@/app/parts/not-for-you'
import { t } from '@/server/shared/text'
import { AuditCheckpoints } from './audit-checkpoints'
import { AuditRetention } from './audit-retention'
import { AuditSinks } from './audit-sinks'

/** How long the audit log is kept, what vouches for it, and where it is sent. It is always written. */
export function AuditSettings() {
  return (
    <Only with="audit.configure" to={t('configure the audit log')}>
      <Settings />
    </Only>
  )
}

function Settings() {
  const { data, error } = useAuditSettings()
  return (
    <div className="flex flex-col gap-4 p-4">
      <p className="text-m text-muted">
        {t('The audit log is always written and cannot be changed, by administrators of Domus neither.')}
      </p>
      {error && <ErrorNote error={appError(error)} live="status" />}
      {data && (
        <>
          <AuditSinks sinks={data.sinks} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <AuditRetention days={data.retentionDays} />
            <AuditCheckpoints checkpoint={data.checkpoint} publicKey={data.publicKey} />
          </div>
        </>
      )}
    </div>
  )
}
