'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { refreshAuditSettings } from '@/app/lib/audit-settings'
import { appError, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'
import { Select } from '@/app/ui/select'
import { Switch } from '@/app/ui/switch'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import type { SinkInfo } from '@/server/api/types'
import { type SinkInput, sinkKinds, sinkSchema } from '@/server/shared/audit-sink'
import { labelsTold, t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const kinds = [
  { value: 'syslog', label: sinkKinds.syslog },
  { value: 'webhook', label: sinkKinds.webhook },
] as const

const empty: SinkInput = {
  kind: 'syslog',
  name: '',
  address: '',
  authority: '',
  secret: '',
  enabled: true,
}

/** Asks where the audit log is to be sent. `sink`: the one that is changed; null: a new one. */
export function AuditSinkDialog({ sink, onClose }: { sink: SinkInfo | null; onClose: () => void }) {
  const form = useForm({
    resolver: zodResolver(sinkSchema),
    defaultValues: sink ? { ...empty, ...pick(sink) } : empty,
  })
  const create = useMutation(
    trpc.auditSettings.createSink.mutationOptions({ onSuccess: refreshAuditSettings }),
  )
  const update = useMutation(
    trpc.auditSettings.updateSink.mutationOptions({ onSuccess: refreshAuditSettings }),
  )
  const busy = create.isPending || update.isPending
  const error = create.error ?? update.error
  const failure = error ? appError(error) : null
  const { errors } = form.formState
  const webhook = form.watch('kind') === 'webhook'
  const submit = form.handleSubmit(given => {
    const onSuccess = () => {
      confirmDone(t('{name} saved', { name: given.name }))
      onClose()
    }
    if (sink) update.mutate({ id: sink.id, sink: given }, { onSuccess })
    else create.mutate(given, { onSuccess })
  })
  return (
    <FormDialog
      onClose={onClose}
      title={sink ? t('Edit {name}', { name: sink.name }) : t('Send the audit log somewhere')}
      description={
        sink ? undefined : t('What is written from now on is sent there, row by row, at least once.')
      }
      onSubmit={submit}
      error={failure}
      width="m"
      verb={sink ? t('Save') : t('Send')}
      submitting={busy}
    >
      <div className="flex flex-col gap-4">
        {!sink && (
          <Controller
            control={form.control}
            name="kind"
            render={({ field }) => (
              <Field label={t('How')} required>
                <Select options={labelsTold(kinds)} value={field.value} onChange={field.onChange} />
              </Field>
            )}
          />
        )}
        <Field label={t('Name')} required error={errors.name?.message}>
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field
          label={t('Address')}
          required
          help={
            webhook ? t('https://hooks.example.org/domus') : t('logs.example.org:6514 (RFC 5424 over TLS)')
          }
          error={errors.address?.message}
        >
          <Input autoComplete="off" spellCheck={false} {...form.register('address')} />
        </Field>
        {webhook && (
          <Field
            label={t('Key of the signature')}
            required={!sink}
            help={
              sink
                ? t('Empty: as it is.')
                : t('HMAC-SHA-256 of each request stands in its header domus-signature: see docs/audit.md.')
            }
            error={errors.secret?.message ?? (failure?.field === 'secret' ? failure.message : undefined)}
          >
            <PasswordInput autoComplete="off" {...form.register('secret')} />
          </Field>
        )}
        <Field
          label={t('Certificate authority')}
          help={t('In PEM, where the certificate there is signed by one of your own.')}
          error={errors.authority?.message}
        >
          <Textarea rows={3} spellCheck={false} className="font-mono" {...form.register('authority')} />
        </Field>
        <Controller
          control={form.control}
          name="enabled"
          render={({ field }) => <Switch label={t('Send')} checked={field.value} onChange={field.onChange} />}
        />
      </div>
    </FormDialog>
  )
}

const pick = ({ kind, name, address, authority, enabled }: SinkInfo) => ({
  kind,
  name,
  address,
  authority,
  enabled,
})
