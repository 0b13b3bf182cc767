'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { useRoles } from '@/app/lib/grants'
import { appError, trpc } from '@/app/lib/trpc'
import { refreshUsers } from '@/app/lib/users'
import { confirmDone } from '@/app/ui/toast'
import type { UserInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'
import { RoleField } from './role-field'

/** Gives a user another role over everything. */
export function UserRoleDialog({ user, onClose }: { user: UserInfo; onClose: () => void }) {
  const { id, username } = user
  const several = user.roleId === '' && user.role !== ''
  const roles = useRoles()
  const schema = z.object({
    role: z
      .string()
      .refine(role => role !== user.roleId || several, t('{username} has this role already.', { username })),
  })
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { role: user.roleId },
  })
  const save = useMutation(trpc.user.setRole.mutationOptions({ onSuccess: refreshUsers }))
  const failure = save.error ? appError(save.error) : null
  const submit = form.handleSubmit(({ role }) =>
    save.mutate(
      { id, role: role || null },
      {
        onSuccess: () => {
          const name = roles.data?.find(one => one.id === role)?.name ?? role
          confirmDone(
            role
              ? t('{username} is {role} now', { username, role: name })
              : t('{username} has no role over everything now', { username }),
          )
          onClose()
        },
      },
    ),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={t('Change the role of {username}', { username })}
      description={t(
        'It holds at once over everything, in the place of what they hold there. Other grants stay.',
      )}
      onSubmit={submit}
      error={failure && !failure.field ? failure : null}
      verb={t('Change role')}
      submitting={save.isPending}
    >
      <Controller
        control={form.control}
        name="role"
        render={({ field, fieldState }) => (
          <RoleField
            orNone
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message ?? (failure?.field === 'role' ? failure.message : undefined)}
          />
        )}
      />
    </FormDialog>
  )
}
