'use client'

import type { UseFormReturn } from 'react-hook-form'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { ldapPresets } from '@/server/shared/identity-provider'
import { labelsTold, say, t } from '@/server/shared/text'
import type { LdapValues } from './ldap'
import { Section } from './section'

const memberships = [
  { value: 'dn', label: say('Distinguished names') },
  { value: 'name', label: say('User names') },
] as const
const nestings = [
  { value: 'chain', label: say('Followed by Active Directory') },
  { value: 'walk', label: say('Followed group by group') },
  { value: 'none', label: say('Left out') },
] as const

/** How people and their groups are found. */
export function LdapSearchFields({ form }: { form: UseFormReturn<LdapValues> }) {
  const wrong = form.formState.errors.given?.settings
  const settings = form.watch('given.settings')
  const preset = (name: keyof typeof ldapPresets) => () =>
    form.setValue('given.settings', { ...form.getValues('given.settings'), ...ldapPresets[name] })
  const text = (
    name:
      | 'userBase'
      | 'userFilter'
      | 'nameAttribute'
      | 'subjectAttribute'
      | 'groupBase'
      | 'groupFilter'
      | 'memberAttribute',
    label: string,
    help?: string,
    required = true,
  ) => (
    <Field label={label} required={required} help={help} error={wrong?.[name]?.message}>
      <Input mono spellCheck={false} autoCapitalize="none" {...form.register(`given.settings.${name}`)} />
    </Field>
  )
  return (
    <>
      <Section title={t('People')}>
        <div className="flex flex-wrap gap-2">
          <Button size="s" onClick={preset('active-directory')}>
            {t('As in Active Directory')}
          </Button>
          <Button size="s" onClick={preset('openldap')}>
            {t('As in OpenLDAP')}
          </Button>
        </div>
        {text('userBase', t('Where people are'), 'ou=people,dc=example,dc=org')}
        {text('userFilter', t('Filter that finds one'), t("'{'name'}' is what they typed, escaped."))}
        <div className="grid gap-3 sm:grid-cols-2">
          {text('nameAttribute', t('Attribute with the user name'))}
          {text('subjectAttribute', t('Attribute that never changes'))}
        </div>
      </Section>
      <Section title={t('Groups there')}>
        {text('groupBase', t('Where groups are'), t('Empty: groups are not asked for.'), false)}
        <div className="grid gap-3 sm:grid-cols-2">
          {text('groupFilter', t('Filter for groups'))}
          {text('memberAttribute', t('Attribute with the members'))}
          <Field label={t('What it holds')} required>
            <Select
              options={labelsTold(memberships)}
              value={settings.memberIs}
              onChange={value => form.setValue('given.settings.memberIs', value)}
            />
          </Field>
          <Field label={t('Groups in groups')} required>
            <Select
              options={labelsTold(nestings)}
              value={settings.nesting}
              onChange={value => form.setValue('given.settings.nesting', value)}
            />
          </Field>
        </div>
      </Section>
    </>
  )
}
