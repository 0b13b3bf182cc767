'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { useLatest } from '@/app/ui/latest'
import { Select } from '@/app/ui/select'
import { Skeleton } from '@/app/ui/skeleton'
import {
  folderName,
  folderNames,
  isWithinFolder,
  parentFolder,
  typedFolders,
  whyNotBelow,
} from '@/server/shared/folders'
import { t } from '@/server/shared/text'
import { FolderChoice } from './folder-move'
import { FormDialog } from './form-dialog'
import { useOrganisation } from './use-organisation'

interface FolderDialogProps {
  path: string
  /** Changes the folder with all below it; '' deletes it. */
  onChange: (to: string) => void
  onClose: () => void
}

const still = { submitting: false, error: null }

export function FolderRenameDialog({ path, onChange, onClose }: FolderDialogProps) {
  const [name, setName] = useState(folderName(path))
  const { data } = useOrganisation({ folder: path })
  const [one, ...more] = folderNames(name)
  const to = one === undefined ? '' : `${parentFolder(path)}/${one}`
  const reason =
    one === undefined
      ? t('Type a name first')
      : more.length > 0 || name.includes(';')
        ? t('A name has no slash and no semicolon')
        : to === path
          ? t('Nothing was changed')
          : data?.folders.includes(to)
            ? t('There is a folder {to} already', { to })
            : undefined
  return (
    <FormDialog
      {...still}
      title={t('Rename the folder {path}', { path })}
      verb={t('Rename')}
      reason={reason}
      onSubmit={() => onChange(to)}
      onClose={onClose}
    >
      <Field label={t('Name')} required help={t('What lies in it and below moves along, in every pool.')}>
        <Input value={name} autoComplete="off" onChange={event => setName(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

export function FolderMoveUnderDialog({ path, onChange, onClose }: FolderDialogProps) {
  const { data, error } = useOrganisation({ folder: path })
  const [below, setBelow] = useState<string | null>(null)
  const reason = below === null ? t('Choose a folder') : whyNotBelow(path, below)
  return (
    <FormDialog
      submitting={false}
      error={error ? appError(error) : null}
      title={t('Move the folder {path}', { path })}
      verb={t('Move')}
      reason={reason}
      onSubmit={() => onChange(`${below}/${folderName(path)}`)}
      onClose={onClose}
    >
      {data ? (
        <FolderChoice
          folders={data.folders.filter(one => !isWithinFolder(one, path))}
          chosen={below}
          onChoose={setBelow}
          none={t('At the top')}
        />
      ) : (
        <Skeleton className="w-40" />
      )}
    </FormDialog>
  )
}

/** Says what becomes of what is in it before it is deleted. */
export function FolderDeleteDialog({ path, onChange, onClose }: FolderDialogProps) {
  const { data, error } = useOrganisation({ folder: path })
  const below = data?.folders.some(one => one !== path && isWithinFolder(one, path)) ?? false
  const filed = data?.filed ?? 0
  const body =
    filed > 0
      ? [
          below ? t('The folders below it are deleted too.') : '',
          t(
            '{n, plural, =1 {The object in it is not deleted: it is in no folder then.} other {The # objects in it are not deleted: they are in no folder then.}}',
            { n: filed },
          ),
        ]
          .filter(Boolean)
          .join(' ')
      : below
        ? t('The folders below it are deleted too. There is nothing in them.')
        : t('There is nothing in it.')
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => {
        if (data) onChange('')
      }}
      title={t('Delete the folder {path}?', { path })}
      body={data ? body : <Skeleton className="w-60" />}
      verb={t('Delete folder')}
      submitting={false}
      error={error ? <ErrorNote error={appError(error)} className="mt-3" /> : null}
    />
  )
}

/** Makes a folder, in the pool that is to keep it where there are several. */
export function FolderCreateDialog({
  below,
  onCreate,
  onClose,
}: {
  below: string
  onCreate: (pool: string, paths: string[]) => void
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const pools = useQuery({
    queryKey: ['organisation', 'pools', below],
    queryFn: () => api.operation.organisation.mutate({ folder: below === '' ? '/-' : below }),
    staleTime: 0,
    gcTime: 0,
  })
  const known = pools.data?.pools ?? []
  const pool = chosen ?? known[0]?.id
  const paths = typedFolders(typed, below)
  const taken = paths.find(path => pools.data?.folders.includes(path))
  const reason =
    paths.length === 0
      ? t('Type a name first')
      : taken !== undefined
        ? t('There is a folder {taken} already', { taken })
        : pool === undefined && !pools.isPending
          ? t('No pool is connected that could keep it')
          : undefined
  // Who types faster than the server answers has pressed Enter before it is known where the folder goes.
  const [pressed, setPressed] = useState(false)
  const create = useLatest(() => {
    setPressed(false)
    if (pool !== undefined && reason === undefined) onCreate(pool, paths)
  })
  useEffect(() => {
    if (pressed && !pools.isPending) create.current()
  }, [pressed, pools.isPending, create])
  return (
    <FormDialog
      submitting={pressed}
      error={pools.error ? appError(pools.error) : null}
      title={below === '' ? t('New folder') : t('New folder in {below}', { below })}
      verb={t('Create')}
      reason={reason}
      onSubmit={() => setPressed(true)}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('Name')}
          required
          help={t('Web/Front is Front in Web. Several with semicolons between them.')}
        >
          <Input value={typed} autoComplete="off" onChange={event => setTyped(event.target.value)} />
        </Field>
        {known.length > 1 && (
          <Field label={t('Kept in')} required help={t('It may hold objects of every pool.')}>
            <Select
              options={known.map(({ id, name }) => ({ value: id, label: name }))}
              value={pool ?? null}
              onChange={setChosen}
            />
          </Field>
        )}
      </div>
    </FormDialog>
  )
}
