'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshAuditSettings } from '@/app/lib/audit-settings'
import { absoluteTime } from '@/app/lib/format'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { Facts } from '@/app/ui/facts'
import { saveFile } from '@/app/ui/save-file'
import { t } from '@/server/shared/text'

interface AuditCheckpointsProps {
  checkpoint: { seq: string; at: string } | null
  publicKey: string
}

/** What vouches for the log outside of Domus: signed statements of where it stood. */
export function AuditCheckpoints({ checkpoint, publicKey }: AuditCheckpointsProps) {
  const act = useMutation(
    trpc.audit.checkpoint.mutationOptions({
      onSuccess({ file }) {
        saveFile(
          `domus-audit-checkpoints-${new Date().toISOString().slice(0, 10)}.txt`,
          new Blob([file], { type: 'text/plain' }),
        )
        return refreshAuditSettings()
      },
    }),
  )
  return (
    <Card title={t('Checkpoints')}>
      <p className="mb-3 text-m text-muted">
        {t(
          'Signed every ten minutes. Kept elsewhere, they show also that the end of the log, or all of it, was thrown away:',
        )}{' '}
        <code className="font-mono">npm run audit:verify -- --checkpoints FILE</code>
      </p>
      <Facts
        facts={[
          {
            label: t('Last'),
            value:
              checkpoint &&
              t('Row {seq}, {time}', { seq: checkpoint.seq, time: absoluteTime(checkpoint.at) }),
          },
          {
            label: t('Public key'),
            value: <code className="wrap-anywhere font-mono">{publicKey.split('\n')[1]}</code>,
          },
        ]}
      />
      <Button className="mt-3" icon="download" busy={act.isPending} onClick={() => act.mutate()}>
        {t('Sign and download')}
      </Button>
      {act.error && <ErrorNote error={appError(act.error)} className="mt-3" />}
    </Card>
  )
}
