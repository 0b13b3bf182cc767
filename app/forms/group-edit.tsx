'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshGroups } from '@/app/lib/groups'
import { appError, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import { descriptionSchema, groupNameSchema } from '@/server/shared/group-name'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const schema = z.object({ name: groupNameSchema, description: descriptionSchema })

interface GroupEditDialogProps {
  /** Absent: a new one is made. */
  group?: { id: string; name: string; description: string } | undefined
  onClose: () => void
}

/** Makes a group, or gives one another name and description. */
export function GroupEditDialog({ group, onClose }: GroupEditDialogProps) {
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { name: group?.name ?? '', description: group?.description ?? '' },
  })
  const create = useMutation(trpc.group.create.mutationOptions({ onSuccess: refreshGroups }))
  const update = useMutation(trpc.group.update.mutationOptions({ onSuccess: refreshGroups }))
  const error = create.error ?? update.error
  const failure = error ? appError(error) : null
  const busy = create.isPending || update.isPending
  const { errors } = form.formState
  const submit = form.handleSubmit(values => {
    const onSuccess = () => {
      confirmDone(`${values.name} ${group ? 'saved' : 'created'}`)
      onClose()
    }
    if (group) update.mutate({ id: group.id, ...values }, { onSuccess })
    else create.mutate(values, { onSuccess })
  })
  return (
    <FormDialog
      onClose={onClose}
      title={group ? t('Edit {name}', { name: group.name }) : t('Create a group')}
      onSubmit={submit}
      error={failure && !failure.field ? failure : null}
      verb={group ? t('Save') : t('Create group')}
      submitting={busy}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('Name')}
          required
          error={errors.name?.message ?? (failure?.field === 'name' ? failure.message : undefined)}
        >
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field
          label={t('Description')}
          help={t('Who belongs to it, for whoever gives it a role.')}
          error={errors.description?.message}
        >
          <Textarea rows={3} {...form.register('description')} />
        </Field>
      </div>
    </FormDialog>
  )
}
