'use client'

import { useProjects } from '@/app/lib/projects'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { Textarea } from '@/app/ui/textarea'
import { t } from '@/server/shared/text'
import type { StepProps } from './step'
import { namesOf, renamed } from './values'

/** What it is called, what it is for, and whose it is. */
export function NameStep({ form, values, serverIssue }: StepProps & { serverIssue: string | undefined }) {
  const projects = useProjects()
  const { errors } = form.formState
  const names = namesOf(values)
  return (
    <div className="flex flex-col gap-4">
      <Field
        label={t('Name')}
        required
        help={t('Names may be used twice in a pool; this one no VM has that you see.')}
        error={errors.name?.message ?? serverIssue}
      >
        <Input
          autoComplete="off"
          value={values.name}
          onChange={({ target }) => {
            form.setValue('disks', renamed(values.disks, values.name, target.value))
            form.setValue('name', target.value, { shouldValidate: errors.name !== undefined })
          }}
        />
      </Field>
      <Field
        label={t('How many')}
        required
        help={
          names.length > 1
            ? t('{first} to {last}, alike. Where {place} stands in the name the number goes.', {
                first: names[0] ?? '',
                last: names.at(-1) ?? '',
                place: '{n}',
              })
            : t('Several are made alike, with numbers in their names.')
        }
        error={errors.count?.message}
      >
        <Input inputMode="numeric" autoComplete="off" className="w-24" {...form.register('count')} />
      </Field>
      <Field label={t('Description')} error={errors.description?.message}>
        <Textarea rows={2} {...form.register('description')} />
      </Field>
      {projects.data !== undefined && projects.data.length > 0 && (
        <Field
          label={t('Project')}
          help={t('It counts towards the limits of the project, whose members may use it.')}
        >
          <Select
            options={[
              { value: '', label: t('None') },
              ...projects.data.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={values.project}
            onChange={project => form.setValue('project', project)}
          />
        </Field>
      )}
    </div>
  )
}
