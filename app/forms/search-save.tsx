'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useRows } from '@/app/lib/inventory'
import { appError, trpc } from '@/app/lib/trpc'
import { offerUndo } from '@/app/parts/action-run'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { IconButton } from '@/app/ui/icon-button'
import { Input } from '@/app/ui/input'
import { rich } from '@/app/ui/rich'
import { Select } from '@/app/ui/select'
import { deleteSearch, saveSearch } from '@/server/catalogue/searches'
import type { QueryKind } from '@/server/shared/query-keys'
import { onlyHere } from '@/server/shared/saved-searches'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

interface SearchSaveProps {
  kind: QueryKind
  filter: string
  onClose: () => void
}

/** Keeps what the filter of a list says under a name in a pool, for all who use it. */
export function SearchSaveDialog({ kind, filter, onClose }: SearchSaveProps) {
  const pools = useRows('pool').filter(pool => pool.ref !== '')
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const run = useMutation(trpc.operation.run.mutationOptions())
  const pool = pools.find(one => one.id === chosen) ?? pools[0]
  const taken = pool?.searches.some(one => one.name === name.trim())
  const rest = pool ? onlyHere(filter, kind, pool.fieldDefinitions) : []
  return (
    <FormDialog
      title={t('Save this search')}
      description={t('Everybody who uses the pool finds it, in XenCenter too.')}
      verb={t('Save search')}
      reason={
        !pool
          ? t('No pool is connected that could keep it')
          : name.trim() === ''
            ? t('Give the search a name')
            : taken
              ? t('There is a search of this name already')
              : undefined
      }
      submitting={run.isPending}
      error={run.error ? appError(run.error) : null}
      onSubmit={() =>
        pool &&
        run.mutate(
          { action: saveSearch.id, object: pool.id, input: { id: crypto.randomUUID(), name, kind, filter } },
          {
            onSuccess: ({ id, undoable }) => {
              onClose()
              offerUndo(t('The search “{trim}” was saved', { trim: name.trim() }), undoable ? id : undefined)
            },
          },
        )
      }
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <Field
          label={t('Name')}
          required
          help={t('Everybody who sees the pool finds the search under this name, in XenCenter too.')}
        >
          <Input value={name} autoComplete="off" onChange={event => setName(event.target.value)} />
        </Field>
        {pools.length > 1 && (
          <Field label={t('Kept in')} required>
            <Select
              options={pools.map(one => ({ value: one.id, label: one.name_label || one.address }))}
              value={pool?.id ?? null}
              onChange={setChosen}
            />
          </Field>
        )}
        <p className="text-muted">
          {rich('Finds <code>{filter}</code>', {
            filter,
            code: words => <code className="font-mono">{words}</code>,
          })}
        </p>
        {rest.length > 0 && (
          <p className="text-warn">
            {t('XenCenter has no words for {list}: there the search finds more than here.', {
              list: rest.join(', '),
            })}
          </p>
        )}
      </div>
    </FormDialog>
  )
}

/** The searches that pools keep over objects of a kind, to delete them. */
export function SearchesDialog({ kind, onClose }: { kind: QueryKind; onClose: () => void }) {
  const pools = useRows('pool')
  const run = useMutation(trpc.operation.run.mutationOptions())
  const searches = pools.flatMap(pool =>
    pool.searches.filter(search => search.kind === kind).map(search => ({ ...search, pool })),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Saved searches')}
      width="m"
      error={run.error ? <ErrorNote error={appError(run.error)} className="mt-3" /> : null}
      footer={<Button onClick={onClose}>{t('Close')}</Button>}
    >
      {searches.length === 0 && <p className="text-muted">{t('No pool keeps a search yet.')}</p>}
      <ul aria-label={t('Saved searches')}>
        {searches.map(({ id, name, filter, pool }) => (
          <li key={`${pool.id} ${id}`} className="flex min-h-8 items-center gap-2 text-m">
            <span className="min-w-0 grow">
              <span className="text-strong">{name}</span>{' '}
              <span className="text-muted">{filter ?? t('only XenCenter can run it')}</span>
            </span>
            <span className="text-muted">{pool.name_label}</span>
            <IconButton
              size="s"
              icon="delete"
              label={t('Delete the search {name}', { name })}
              onClick={() =>
                run.mutate(
                  { action: deleteSearch.id, object: pool.id, input: { id } },
                  {
                    onSuccess: done =>
                      offerUndo(
                        t('The search “{name}” was deleted', { name }),
                        done.undoable ? done.id : undefined,
                      ),
                  },
                )
              }
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
