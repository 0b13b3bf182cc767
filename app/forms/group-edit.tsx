'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshGroups } from '@/app/lib/groups'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import { descriptionSchema, groupNameSchema } from '@/server/shared/group-name'

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
    <Dialog
      open
      onClose={onClose}
      title={group ? `Edit ${group.name}` : 'Create a group'}
      width="s"
      busy={busy}
      onSubmit={submit}
      error={failure && !failure.field ? <ErrorNote error={failure} className="mt-4" /> : null}
      footer={
        <>
          <Button onClick={onClose} reason={busy ? 'Still working' : undefined}>
            Cancel
          </Button>
          <Button type="submit" tone="primary" busy={busy}>
            {group ? 'Save' : 'Create group'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field
          label="Name"
          required
          error={errors.name?.message ?? (failure?.field === 'name' ? failure.message : undefined)}
        >
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label="Description" error={errors.description?.message}>
          <Textarea rows={3} {...form.register('description')} />
        </Field>
      </div>
    </Dialog>
  )
}
