'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { ScopePicker } from '@/app/parts/grant/scope-picker'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { Copyable } from '@/app/ui/copyable'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { roleNames } from '@/server/catalogue/permissions'
import { tokenNameSchema } from '@/server/shared/api-token'
import type { AppErrorShape } from '@/server/shared/app-error'
import { type GrantGiven, roleRefSchema, scopeSchema } from '@/server/shared/grant'
import { labelsTold, say, t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'
import { RoleField } from './role-field'

const lasting = [
  { value: '7', label: say('7 days') },
  { value: '30', label: say('30 days') },
  { value: '90', label: say('90 days') },
  { value: '365', label: say('One year') },
  { value: 'unlimited', label: say('Until it is revoked') },
] as const
type Lasting = (typeof lasting)[number]['value']

const schema = z.object({
  name: tokenNameSchema,
  role: roleRefSchema,
  scope: scopeSchema,
  lasts: z.custom<Lasting>(value => lasting.some(one => one.value === value)),
})

interface TokenCreateDialogProps {
  /** Whose token it will be: "backup". */
  owner: string
  /** What its owner may do, to begin with. */
  role: string
  /** The token, once it was made: it is shown this once. */
  made: string | undefined
  busy: boolean
  error: AppErrorShape | null
  onCreate: (given: { name: string; role: string; scope: GrantGiven['scope']; days: number | null }) => void
  onClose: () => void
}

/** Asks what a token is to be good for, then shows it. */
export function TokenCreateDialog({
  owner,
  role,
  made,
  busy,
  error,
  onCreate,
  onClose,
}: TokenCreateDialogProps) {
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      name: '',
      // Who has several roles, or composed ones, chooses.
      role: roleNames.includes(role) ? role : 'read-only',
      scope: { kind: 'everything', ref: '' },
      lasts: '90',
    },
  })
  if (made) return <MadeToken owner={owner} token={made} onClose={onClose} />
  const { errors } = form.formState
  const submit = form.handleSubmit(({ name, role, scope, lasts }) =>
    onCreate({ name, role, scope, days: lasts === 'unlimited' ? null : Number(lasts) }),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={t('Create a token of {owner}', { owner })}
      description={t('Whoever has it acts as its owner, within the role and the scope chosen here.')}
      onSubmit={submit}
      error={error}
      verb={t('Create token')}
      submitting={busy}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('Name')}
          required
          help={t('What uses it: “nightly backup”.')}
          error={errors.name?.message}
        >
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Controller
          control={form.control}
          name="lasts"
          render={({ field }) => (
            <Field label={t('Good for')} required>
              <Select options={labelsTold(lasting)} value={field.value} onChange={field.onChange} />
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

function MadeToken({ owner, token, onClose }: { owner: string; token: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('A token of {owner} was created', { owner })}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('Done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Copyable value={token} label={t('token')} mono shownAlways className="text-m text-strong" />
        <Banner tone="warn" title={t('It is shown only now.')}>
          {t(
            'Keep it where the program finds it and nobody else does. Domus keeps only a fingerprint of it.',
          )}
        </Banner>
      </div>
    </Dialog>
  )
}
