'use client'

import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Facts } from '@/app/ui/facts'
import { Meter } from '@/app/ui/meter'
import type { Verification } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Reads the whole log on the server and says whether anything in it was changed. */
export function AuditVerify({ onClose }: { onClose: () => void }) {
  const [share, setShare] = useState(0)
  const [found, setFound] = useState<Verification | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  useSubscription(
    trpc.audit.verify.subscriptionOptions(undefined, {
      enabled: found === null && failed === null,
      onData(told) {
        setShare(told.share)
        setFound(told.found)
      },
      onError: setFailed,
    }),
  )
  const percent = `${Math.floor(share * 100)} %`
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Verify the audit log')}
      description={t(
        'Every row is compared with the row before it, with the seal of the last one, with the signed checkpoints, and with what is shown here.',
      )}
      footer={<Button onClick={onClose}>{t('Close')}</Button>}
      error={failed !== null && <ErrorNote error={appError(failed)} live="alert" />}
    >
      <div role="status">
        {found ? (
          <Found found={found} />
        ) : (
          failed === null && (
            <Meter label={t('Read so far')} share={share} text={percent} warnAt={2} troubleAt={2} wide />
          )
        )}
      </div>
    </Dialog>
  )
}

function Found({ found }: { found: Verification }) {
  return (
    <div className="flex flex-col gap-3">
      {found.wrong === 0 ? (
        <Banner tone="ok" title={t('The log is whole: nothing was changed, removed, moved or added.')} />
      ) : (
        <Banner
          tone="trouble"
          title={t('{n, plural, =1 {One thing is} other {# things are}} not as Domus wrote it.', {
            n: found.wrong,
          })}
        />
      )}
      {found.findings.length > 0 && (
        <ul aria-label={t('Findings')} className="flex list-disc flex-col gap-1 pl-5">
          {found.findings.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <Facts
        facts={[
          {
            label: t('Rows'),
            value:
              found.rows &&
              t('{rows} ({first} to {last})', {
                rows: String(found.rows),
                first: String(found.first),
                last: String(found.last),
              }),
          },
          { label: t('Lines'), value: found.entries },
          { label: t('Checkpoints'), value: found.checkpoints },
        ]}
      />
    </div>
  )
}
