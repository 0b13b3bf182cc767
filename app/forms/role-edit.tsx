'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { refreshGrants } from '@/app/lib/grants'
import { appError, trpc } from '@/app/lib/trpc'
import { PermissionsField } from '@/app/parts/grant/permissions-field'
import { RoleUsesList, useRoleUses } from '@/app/parts/grant/role-uses'
import { Banner } from '@/app/ui/banner'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import type { RoleInfo } from '@/server/api/types'
import { roleSchema } from '@/server/shared/role'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

interface RoleEditDialogProps {
  /** The composed role that is changed. */
  role: RoleInfo
  onClose: () => void
}

/** Changes a role that was composed: for all who have it at once. */
export function RoleEditDialog({ role, onClose }: RoleEditDialogProps) {
  const form = useForm({
    resolver: zodResolver(roleSchema),
    defaultValues: {
      name: role.name,
      description: role.words,
      permissions: [...role.permissions].map(String),
    },
  })
  const update = useMutation(trpc.role.update.mutationOptions({ onSuccess: refreshGrants }))
  const uses = useRoleUses(role)
  const failure = update.error ? appError(update.error) : null
  const { errors } = form.formState
  const chosen = form.watch('permissions')
  const lost = role.permissions.filter(permission => !chosen.includes(permission))
  const submit = form.handleSubmit(values => {
    const onSuccess = () => {
      confirmDone(t('{name} saved', { name: values.name }))
      onClose()
    }
    update.mutate({ id: role.id, ...values }, { onSuccess })
  })
  return (
    <FormDialog
      onClose={onClose}
      title={t('Edit {name}', { name: role.name })}
      description={t('Who is given it may do what is ticked, where it was given.')}
      width="l"
      onSubmit={submit}
      error={failure && !failure.field ? failure : null}
      verb={t('Save')}
      submitting={update.isPending}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('Name')}
          required
          error={errors.name?.message ?? (failure?.field === 'name' ? failure.message : undefined)}
        >
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={t('What it is for')} error={errors.description?.message}>
          <Textarea rows={2} {...form.register('description')} />
        </Field>
        {uses && uses.giving.length > 0 && (
          // Stays in sight while one goes through the permissions.
          <div className="sticky top-0 z-1 bg-raised">
            <Banner
              tone={lost.length > 0 ? 'warn' : 'info'}
              live="status"
              title={
                lost.length > 0
                  ? t('They lose what is not ticked any more at once.')
                  : t('It changes for them at once.')
              }
            >
              <RoleUsesList uses={uses} />
            </Banner>
          </div>
        )}
        <Controller
          control={form.control}
          name="permissions"
          render={({ field }) => (
            <PermissionsField
              value={field.value}
              onChange={field.onChange}
              error={errors.permissions?.message}
            />
          )}
        />
      </div>
    </FormDialog>
  )
}
