'use client'

import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import { permissions, permissionsOf, roleNames } from '@/server/catalogue/permissions'

interface RoleFieldProps {
  value: string
  onChange: (role: string) => void
  error: string | undefined
}

const options = roleNames.map(role => ({ value: role, label: role }))

/** A role, with what it may do in words. */
export function RoleField({ value, onChange, error }: RoleFieldProps) {
  return (
    <Field
      label="Role"
      required
      error={error}
      help={
        <>
          <span className="block">Who has it may:</span>
          {[...permissionsOf(value)].map(permission => (
            <span key={permission} className="-indent-3 block pl-3">
              – {permissions[permission]}
            </span>
          ))}
        </>
      }
    >
      <Select options={options} value={value} onChange={onChange} />
    </Field>
  )
}
