'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Checkbox } from '@/app/ui/checkbox'
import { Copyable } from '@/app/ui/copyable'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'
import type { ProviderInfo } from '@/server/api/types'
import { type OpenIdGiven, openIdProviderSchema } from '@/server/shared/identity-provider'
import { t } from '@/server/shared/text'
import { AccountsFields } from './accounts'
import { Probe } from './probe'
import { ProviderDialog } from './provider-dialog'
import { Section } from './section'

const schema = z.object({ given: openIdProviderSchema, secret: z.string() })
interface OpenIdValues {
  given: OpenIdGiven
  secret: string
  [key: string]: unknown
}

const blank: OpenIdGiven = {
  kind: 'openid',
  name: '',
  enabled: true,
  createAccounts: true,
  role: 'read-only',
  groups: [],
  settings: {
    issuer: '',
    clientId: '',
    scopes: 'profile email',
    nameClaim: 'preferred_username',
    groupsClaim: '',
    label: '',
    trustFactors: false,
    factorsAcr: '',
    signOutThere: true,
  },
}

interface OpenIdDialogProps {
  provider?: (ProviderInfo & { kind: 'openid' }) | undefined
  onClose: () => void
}

/** A provider of OpenID Connect: who it is, what it says of people, and who gets an account. */
export function OpenIdDialog({ provider, onClose }: OpenIdDialogProps) {
  const form = useForm<OpenIdValues>({
    resolver: zodResolver(schema),
    defaultValues: { given: provider ? openIdProviderSchema.parse(provider) : blank, secret: '' },
  })
  const { errors } = form.formState
  const wrong = errors.given?.settings
  const given = form.watch('given')
  const read = async () => ((await form.trigger()) ? form.getValues() : undefined)
  const text = (
    name: 'issuer' | 'clientId' | 'scopes' | 'nameClaim' | 'groupsClaim' | 'label' | 'factorsAcr',
    label: string,
    help?: string,
    required = true,
  ) => (
    <Field label={label} required={required} help={help} error={wrong?.[name]?.message}>
      <Input
        autoComplete="off"
        spellCheck={false}
        mono={name !== 'label'}
        {...form.register(`given.settings.${name}`)}
      />
    </Field>
  )
  return (
    <ProviderDialog
      form={form}
      id={provider?.id}
      title={provider ? t('Edit {name}', { name: provider.name }) : t('Add an OpenID provider')}
      description={t('The sign-in page shows a button that leads there and back.')}
      fields={{ name: 'given.name', secret: 'secret' }}
      onClose={onClose}
    >
      <Field
        label={t('Name')}
        required
        help={t('What the log knows it by.')}
        error={errors.given?.name?.message}
      >
        <Input autoComplete="off" {...form.register('given.name')} />
      </Field>
      <Checkbox label={t('People may sign in by it')} {...form.register('given.enabled')} />
      <Section title={t('Provider')}>
        {text('label', t('Text of the button'), t('Like “Sign in with Example”.'))}
        {text('issuer', t('Issuer'), t('Like https://id.example.org/realms/example.'))}
        {text('clientId', t('Client id'))}
        <Field
          label={t('Client secret')}
          help={provider?.hasSecret ? t('Empty: the one that is kept stays.') : t('Empty: a public client.')}
          error={errors.secret?.message}
        >
          <PasswordInput autoComplete="off" {...form.register('secret')} />
        </Field>
        <RedirectAddress id={provider?.id} />
      </Section>
      <Section title={t('What it says of people')}>
        {text('scopes', t('Scopes beside openid'), t('Parted by blanks.'), false)}
        <div className="grid gap-3 sm:grid-cols-2">
          {text('nameClaim', t('Claim with the user name'))}
          {text('groupsClaim', t('Claim with the groups'), t('Empty: groups are not asked for.'), false)}
        </div>
        <Checkbox
          label={t('Its second factor is enough')}
          help={t('When it says that two factors were given (amr, acr), Domus asks for none of its own.')}
          {...form.register('given.settings.trustFactors')}
        />
        {given.settings.trustFactors &&
          text('factorsAcr', t('Values of acr that mean two factors'), t('Parted by blanks.'), false)}
        <Checkbox
          label={t('Signing out of Domus signs out there')}
          {...form.register('given.settings.signOutThere')}
        />
      </Section>
      <Section title={t('Accounts and groups')}>
        <AccountsFields
          value={given}
          onChange={change => form.setValue('given', { ...form.getValues('given'), ...change })}
          externalLabel={t('Group in the claim')}
          error={errors.given?.groups ? t('Each assignment has a name there and a group here.') : undefined}
        />
      </Section>
      <Probe id={provider?.id} read={read} withName={false} />
    </ProviderDialog>
  )
}

/** What the provider has to be told. */
function RedirectAddress({ id }: { id: string | undefined }) {
  if (id === undefined) {
    return (
      <p className="text-m text-muted">
        {t('The redirect address to register there is shown here once this is saved.')}
      </p>
    )
  }
  const { origin } = window.location
  return (
    <div className="text-m">
      <p className="text-muted">{t('To register there: redirect address, and address after signing out')}</p>
      <Copyable value={`${origin}/api/auth/callback/${id}`} label={t('redirect address')} mono shownAlways />
      <Copyable value={`${origin}/sign-in`} label={t('address after signing out')} mono shownAlways />
    </div>
  )
}
