'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshServices } from '@/app/lib/services'
import { appError, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import type { ServiceInfo } from '@/server/api/types'
import { roleRefSchema } from '@/server/shared/grant'
import { descriptionSchema } from '@/server/shared/group-name'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'
import { RoleField } from './role-field'

const schema = z.object({ description: descriptionSchema, role: roleRefSchema })

/** Gives a service account another description or role. */
export function ServiceEditDialog({ service, onClose }: { service: ServiceInfo; onClose: () => void }) {
  const { id, username } = service
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { description: service.description, role: service.roleId },
  })
  const describe = useMutation(trpc.service.describe.mutationOptions({ onSuccess: refreshServices }))
  const setRole = useMutation(trpc.service.setRole.mutationOptions({ onSuccess: refreshServices }))
  const error = describe.error ?? setRole.error
  const failure = error ? appError(error) : null
  const busy = describe.isPending || setRole.isPending
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ description, role }) => {
    try {
      if (description !== service.description) await describe.mutateAsync({ id, description })
      if (role !== service.roleId) await setRole.mutateAsync({ id, role })
    } catch (failed) {
      // Shown by the mutation that failed; what came before it is done.
      console.warn(`${username} was not saved as a whole`, failed)
      return
    }
    confirmDone(t('{username} saved', { username }))
    onClose()
  })
  return (
    <FormDialog
      onClose={onClose}
      title={t('Edit {username}', { username })}
      onSubmit={submit}
      error={failure}
      verb={t('Save')}
      submitting={busy}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('Description')}
          help={t('Which program it is for and whom to ask about it.')}
          error={errors.description?.message}
        >
          <Textarea rows={2} {...form.register('description')} />
        </Field>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <RoleField value={field.value} onChange={field.onChange} error={errors.role?.message} />
          )}
        />
      </div>
    </FormDialog>
  )
}
