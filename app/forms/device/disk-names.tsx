import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { t } from '@/server/shared/text'

export interface DiskNames {
  name: string
  description: string
}

/** What a disk is called, and what it is for. */
export function DiskNamesFields({
  value,
  onChange,
}: {
  value: DiskNames
  onChange: (value: DiskNames) => void
}) {
  return (
    <>
      <Field label={t('Name')} required>
        <Input
          value={value.name}
          autoComplete="off"
          onChange={event => onChange({ ...value, name: event.target.value })}
        />
      </Field>
      <Field label={t('Description')}>
        <Input
          value={value.description}
          autoComplete="off"
          onChange={event => onChange({ ...value, description: event.target.value })}
        />
      </Field>
    </>
  )
}
