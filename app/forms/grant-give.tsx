'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshGrants, useRoles } from '@/app/lib/grants'
import { appError, trpc } from '@/app/lib/trpc'
import { type Chosen, PrincipalPicker } from '@/app/parts/grant/principal-picker'
import { ScopePicker } from '@/app/parts/grant/scope-picker'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { confirmDone } from '@/app/ui/toast'
import { permissions } from '@/server/catalogue/permissions'
import { scopeSchema } from '@/server/shared/grant'
import { say, t, told } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const schema = z.object({
  to: z
    .object({ kind: z.enum(['user', 'group']), id: z.string(), name: z.string() })
    .nullable()
    .refine(to => Boolean(to), say('Choose a user or a group.')),
  role: z.string().min(1, say('Choose a role.')),
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
  const roles = useRoles()
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
  const role = roles.data?.find(one => one.id === form.watch('role'))
  const submit = form.handleSubmit(({ to, until, ...given }) => {
    if (!to) return
    const wish = {
      ...given,
      to: { kind: to.kind, id: to.id },
      until: until ? new Date(until).toISOString() : null,
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
            <Field
              label={t('Role')}
              required
              error={errors.role?.message}
              help={
                role && (
                  <>
                    <span className="block">
                      {t('{words}. Who has it may:', { words: told(role.words) })}
                    </span>
                    {role.permissions.map(permission => (
                      <span key={permission} className="-indent-3 block pl-3">
                        – {told(permissions[permission])}
                      </span>
                    ))}
                  </>
                )
              }
            >
              <Select
                options={(roles.data ?? []).map(one => ({ value: one.id, label: one.name }))}
                value={field.value}
                onChange={field.onChange}
              />
            </Field>
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
        <Field
          label={t('Until')}
          help={t('Without one it lasts as long as what it is built on.')}
          error={errors.until?.message}
        >
          <Input type="datetime-local" {...form.register('until')} />
        </Field>
        <Controller
          control={form.control}
          name="mayDelegate"
          render={({ field }) => (
            <Checkbox
              label={t('They may delegate it: give the same or less to others')}
              checked={field.value}
              onChange={field.onChange}
            />
          )}
        />
      </div>
    </FormDialog>
  )
}
