'use client'

import { useMutation } from '@tanstack/react-query'
import { appError, trpc } from '@/app/lib/trpc'
import { refreshUsers } from '@/app/lib/users'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { confirmDone } from '@/app/ui/toast'
import type { UserInfo } from '@/server/api/types'
import { say, told } from '@/server/shared/text'

export type StandingDeed = 'disable' | 'enable' | 'delete'

const words: Record<StandingDeed, { verb: string; body: string; done: string }> = {
  disable: {
    verb: say('Disable'),
    body: say(
      'They are signed out at once, their consoles close, and they cannot sign in until they are enabled again.',
    ),
    done: 'disabled',
  },
  enable: {
    verb: say('Enable'),
    body: say('They can sign in again, with the password they had.'),
    done: 'enabled',
  },
  delete: {
    verb: say('Delete'),
    body: say('They are signed out at once and cannot come back. What they did stays in the audit log.'),
    done: 'deleted',
  },
}

interface UserStandingDialogProps {
  user: UserInfo
  deed: StandingDeed
  onClose: () => void
}

/** Asks before a user is disabled, enabled or deleted. */
export function UserStandingDialog({ user, deed, onClose }: UserStandingDialogProps) {
  const { verb, body, done } = words[deed]
  const act = useMutation(trpc.user[deed].mutationOptions({ onSuccess: refreshUsers }))
  const run = () =>
    act.mutate(
      { id: user.id },
      {
        onSuccess: () => {
          confirmDone(`${user.username} ${done}`)
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={run}
      title={`${verb} ${user.username}?`}
      body={told(body)}
      verb={told(verb)}
      tone={deed === 'enable' ? 'primary' : 'danger'}
      submitting={act.isPending}
      error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
    />
  )
}
