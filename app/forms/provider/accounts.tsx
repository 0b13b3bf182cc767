'use client'

import { useRoles } from '@/app/lib/grants'
import { useGroups } from '@/app/lib/groups'
import { Button } from '@/app/ui/button'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { IconButton } from '@/app/ui/icon-button'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { ProviderGiven } from '@/server/shared/identity-provider'
import { t } from '@/server/shared/text'
import { RoleField } from '../role-field'

type Accounts = Pick<ProviderGiven, 'createAccounts' | 'role' | 'groups'>

interface AccountsProps {
  value: Accounts
  onChange: (value: Accounts) => void
  /** What the outer name of a group is: a distinguished name, a value of the claim. */
  externalLabel: string
  /** One of the assignments is not complete. */
  error: string | undefined
}

/** Who gets an account, and which groups there are which groups here. */
export function AccountsFields({ value, onChange, externalLabel, error }: AccountsProps) {
  const groups = useGroups()
  const roles = useRoles()
  const builtIn = (roles.data ?? []).filter(role => !role.composed)
  const options = (groups.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const set = (change: Partial<Accounts>) => onChange({ ...value, ...change })
  const setGroup = (at: number, change: Partial<Accounts['groups'][number]>) =>
    set({ groups: value.groups.map((one, index) => (index === at ? { ...one, ...change } : one)) })
  return (
    <>
      <Checkbox
        label={t('Make an account at the first sign-in')}
        help={t('Otherwise only those come in who have an account already.')}
        checked={value.createAccounts}
        onChange={event => set({ createAccounts: event.target.checked })}
      />
      <RoleField roles={builtIn} value={value.role} onChange={role => set({ role })} />
      <div className="flex flex-col gap-2">
        <p className="font-medium text-m text-strong">{t('Groups')}</p>
        <p className="text-m text-muted">
          {t('Whoever is in a group there becomes a member of the group here, and stays one for as long.')}
        </p>
        {value.groups.map((one, at) => (
          <div key={at} className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)_auto] items-end gap-2">
            <Field label={externalLabel} required>
              <Input
                mono
                spellCheck={false}
                autoCapitalize="none"
                value={one.external}
                onChange={event => setGroup(at, { external: event.target.value })}
              />
            </Field>
            <Field label={t('Group of Domus')} required>
              <Select
                options={options}
                value={one.groupId === '' ? null : one.groupId}
                onChange={groupId => setGroup(at, { groupId })}
              />
            </Field>
            <IconButton
              icon="delete"
              label={t('Remove the assignment of {group}', { group: one.external || t('this group') })}
              onClick={() => set({ groups: value.groups.filter((_, index) => index !== at) })}
            />
          </div>
        ))}
        {error && <p className="text-m text-trouble">{error}</p>}
        <div>
          <Button
            size="s"
            icon="add"
            reason={options.length === 0 ? t('Create a group under Groups first') : undefined}
            onClick={() => set({ groups: [...value.groups, { external: '', groupId: '' }] })}
          >
            {t('Assign a group')}
          </Button>
        </div>
      </div>
    </>
  )
}
