'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { appError, queryClient, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { confirmDone } from '@/app/ui/toast'
import { type SecuritySettings, securitySettingsSchema } from '@/server/shared/security-settings'
import { t } from '@/server/shared/text'

interface SecuritySettingsFormProps {
  settings: SecuritySettings
  /** What the settings name them by, and what people do. */
  roles: readonly { id: string; name: string }[]
}

/** Roles that need a second factor, and how long sessions last. */
export function SecuritySettingsForm({ settings, roles }: SecuritySettingsFormProps) {
  const form = useForm({ resolver: zodResolver(securitySettingsSchema), values: settings })
  const save = useMutation(
    trpc.security.save.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.security.settings.queryFilter()),
    }),
  )
  const failure = save.error ? appError(save.error) : null
  const { errors } = form.formState
  const fieldError = (name: 'idleMinutes' | 'absoluteHours') =>
    errors[name]?.message ?? (failure?.field === name ? failure.message : undefined)
  const submit = form.handleSubmit(values =>
    save.mutate(values, { onSuccess: () => confirmDone(t('Security settings saved')) }),
  )
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={submit}>
      {failure && !failure.field && <ErrorNote error={failure} />}
      <Controller
        control={form.control}
        name="secondFactorRoles"
        render={({ field: { value, onChange } }) => (
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-medium text-m text-strong">
              {t('Who has one of these roles needs a second factor')}
            </legend>
            <div className="grid gap-x-4 sm:grid-cols-2">
              {roles.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  checked={value.includes(id)}
                  onChange={event =>
                    onChange(event.target.checked ? [...value, id] : value.filter(other => other !== id))
                  }
                />
              ))}
            </div>
            <p className="text-m text-muted">
              {t('Who has none is signed out, and sets one up at the next sign-in before anything else.')}
            </p>
          </fieldset>
        )}
      />
      <Field
        label={t('Minutes without use')}
        required
        help={t('After so many a session ends, with its consoles.')}
        error={fieldError('idleMinutes')}
      >
        <Input
          type="number"
          min={5}
          className="max-w-40"
          {...form.register('idleMinutes', { valueAsNumber: true })}
        />
      </Field>
      <Field
        label={t('Hours in all')}
        required
        help={t('After so many a session ends, however much it is used.')}
        error={fieldError('absoluteHours')}
      >
        <Input
          type="number"
          min={1}
          className="max-w-40"
          {...form.register('absoluteHours', { valueAsNumber: true })}
        />
      </Field>
      <Button type="submit" tone="primary" busy={save.isPending} className="self-start">
        {t('Save')}
      </Button>
    </form>
  )
}
