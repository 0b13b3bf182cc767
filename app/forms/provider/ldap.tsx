'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Controller, type UseFormReturn, useForm } from 'react-hook-form'
import { z } from 'zod'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'
import { Select } from '@/app/ui/select'
import { Textarea } from '@/app/ui/textarea'
import type { ProviderInfo } from '@/server/api/types'
import { type LdapGiven, ldapPresets, ldapProviderSchema } from '@/server/shared/identity-provider'
import { labelsTold, say, t } from '@/server/shared/text'
import { AccountsFields } from './accounts'
import { LdapSearchFields } from './ldap-search'
import { Probe } from './probe'
import { ProviderDialog } from './provider-dialog'
import { Section } from './section'

const schema = z.object({ given: ldapProviderSchema, secret: z.string() })
export interface LdapValues {
  given: LdapGiven
  secret: string
  [key: string]: unknown
}

const blank: LdapGiven = {
  kind: 'ldap',
  name: '',
  enabled: true,
  createAccounts: true,
  role: 'read-only',
  groups: [],
  settings: {
    urls: [],
    startTls: false,
    trust: { kind: 'system' },
    bindDn: '',
    userBase: '',
    groupBase: '',
    ...ldapPresets['active-directory'],
  },
}

const trusts = [
  { value: 'system', label: say('Authorities of this system') },
  { value: 'ca', label: say('An authority of your own') },
  { value: 'pin', label: say('One certificate alone') },
] as const

interface LdapDialogProps {
  provider?: (ProviderInfo & { kind: 'ldap' }) | undefined
  onClose: () => void
}

/** A directory that is asked by LDAP: where it is, how it is searched, and who gets an account. */
export function LdapDialog({ provider, onClose }: LdapDialogProps) {
  const form = useForm<LdapValues>({
    resolver: zodResolver(schema),
    defaultValues: { given: provider ? ldapProviderSchema.parse(provider) : blank, secret: '' },
  })
  const { errors } = form.formState
  const given = form.watch('given')
  const read = async () => ((await form.trigger()) ? form.getValues() : undefined)
  return (
    <ProviderDialog
      form={form}
      id={provider?.id}
      title={provider ? t('Edit {name}', { name: provider.name }) : t('Add a directory')}
      description={t('People sign in with their name and password there. Domus never keeps these passwords.')}
      fields={{ name: 'given.name', secret: 'secret' }}
      onClose={onClose}
    >
      <Field
        label={t('Name')}
        required
        help={t('What people and the log know it by.')}
        error={errors.given?.name?.message}
      >
        <Input autoComplete="off" {...form.register('given.name')} />
      </Field>
      <Checkbox label={t('People may sign in by it')} {...form.register('given.enabled')} />
      <Connection form={form} hasSecret={provider?.hasSecret ?? false} />
      <LdapSearchFields form={form} />
      <Section title={t('Accounts and groups')}>
        <AccountsFields
          value={given}
          onChange={change => form.setValue('given', { ...form.getValues('given'), ...change })}
          externalLabel={t('Distinguished name there')}
          error={errors.given?.groups ? t('Each assignment has a name there and a group here.') : undefined}
        />
      </Section>
      <Probe
        id={provider?.id}
        read={read}
        withName
        onPin={sha256 => form.setValue('given.settings.trust', { kind: 'pin', sha256 })}
      />
    </ProviderDialog>
  )
}

function Connection({ form, hasSecret }: { form: UseFormReturn<LdapValues>; hasSecret: boolean }) {
  const { errors } = form.formState
  const wrong = errors.given?.settings
  const trust = form.watch('given.settings.trust')
  return (
    <Section title={t('Connection')}>
      <Controller
        control={form.control}
        name="given.settings.urls"
        render={({ field, fieldState }) => (
          <Field
            label={t('Addresses')}
            required
            help={t('One a line, asked in this order: ldaps://dc1.example.org')}
            error={fieldState.error?.message ?? [wrong?.urls].flat()[0]?.message}
          >
            <Textarea
              rows={2}
              spellCheck={false}
              className="font-mono"
              defaultValue={field.value.join('\n')}
              onBlur={field.onBlur}
              onChange={event => field.onChange(event.target.value.split(/\s+/).filter(Boolean))}
            />
          </Field>
        )}
      />
      <Checkbox
        label={t('Encrypt ldap:// addresses by StartTLS')}
        help={t('Without it, and without ldaps://, passwords cross the network readable.')}
        {...form.register('given.settings.startTls')}
      />
      <Field label={t('Certificates are trusted by')} required>
        <Select
          options={labelsTold(trusts)}
          value={trust.kind}
          onChange={kind =>
            form.setValue(
              'given.settings.trust',
              kind === 'ca' ? { kind, pem: '' } : kind === 'pin' ? { kind, sha256: '' } : { kind },
            )
          }
        />
      </Field>
      {trust.kind === 'ca' && (
        <Field
          label={t('Certificate of the authority')}
          required
          help={t('As PEM.')}
          error={form.getFieldState('given.settings.trust.pem', form.formState).error?.message}
        >
          <Textarea
            rows={4}
            spellCheck={false}
            className="font-mono"
            {...form.register('given.settings.trust.pem')}
          />
        </Field>
      )}
      {trust.kind === 'pin' && (
        <Field
          label={t('SHA-256 fingerprint')}
          required
          error={form.getFieldState('given.settings.trust.sha256', form.formState).error?.message}
        >
          <Input mono spellCheck={false} {...form.register('given.settings.trust.sha256')} />
        </Field>
      )}
      <Field
        label={t('Distinguished name to search as')}
        help={t('Empty: without a sign-in, which most directories refuse.')}
        error={wrong?.bindDn?.message}
      >
        <Input mono spellCheck={false} {...form.register('given.settings.bindDn')} />
      </Field>
      <Field
        label={t('Its password')}
        help={hasSecret ? t('Empty: the one that is kept stays.') : undefined}
        error={errors.secret?.message}
      >
        <PasswordInput autoComplete="off" {...form.register('secret')} />
      </Field>
    </Section>
  )
}
