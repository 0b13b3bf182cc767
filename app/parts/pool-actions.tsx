'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { refreshConnections, useConnections } from '@/app/lib/connections'
import { appError, trpc } from '@/app/lib/trpc'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import type { MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { confirmDone } from '@/app/ui/toast'
import type { PoolRow } from '@/server/api/types'
import { missingPermission } from '@/server/catalogue/why-not'
import { t } from '@/server/shared/text'
import { actionEntries } from './action-menu'
import { useActionPress } from './action-press'
import { askInstead } from './ask-instead'
import { ErrorNote } from './error-note'

// Seldom opened, and forms weigh more than the rest of a page.
const CertificateTrustDialog = onDemandPart(() =>
  import('@/app/forms/certificate-trust').then(found => found.CertificateTrustDialog),
)
const PoolCredentialsDialog = onDemandPart(() =>
  import('@/app/forms/pool-credentials').then(found => found.PoolCredentialsDialog),
)

type Deed = 'certificate' | 'credentials' | 'disconnect' | 'reconnect'

/** The pool as it was when the dialog opened: what is being done to it may take it off the list meanwhile. */
interface Opened {
  deed: Deed
  pool: PoolRow
}

/** The certificate a pool's connection waits for somebody to judge, if it does. */
export function certificateQuestion(pool: PoolRow) {
  const { freshness } = pool
  const failed = freshness.state === 'failed' || freshness.state === 'stale'
  return failed && freshness.error.certificate ? freshness.error : null
}

const nameOf = (pool: PoolRow) => pool.name_label || pool.address

/** What can be done to a pool's connection, as entries of a menu; render `dialog` somewhere. */
export function usePoolEntries(): { entries: (pool: PoolRow) => MenuEntry[]; dialog: ReactNode } {
  const [open, setOpen] = useState<Opened | null>(null)
  const asker = useAsker()
  const { press, dialog } = useActionPress()
  const reconnect = useMutation(trpc.pool.reconnect.mutationOptions())
  const { mutate } = reconnect

  const entries = useCallback(
    (pool: PoolRow): MenuEntry[] => {
      const may = asker.permissionsOn(pool.id).has('pool.connect')
      const reason = may ? undefined : missingPermission('pool.connect')
      const ask = (deed: Deed) => () => setOpen({ deed, pool })
      const remedy = askInstead(asker, pool, 'pool.connect', t('Look after the connection'))
      const live = pool.freshness.state === 'live'
      return [
        ...(certificateQuestion(pool)
          ? [
              {
                type: 'item' as const,
                id: 'certificate',
                label: t('Look at the new certificate…'),
                icon: 'trust' as const,
                reason,
                remedy,
                onSelect: ask('certificate'),
              },
            ]
          : []),
        {
          type: 'item',
          id: 'reconnect',
          label: t('Try again now'),
          icon: 'refresh',
          reason: reason ?? (live ? t('The pool is connected.') : undefined),
          remedy,
          onSelect: () => mutate({ id: pool.id }, { onError: ask('reconnect') }),
        },
        {
          type: 'item',
          id: 'credentials',
          label: t('Change credentials…'),
          icon: 'key',
          reason,
          remedy,
          onSelect: ask('credentials'),
        },
        { type: 'separator', id: 'before disconnect' },
        {
          type: 'item',
          id: 'disconnect',
          label: t('Disconnect…'),
          icon: 'disconnect',
          tone: 'danger',
          reason,
          remedy,
          onSelect: ask('disconnect'),
        },
        ...(pool.ref === ''
          ? []
          : [{ type: 'separator' as const, id: 'before properties' }, ...actionEntries(pool, asker, press)]),
      ]
    },
    [asker, mutate, press],
  )
  const ownDialog = open && (
    <PoolDialog
      deed={open.deed}
      pool={open.pool}
      reconnect={{
        error: reconnect.error,
        busy: reconnect.isPending,
        run: () => mutate({ id: open.pool.id }, { onSuccess: () => setOpen(null) }),
      }}
      onClose={() => setOpen(null)}
    />
  )
  return {
    entries,
    dialog: (
      <>
        {ownDialog}
        {dialog}
      </>
    ),
  }
}

interface PoolDialogProps {
  deed: Deed
  pool: PoolRow
  reconnect: { error: unknown; busy: boolean; run: () => void }
  onClose: () => void
}

function PoolDialog({ deed, pool, reconnect, onClose }: PoolDialogProps) {
  const { id } = pool
  const connection = useConnections().get(id)
  const name = nameOf(pool)
  switch (deed) {
    case 'certificate': {
      const error = certificateQuestion(pool)
      return error && <CertificateTrustDialog pool={{ id, name }} error={error} onClose={onClose} />
    }
    case 'credentials':
      return (
        <PoolCredentialsDialog pool={{ id, name, username: connection?.username ?? '' }} onClose={onClose} />
      )
    case 'disconnect':
      return <DisconnectDialog pool={pool} onClose={onClose} />
    case 'reconnect':
      return (
        <ConfirmDialog
          open
          tone="primary"
          onClose={onClose}
          onConfirm={reconnect.run}
          title={t('Connect to {name} again?', { name })}
          body=""
          verb={t('Try again')}
          submitting={reconnect.busy}
          error={reconnect.error ? <ErrorNote error={appError(reconnect.error)} /> : null}
        />
      )
  }
}

function DisconnectDialog({ pool, onClose }: { pool: PoolRow; onClose: () => void }) {
  const disconnect = useMutation(trpc.pool.disconnect.mutationOptions({ onSuccess: refreshConnections }))
  const name = nameOf(pool)
  const run = () =>
    disconnect.mutate(
      { id: pool.id },
      {
        onSuccess: () => {
          confirmDone(t('{name} disconnected', { name }))
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={run}
      title={t('Disconnect {name}?', { name })}
      body={t(
        'Domus forgets its address, its credentials and its certificate, and shows it no more. The pool itself, its VMs and the audit log stay as they are.',
      )}
      verb={t('Disconnect')}
      submitting={disconnect.isPending}
      error={disconnect.error ? <ErrorNote error={appError(disconnect.error)} className="mt-3" /> : null}
    />
  )
}
