'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { useMe } from '@/app/lib/session'
import { appError, trpc } from '@/app/lib/trpc'
import { refreshUsers } from '@/app/lib/users'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { confirmDone } from '@/app/ui/toast'
import type { UserInfo } from '@/server/api/types'
import { RoleField } from './role-field'

/** Gives a user another role. */
export function UserRoleDialog({ user, onClose }: { user: UserInfo; onClose: () => void }) {
  const { id, username } = user
  const own = useMe()?.user.id === id
  const schema = z.object({
    role: z.string().refine(role => role !== user.role, `${username} has this role already.`),
  })
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { role: user.role } })
  const save = useMutation(trpc.user.setRole.mutationOptions({ onSuccess: refreshUsers }))
  const failure = save.error ? appError(save.error) : null
  const submit = form.handleSubmit(({ role }) =>
    save.mutate(
      { id, role },
      {
        onSuccess: () => {
          confirmDone(`${username} is ${role} now`)
          onClose()
        },
      },
    ),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Change the role of ${username}`}
      description={`${own ? 'You' : 'They'} are signed out everywhere, and have the new role at the next sign-in.`}
      width="s"
      busy={save.isPending}
      onSubmit={submit}
      error={failure && !failure.field ? <ErrorNote error={failure} className="mt-4" /> : null}
      footer={
        <>
          <Button onClick={onClose} reason={save.isPending ? 'Still working' : undefined}>
            Cancel
          </Button>
          <Button type="submit" tone="primary" busy={save.isPending}>
            Change role
          </Button>
        </>
      }
    >
      <Controller
        control={form.control}
        name="role"
        render={({ field, fieldState }) => (
          <RoleField
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message ?? (failure?.field === 'role' ? failure.message : undefined)}
          />
        )}
      />
    </Dialog>
  )
}
