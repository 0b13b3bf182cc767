'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { refreshGrants } from '@/app/lib/grants'
import { appError, trpc } from '@/app/lib/trpc'
import { PermissionsField } from '@/app/parts/grant/permissions-field'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import type { RoleInfo } from '@/server/api/types'
import { permissions as allPermissions } from '@/server/catalogue/permissions'
import { roleSchema } from '@/server/shared/role'
import { t, told } from '@/server/shared/text'
import { WizardDialog } from './wizard-dialog'

interface RoleComposeDialogProps {
  /** What it begins as. */
  copyOf?: RoleInfo
  onClose: () => void
}

/** Composes a role from permissions, in steps: what it is called, what it may do, and all of it once more. */
export function RoleComposeDialog({ copyOf, onClose }: RoleComposeDialogProps) {
  const form = useForm({
    resolver: zodResolver(roleSchema),
    defaultValues: {
      name: copyOf ? `${copyOf.name} (copy)` : '',
      description: copyOf?.words ?? '',
      permissions: [...(copyOf?.permissions ?? [])].map(String),
    },
  })
  const create = useMutation(trpc.role.create.mutationOptions({ onSuccess: refreshGrants }))
  const failure = create.error ? appError(create.error) : null
  const { errors } = form.formState
  const { name, description, permissions } = form.watch()
  const submit = form.handleSubmit(values =>
    create.mutate(values, {
      onSuccess: () => {
        confirmDone(t('{name} composed', { name: values.name }))
        onClose()
      },
    }),
  )
  return (
    <WizardDialog
      title={copyOf ? t('Copy {name}', { name: copyOf.name }) : t('Compose a role')}
      verb={t('Compose role')}
      form={form}
      submitting={create.isPending}
      error={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
      steps={[
        {
          id: 'name',
          title: t('Name'),
          fields: ['name', 'description'],
          content: (
            <div className="flex flex-col gap-4">
              <Field
                label={t('Name')}
                required
                help={t('What it is chosen by when it is given.')}
                error={errors.name?.message ?? (failure?.field === 'name' ? failure.message : undefined)}
              >
                <Input autoComplete="off" {...form.register('name')} />
              </Field>
              <Field label={t('What it is for')} error={errors.description?.message}>
                <Textarea rows={3} {...form.register('description')} />
              </Field>
            </div>
          ),
        },
        {
          id: 'permissions',
          title: t('Permissions'),
          description: t('Who is given it may do what is ticked, where it was given.'),
          fields: ['permissions'],
          content: (
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
          ),
        },
      ]}
      summary={[
        { label: t('Name'), value: name },
        { label: t('What it is for'), value: description },
        {
          label: t('May'),
          value: (
            <ul className="list-disc pl-4">
              {Object.entries(allPermissions).map(([id, words]) =>
                permissions.includes(id) ? <li key={id}>{told(words)}</li> : null,
              )}
            </ul>
          ),
        },
      ]}
    />
  )
}
