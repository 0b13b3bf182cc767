'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshServices } from '@/app/lib/services'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { confirmDone } from '@/app/ui/toast'
import { say, told } from '@/server/shared/text'

export type ServiceDeed = 'disable' | 'enable' | 'delete'

const words: Record<ServiceDeed, { verb: string; body: string; done: string }> = {
  disable: {
    verb: say('Disable'),
    body: say('Its tokens are refused at once, until it is enabled again.'),
    done: 'disabled',
  },
  enable: {
    verb: say('Enable'),
    body: say('Its tokens are good again, where they have not expired.'),
    done: 'enabled',
  },
  delete: {
    verb: say('Delete'),
    body: say('Its tokens are refused at once and for good. What it did stays in the audit log.'),
    done: 'deleted',
  },
}

interface ServiceStandingDialogProps {
  service: { id: string; username: string }
  deed: ServiceDeed
  onClose: () => void
  onDone?: () => void
}

/** Asks before a service account is disabled, enabled or deleted. */
export function ServiceStandingDialog({ service, deed, onClose, onDone }: ServiceStandingDialogProps) {
  const { verb, body, done } = words[deed]
  const act = useMutation(trpc.service[deed].mutationOptions({ onSuccess: refreshServices }))
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { id: service.id },
          {
            onSuccess: () => {
              confirmDone(`${service.username} ${done}`)
              onClose()
              onDone?.()
            },
          },
        )
      }
      title={`${verb} ${service.username}?`}
      body={told(body)}
      verb={told(verb)}
      tone={deed === 'enable' ? 'primary' : 'danger'}
      submitting={act.isPending}
      error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
    />
  )
}
