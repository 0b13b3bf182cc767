'use client'

import { useId } from 'react'
import { Checkbox } from '@/app/ui/checkbox'
import { permissions } from '@/server/catalogue/permissions'
import { told } from '@/server/shared/text'
import { permissionGroups } from './permission-groups'

interface PermissionsFieldProps {
  value: readonly string[]
  onChange: (permissions: string[]) => void
  error: string | undefined
}

/** Permissions in words, to be ticked, by what they are about. */
export function PermissionsField({ value, onChange, error }: PermissionsFieldProps) {
  const errorId = useId()
  return (
    <div className="flex flex-col gap-3">
      {permissionGroups.map(group => (
        <fieldset key={group.title} aria-describedby={error ? errorId : undefined}>
          <legend className="font-medium text-m text-strong">{told(group.title)}</legend>
          {group.permissions.map(name => (
            <Checkbox
              key={name}
              label={told(permissions[name])}
              checked={value.includes(name)}
              aria-invalid={error ? true : undefined}
              onChange={event =>
                onChange(event.target.checked ? [...value, name] : value.filter(one => one !== name))
              }
            />
          ))}
        </fieldset>
      ))}
      {error && (
        <p id={errorId} role="alert" className="text-m text-trouble">
          {error}
        </p>
      )}
    </div>
  )
}
