'use client'

import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { appError, trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { IconButton } from '@/app/ui/icon-button'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import type { ActionRow } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { propertyPrefix } from '@/server/catalogue/property-prefix'
import { nameIssue } from '@/server/shared/name-issue'
import { say, t, told } from '@/server/shared/text'
import { offerUndo } from './action-run'
import { askInstead } from './ask-instead'
import { ErrorNote } from './error-note'
import { reasonNot } from './reason'

const fields = {
  name: { verb: 'rename', label: say('name'), of: (row: ActionRow) => row.name_label },
  description: {
    verb: 'describe',
    label: say('description'),
    of: (row: ActionRow) => row.name_description,
  },
} as const

/**
 * A name or a description that is changed where it stands: the pencil opens it, Enter saves (in a description with Ctrl),
 * Escape leaves it as it was. What went wrong stands below and what was typed is kept.
 */
export function EditInPlace({ row, field }: { row: ActionRow; field: keyof typeof fields }) {
  const { verb, of } = fields[field]
  const label = told(fields[field].label)
  const [typed, setTyped] = useState<string | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const run = useMutation(trpc.operation.run.mutationOptions())
  const asker = useAsker()
  const now = of(row)
  const action = actionById(`${propertyPrefix[row.class]}.${verb}`)
  if (!action) return now

  const close = () => {
    setTyped(null)
    run.reset()
    // Only now is the button there again.
    requestAnimationFrame(() => opener.current?.focus())
  }
  if (typed === null) {
    return (
      <span className="group/edit flex items-start gap-1">
        <span className="min-w-0 whitespace-pre-wrap">
          {now === '' ? <span className="text-faint">–</span> : now}
        </span>
        <IconButton
          ref={opener}
          plain
          size="s"
          icon="edit"
          label={t('Edit the {label}', { label })}
          reason={reasonNot(action, row, asker)}
          remedy={askInstead(asker, row, action.permission, t('Edit the {label}', { label }))}
          onClick={() => setTyped(now)}
        />
      </span>
    )
  }
  const issue = field === 'name' ? nameIssue(typed) : undefined
  const save = () => {
    if (issue !== undefined || run.isPending) return
    if (typed === now) return close()
    run.mutate(
      { action: action.id, object: row.id, input: { [field]: typed } },
      {
        onSuccess: ({ id, undoable }) => {
          close()
          offerUndo(t('The {label} was changed', { label }), undoable ? id : undefined)
        },
      },
    )
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && (field === 'name' || event.ctrlKey || event.metaKey)) save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const control = {
    value: typed,
    autoFocus: true,
    'aria-label': t('New {label}', { label }),
    'aria-invalid': issue === undefined ? undefined : (true as const),
    onKeyDown: key,
  }
  return (
    <div className="flex flex-col gap-1 py-1">
      {field === 'name' ? (
        <Input {...control} autoComplete="off" onChange={event => setTyped(event.target.value)} />
      ) : (
        <Textarea {...control} rows={3} onChange={event => setTyped(event.target.value)} />
      )}
      <span className="flex gap-1">
        <Button size="s" tone="primary" busy={run.isPending} reason={issue && told(issue)} onClick={save}>
          {t('Save')}
        </Button>
        <Button size="s" onClick={close}>
          {t('Cancel')}
        </Button>
      </span>
      {run.error && <ErrorNote error={appError(run.error)} />}
    </div>
  )
}
