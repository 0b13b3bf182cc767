'use client'

import { useId, useState } from 'react'
import { appError } from '@/app/lib/trpc'
import { subjectName, targetsOf } from '@/app/parts/action-subject'
import { ManyDifference } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Skeleton } from '@/app/ui/skeleton'
import { Icon } from '@/app/ui/symbol'
import { allFolders, folderName, folderNames, tidyFolder } from '@/server/shared/folders'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'
import { useOrganisation } from './use-organisation'

/** Puts what was chosen into a folder that is there, or one that it makes by that; or into none. */
export function FolderMoveDialog({ subject, action, onSubmit, ...rest }: ActionFormProps) {
  const { data, error } = useOrganisation(targetsOf(subject))
  const [choice, setChoice] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const now = data?.folder ?? null
  const added = tidyFolder(typed)
  const chosen = added !== '' ? added : (choice ?? now)
  return (
    <FormDialog
      {...rest}
      error={error ? appError(error) : rest.error}
      title={t('Move {subjectName} to a folder', { subjectName: subjectName(subject) })}
      verb={t('Move')}
      reason={
        !data
          ? t('The folders are on their way')
          : chosen === null
            ? t('Choose a folder')
            : chosen === now
              ? t('Nothing was changed')
              : undefined
      }
      onSubmit={() => onSubmit({ folder: chosen })}
    >
      {data ? (
        <div className="flex flex-col gap-3">
          <FolderChoice
            folders={data.folders}
            chosen={added !== '' ? null : chosen}
            onChoose={path => {
              setTyped('')
              setChoice(path)
            }}
          />
          <Field label={t('Or a new folder')} help={t('Slashes part the names: Web/Front.')}>
            <Input value={typed} autoComplete="off" onChange={event => setTyped(event.target.value)} />
          </Field>
          <ManyDifference
            action={action}
            subject={subject}
            input={chosen === null || chosen === now ? undefined : { folder: chosen }}
          />
          {chosen !== null && chosen !== '' && (
            <p role="status" className="text-muted">
              {data.folders.includes(chosen) ? chosen : t('{chosen} will be made.', { chosen })}
            </p>
          )}
        </div>
      ) : (
        <Skeleton className="w-40" />
      )}
    </FormDialog>
  )
}

interface FolderChoiceProps {
  folders: readonly string[]
  chosen: string | null
  onChoose: (path: string) => void
  /** What '' is called. */
  none?: string
}

/** One of the folders, or none; those below others are indented. */
export function FolderChoice({ folders, chosen, onChoose, none = t('No folder') }: FolderChoiceProps) {
  const name = useId()
  return (
    <fieldset className="max-h-64 overflow-y-auto rounded-control border border-line p-1">
      <legend className="sr-only">{t('Folder')}</legend>
      {['', ...allFolders(folders)].map(path => (
        <label
          key={path}
          style={{ paddingLeft: 8 + Math.max(0, folderNames(path).length - 1) * 16 }}
          className="flex min-h-target items-center gap-2 rounded-control pr-2 text-m hover:bg-hover has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            aria-label={path === '' ? none : path}
            checked={chosen === path}
            onChange={() => onChoose(path)}
          />
          <Icon name={path === '' ? 'ban' : 'folder'} size={14} className="text-muted" />
          {path === '' ? none : folderName(path)}
        </label>
      ))}
    </fieldset>
  )
}
