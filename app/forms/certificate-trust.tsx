'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshConnections } from '@/app/lib/connections'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { CertificateFactsView, Fingerprint } from '@/app/parts/fingerprint'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { confirmDone } from '@/app/ui/toast'
import type { AppErrorShape } from '@/server/shared/app-error'
import { t } from '@/server/shared/text'

interface CertificateTrustDialogProps {
  pool: { id: string; name: string }
  /** The failure that brought the certificate: it holds the one that was met and the one that was pinned. */
  error: AppErrorShape
  onClose: () => void
}

/** Shows what changed about a pool's certificate, and accepts the new one if a person says so. */
export function CertificateTrustDialog({ pool, error, onClose }: CertificateTrustDialogProps) {
  const trust = useMutation(trpc.pool.trustCertificate.mutationOptions({ onSuccess: refreshConnections }))
  const { certificate, pinned } = error
  if (!certificate) return null
  const accept = () =>
    trust.mutate(
      { id: pool.id, sha256: certificate.sha256 },
      {
        onSuccess: () => {
          confirmDone(t('New certificate of {name} accepted', { name: pool.name }))
          onClose()
        },
      },
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        pinned
          ? t('The certificate of {name} has changed', { name: pool.name })
          : t('Is this a host of {name}?', { name: pool.name })
      }
      busy={trust.isPending}
      onSubmit={accept}
      error={trust.error ? <ErrorNote error={appError(trust.error)} className="mt-4" /> : null}
      footer={
        <>
          <Button onClick={onClose} reason={trust.isPending ? t('Still working') : undefined}>
            {t('Keep refusing it')}
          </Button>
          <Button type="submit" tone="danger" busy={trust.isPending}>
            {t('Accept the new certificate')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>
          {pinned
            ? t(
                'That happens when a host was reinstalled or its certificate renewed. It also happens when something between Domus and the pool pretends to be the pool: then accepting it hands over the pool’s password. Compare the new fingerprint with the one the host prints on its own console.',
              )
            : t(
                'Domus has not met this certificate before, as when another host has become the coordinator. Compare its fingerprint with the one the host prints on its own console.',
              )}
        </p>
        {pinned && (
          <section>
            <h3 className="title-s mb-1">{t('Accepted until now')}</h3>
            <Fingerprint sha256={pinned} />
          </section>
        )}
        <section>
          <h3 className="title-s mb-1">{t('Shown now')}</h3>
          <CertificateFactsView certificate={certificate} />
        </section>
      </div>
    </Dialog>
  )
}
