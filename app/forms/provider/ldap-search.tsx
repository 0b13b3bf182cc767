'use client'

import type { UseFormReturn } from 'react-hook-form'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { ldapPresets } from '@/server/shared/identity-provider'
import type { LdapValues } from './ldap'
import { Section } from './section'

const memberships = [
  { value: 'dn', label: 'Distinguished names' },
  { value: 'name', label: 'User names' },
] as const
const nestings = [
  { value: 'chain', label: 'Followed by Active Directory' },
  { value: 'walk', label: 'Followed group by group' },
  { value: 'none', label: 'Left out' },
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
      <Section title="People">
        <div className="flex flex-wrap gap-2">
          <Button size="s" onClick={preset('active-directory')}>
            As in Active Directory
          </Button>
          <Button size="s" onClick={preset('openldap')}>
            As in OpenLDAP
          </Button>
        </div>
        {text('userBase', 'Where people are', 'ou=people,dc=example,dc=org')}
        {text('userFilter', 'Filter that finds one', '{name} is what they typed, escaped.')}
        <div className="grid gap-3 sm:grid-cols-2">
          {text('nameAttribute', 'Attribute with the user name')}
          {text('subjectAttribute', 'Attribute that never changes')}
        </div>
      </Section>
      <Section title="Groups there">
        {text('groupBase', 'Where groups are', 'Empty: groups are not asked for.', false)}
        <div className="grid gap-3 sm:grid-cols-2">
          {text('groupFilter', 'Filter for groups')}
          {text('memberAttribute', 'Attribute with the members')}
          <Field label="What it holds" required>
            <Select
              options={memberships}
              value={settings.memberIs}
              onChange={value => form.setValue('given.settings.memberIs', value)}
            />
          </Field>
          <Field label="Groups in groups" required>
            <Select
              options={nestings}
              value={settings.nesting}
              onChange={value => form.setValue('given.settings.nesting', value)}
            />
          </Field>
        </div>
      </Section>
    </>
  )
}
