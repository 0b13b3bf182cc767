'use client'

import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import { permissions, permissionsOf, roleNames, roleWords } from '@/server/catalogue/permissions'
import { labelsTold, say, t, told } from '@/server/shared/text'

interface RoleFieldProps {
  value: string
  onChange: (role: string) => void
  error: string | undefined
  orNone?: boolean
}

const roles = roleNames.map(role => ({ value: role, label: role }))
const none = { value: '', label: say('None') }

/** A role over everything, with what it may do in words. `orNone`: '' is none. */
export function RoleField({ value, onChange, error, orNone = false }: RoleFieldProps) {
  return (
    <Field
      label={t('Role')}
      required={!orNone}
      error={error}
      help={
        <>
          <span className="block">
            {value
              ? t('{words}. Who has it may:', { words: told(roleWords[value] ?? '') })
              : t('They may do what other grants give them.')}
          </span>
          {[...permissionsOf(value)].map(permission => (
            <span key={permission} className="-indent-3 block pl-3">
              – {told(permissions[permission])}
            </span>
          ))}
        </>
      }
    >
      <Select
        options={orNone ? [...labelsTold([none]), ...roles] : roles}
        value={value}
        onChange={onChange}
      />
    </Field>
  )
}
