'use client'

import { useState } from 'react'
import { appError } from '@/app/lib/trpc'
import { subjectName, targetsOf } from '@/app/parts/action-subject'
import { ManyDifference } from '@/app/parts/plan-note'
import { Button } from '@/app/ui/button'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Skeleton } from '@/app/ui/skeleton'
import type { Organisation } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'
import { useOrganisation } from './use-organisation'

/** All tags there are: on all, on none, or on some of what was chosen. What is not touched stays as it is. */
export function TagsEditDialog(props: ActionFormProps) {
  const { data, error } = useOrganisation(targetsOf(props.subject))
  if (!data) {
    return (
      <FormDialog
        {...props}
        onSubmit={() => undefined}
        title={t('Tags of {subjectName}', { subjectName: subjectName(props.subject) })}
        verb={t('Save')}
        reason={t('The tags are on their way')}
        error={error ? appError(error) : null}
      >
        <Skeleton className="w-40" />
      </FormDialog>
    )
  }
  return <TagsForm {...props} organisation={data} />
}

type Choice = Readonly<Record<string, boolean>>

function TagsForm({
  subject,
  onSubmit,
  action,
  organisation: { tags, total },
  ...rest
}: ActionFormProps & { organisation: Organisation }) {
  const [chosen, setChosen] = useState<Choice>({})
  const [added, setAdded] = useState<readonly string[]>([])
  const [typed, setTyped] = useState('')
  const known = new Map(tags.map(({ name, on }) => [name, on]))
  const all = [...added.filter(name => !known.has(name)), ...known.keys()]
  const shown = typed === '' ? all : all.filter(name => name.toLowerCase().includes(typed.toLowerCase()))

  const addTyped = () => {
    const names = typed.split(',').flatMap(name => name.trim() || [])
    setAdded([...names, ...added])
    setChosen({ ...chosen, ...Object.fromEntries(names.map(name => [name, true])) })
    setTyped('')
  }
  const wanted = Object.entries(chosen)
  const add = wanted.flatMap(([name, on]) => (on && (known.get(name) ?? 0) < total ? [name] : []))
  const remove = wanted.flatMap(([name, on]) => (!on && (known.get(name) ?? 0) > 0 ? [name] : []))
  return (
    <FormDialog
      {...rest}
      title={t('Tags of {subjectName}', { subjectName: subjectName(subject) })}
      verb={t('Save')}
      reason={
        typed.trim() !== ''
          ? t('Add the tag that is typed, or clear it')
          : add.length + remove.length === 0
            ? t('Nothing was changed')
            : undefined
      }
      onSubmit={() => onSubmit({ add, remove })}
    >
      <div className="flex flex-col gap-3">
        <Field
          aid
          label={t('Find or add a tag')}
          help={t('Enter adds it; several with commas between them.')}
        >
          <Input
            value={typed}
            autoComplete="off"
            onChange={event => setTyped(event.target.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter' || typed.trim() === '') return
              event.preventDefault()
              addTyped()
            }}
            trail={
              typed.trim() !== '' && (
                <Button size="s" onClick={addTyped}>
                  {t('Add')}
                </Button>
              )
            }
          />
        </Field>
        <fieldset className="max-h-64 overflow-y-auto">
          <legend className="sr-only">{t('Tags')}</legend>
          {shown.map(name => {
            const on = known.get(name) ?? 0
            const choice = chosen[name]
            const partly = choice === undefined && on > 0 && on < total
            return (
              <Checkbox
                key={name}
                label={name}
                partly={partly}
                checked={choice ?? on === total}
                {...(partly ? { help: t('On {on} of {total}', { on, total }) } : {})}
                onChange={event => setChosen({ ...chosen, [name]: event.target.checked })}
              />
            )
          })}
          {shown.length === 0 && (
            <p className="text-muted">
              {all.length === 0 ? t('There is no tag yet.') : t('No tag matches.')}
            </p>
          )}
        </fieldset>
        <ManyDifference
          action={action}
          subject={subject}
          input={add.length + remove.length > 0 ? { add, remove } : undefined}
        />
        {subject.kind === 'one' && add.length + remove.length > 0 && (
          <p role="status" className="text-muted">
            {[
              add.length > 0 && t('Will be added: {join}.', { join: add.join(', ') }),
              remove.length > 0 && t('Will be taken off: {join}.', { join: remove.join(', ') }),
            ]
              .filter(Boolean)
              .join(' ')}
          </p>
        )}
      </div>
    </FormDialog>
  )
}
