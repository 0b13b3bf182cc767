'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshGrants } from '@/app/lib/grants'
import { appError, trpc } from '@/app/lib/trpc'
import { type Chosen, PrincipalPicker } from '@/app/parts/grant/principal-picker'
import { ScopePicker } from '@/app/parts/grant/scope-picker'
import { confirmDone } from '@/app/ui/toast'
import { roleRefSchema, scopeSchema } from '@/server/shared/grant'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'
import { DelegateField, momentOf, principalSchema, UntilField } from './grant-fields'
import { RoleField } from './role-field'

const schema = z.object({
  to: principalSchema,
  role: roleRefSchema,
  scope: scopeSchema,
  /** As the browser's field has it, in local time; '' is none. */
  until: z.string(),
  mayDelegate: z.boolean(),
})
type Given = z.infer<typeof schema>

interface GrantGiveDialogProps {
  onClose: () => void
  /** To whom and where, to begin with. */
  to?: Chosen | undefined
  scope?: Given['scope'] | undefined
}

/** Gives somebody a role over a part of what there is. */
export function GrantGiveDialog({ onClose, to, scope }: GrantGiveDialogProps) {
  const form = useForm<Given>({
    resolver: zodResolver(schema),
    defaultValues: {
      to: to ?? null,
      role: 'read-only',
      scope: scope ?? { kind: 'everything', ref: '' },
      until: '',
      mayDelegate: false,
    },
  })
  const give = useMutation(trpc.grant.give.mutationOptions({ onSuccess: refreshGrants }))
  const failure = give.error ? appError(give.error) : null
  const { errors } = form.formState
  const submit = form.handleSubmit(({ to, until, ...given }) => {
    if (!to) return
    const wish = {
      ...given,
      to: { kind: to.kind, id: to.id },
      until: momentOf(until),
    }
    give.mutate(wish, {
      onSuccess: () => {
        confirmDone(t('{name} has the role now', { name: to.name }))
        onClose()
      },
    })
  })
  return (
    <FormDialog
      onClose={onClose}
      title={t('Give a role')}
      description={t(
        'It holds at once. You can give what you may delegate, or less, inside it, for no longer.',
      )}
      width="m"
      onSubmit={submit}
      error={failure}
      verb={t('Give the role')}
      submitting={give.isPending}
    >
      <div className="flex flex-col gap-4">
        <Controller
          control={form.control}
          name="to"
          render={({ field }) => (
            <PrincipalPicker value={field.value} onChange={field.onChange} error={errors.to?.message} />
          )}
        />
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <RoleField value={field.value} onChange={field.onChange} error={errors.role?.message} />
          )}
        />
        <Controller
          control={form.control}
          name="scope"
          render={({ field }) => (
            <ScopePicker
              value={field.value}
              onChange={field.onChange}
              error={errors.scope?.ref?.message ?? errors.scope?.message}
            />
          )}
        />
        <UntilField error={errors.until?.message} {...form.register('until')} />
        <Controller
          control={form.control}
          name="mayDelegate"
          render={({ field }) => <DelegateField value={field.value} onChange={field.onChange} />}
        />
      </div>
    </FormDialog>
  )
}
