'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { appError, trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { IconButton } from '@/app/ui/icon-button'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { confirmDone } from '@/app/ui/toast'
import type { PoolRow } from '@/server/api/types'
import { defineField, removeField } from '@/server/catalogue/custom-field-definitions'
import { t } from '@/server/shared/text'
import { askInstead } from './ask-instead'
import { ErrorNote } from './error-note'
import { reasonNot } from './reason'

const DefinitionDialog = onDemandPart(() =>
  import('@/app/forms/custom-field-define').then(found => found.DefinitionDialog),
)

/** The custom fields that objects of a pool may have: new ones, and those that are there. */
export function CustomFieldsCard({ row }: { row: PoolRow }) {
  const [open, setOpen] = useState<{ deed: 'define' } | { deed: 'remove'; name: string } | null>(null)
  const asker = useAsker()
  const reason = reasonNot(defineField, row, asker)
  const remedy = askInstead(asker, row, defineField.permission, t('Define custom fields'))
  const close = () => setOpen(null)
  return (
    <Card
      title={t('Custom fields')}
      aside={
        <Button
          size="s"
          icon="add"
          reason={reason}
          remedy={remedy}
          onClick={() => setOpen({ deed: 'define' })}
        >
          {t('New field')}
        </Button>
      }
    >
      {row.fieldDefinitions.length === 0 ? (
        <p className="text-muted">
          {t(
            'None yet. A custom field is a text or a date that objects of this pool may have; XenCenter shows the same.',
          )}
        </p>
      ) : (
        <ul aria-label={t('Custom fields')} className="text-m">
          {row.fieldDefinitions.map(({ name, type }) => (
            <li key={name} className="flex min-h-7 items-center gap-2">
              <span className="min-w-0 grow truncate text-strong">{name}</span>
              <span className="text-muted">{type === 'date' ? t('Date and time') : t('Text')}</span>
              <IconButton
                size="s"
                icon="delete"
                label={t('Delete the custom field {name}', { name })}
                reason={reasonNot(removeField, row, asker)}
                remedy={remedy}
                onClick={() => setOpen({ deed: 'remove', name })}
              />
            </li>
          ))}
        </ul>
      )}
      {open?.deed === 'define' && <DefinitionDialog pool={row} onClose={close} />}
      {open?.deed === 'remove' && <RemoveDialog pool={row} name={open.name} onClose={close} />}
    </Card>
  )
}

function RemoveDialog({ pool, name, onClose }: { pool: PoolRow; name: string; onClose: () => void }) {
  const run = useMutation(trpc.operation.run.mutationOptions())
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        run.mutate(
          { action: removeField.id, object: pool.id, input: { name } },
          {
            onSuccess: () => {
              onClose()
              confirmDone(t('The custom field “{name}” was deleted', { name }))
            },
          },
        )
      }
      title={t('Delete the custom field “{name}”?', { name })}
      body={t('Its values are taken off everything in {name}. This can’t be undone.', {
        name: pool.name_label,
      })}
      verb={t('Delete field')}
      submitting={run.isPending}
      error={run.error ? <ErrorNote error={appError(run.error)} className="mt-3" /> : null}
    />
  )
}
