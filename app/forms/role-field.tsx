'use client'

import { useRoles } from '@/app/lib/grants'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import type { RoleInfo } from '@/server/api/types'
import { permissions } from '@/server/catalogue/permissions'
import { labelsTold, say, t, told } from '@/server/shared/text'

interface RoleFieldProps {
  /** A built-in role's name, a composed one's id; '' for none. */
  value: string
  onChange: (role: string) => void
  error?: string | undefined
  /** '' is a choice too. */
  orNone?: boolean
  /** Those to choose from; absent: all there are. */
  roles?: readonly RoleInfo[]
}

const none = { value: '', label: say('None') }

/** A role, with what it may do in words. */
export function RoleField({ value, onChange, error, orNone = false, roles: some }: RoleFieldProps) {
  const all = useRoles()
  const roles = some ?? all.data ?? []
  const chosen = roles.find(role => role.id === value)
  const options = roles.map(role => ({ value: role.id, label: role.name }))
  return (
    <Field
      label={t('Role')}
      required={!orNone}
      error={error}
      help={
        chosen ? (
          <>
            <span className="block">
              {chosen.words
                ? t('{words}. Who has it may:', { words: told(chosen.words) })
                : t('Who has it may:')}
            </span>
            {chosen.permissions.map(permission => (
              <span key={permission} className="-indent-3 block pl-3">
                – {told(permissions[permission])}
              </span>
            ))}
          </>
        ) : (
          value === '' && orNone && t('They may do what other grants give them.')
        )
      }
    >
      <Select
        options={orNone ? [...labelsTold([none]), ...options] : options}
        value={value}
        onChange={onChange}
      />
    </Field>
  )
}
