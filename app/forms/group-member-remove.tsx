'use client'

import { useMutation } from '@tanstack/react-query'
import { refreshGroups } from '@/app/lib/groups'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { confirmDone } from '@/app/ui/toast'
import type { MemberInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

interface GroupMemberRemoveDialogProps {
  group: { id: string; name: string }
  member: MemberInfo
  onClose: () => void
}

export function GroupMemberRemoveDialog({ group, member, onClose }: GroupMemberRemoveDialogProps) {
  const act = useMutation(trpc.group.removeMember.mutationOptions({ onSuccess: refreshGroups }))
  const kind = member.kind === 'group' ? ('group' as const) : ('user' as const)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { id: group.id, member: { kind, id: member.id } },
          {
            onSuccess: () => {
              confirmDone(t('{name} removed', { name: member.name }))
              onClose()
            },
          },
        )
      }
      title={t('Remove {name} from {name2}?', { name: member.name, name2: group.name })}
      body={t('What they had through this group ends at once.')}
      verb={t('Remove')}
      submitting={act.isPending}
      error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
    />
  )
}
