'use client'

import { useState } from 'react'
import { appError } from '@/app/lib/trpc'
import { subjectName, targetsOf } from '@/app/parts/action-subject'
import { ManyDifference } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Skeleton } from '@/app/ui/skeleton'
import type { Organisation } from '@/server/api/types'
import { formatFieldDate, parseFieldDate } from '@/server/shared/custom-fields'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'
import { useOrganisation } from './use-organisation'

/** The custom fields of the pool with the values of what was chosen. Only those that were changed are written. */
export function FieldsEditDialog({ action, subject, onSubmit, ...rest }: ActionFormProps) {
  const { data, error } = useOrganisation(targetsOf(subject))
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const changed = Object.entries(values).filter(
    ([name, value]) => data?.fields.find(field => field.name === name)?.value !== value,
  )
  const none = data?.fields.length === 0
  return (
    <FormDialog
      {...rest}
      error={error ? appError(error) : rest.error}
      title={t('Custom fields of {subjectName}', { subjectName: subjectName(subject) })}
      verb={t('Save')}
      reason={
        !data
          ? t('The fields are on their way')
          : none
            ? t('There are no custom fields yet')
            : changed.length === 0
              ? t('Nothing was changed')
              : undefined
      }
      onSubmit={() => onSubmit({ values: Object.fromEntries(changed) })}
    >
      {data ? (
        <div className="flex flex-col gap-4">
          {none && (
            <p>{t('This pool defines no custom fields yet. Its page has them under “Custom fields”.')}</p>
          )}
          {data.fields.map(field => (
            <OneField
              key={field.name}
              field={field}
              value={values[field.name] ?? field.value}
              onChange={value => setValues({ ...values, [field.name]: value })}
            />
          ))}
          <ManyDifference
            action={action}
            subject={subject}
            input={changed.length === 0 ? undefined : { values: Object.fromEntries(changed) }}
          />
        </div>
      ) : (
        <Skeleton className="w-40" />
      )}
    </FormDialog>
  )
}

function OneField({
  field: { name, type },
  value,
  onChange,
}: {
  field: Organisation['fields'][number]
  value: string | null
  onChange: (value: string) => void
}) {
  if (type === 'text') {
    return (
      <Field label={name}>
        <Input
          value={value ?? ''}
          placeholder={value === null ? t('Several values') : ''}
          autoComplete="off"
          onChange={event => onChange(event.target.value)}
        />
      </Field>
    )
  }
  const moment = value === null ? null : parseFieldDate(value)
  const unreadable = value !== null && value !== '' && moment === null
  return (
    <Field
      label={name}
      help={
        value === null
          ? t('They have several values.')
          : unreadable
            ? t('It says “{value}”, which is no date.', { value })
            : t('In your time zone.')
      }
    >
      <Input
        type="datetime-local"
        value={moment === null ? '' : localText(moment)}
        onChange={event =>
          onChange(event.target.value === '' ? '' : formatFieldDate(new Date(event.target.value)))
        }
      />
    </Field>
  )
}

/** As the control takes it: the local time without a zone. */
function localText(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
