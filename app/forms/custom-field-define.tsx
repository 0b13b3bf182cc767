'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { appError, trpc } from '@/app/lib/trpc'
import { offerUndo } from '@/app/parts/action-run'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { PoolRow } from '@/server/api/types'
import { defineField } from '@/server/catalogue/custom-field-definitions'
import { inputs } from '@/server/catalogue/inputs'
import type { CustomFieldDefinition } from '@/server/shared/custom-fields'
import { labelsTold, say, t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const types = [
  { value: 'text', label: say('Text') },
  { value: 'date', label: say('Date and time') },
] as const

/** A new custom field for the objects of a pool. */
export function DefinitionDialog({ pool, onClose }: { pool: PoolRow; onClose: () => void }) {
  const [name, setName] = useState('')
  const [type, setType] = useState<CustomFieldDefinition['type']>('text')
  const run = useMutation(trpc.operation.run.mutationOptions())
  const parsed = inputs.fieldDefinition.safeParse({ name, type })
  const taken = pool.fieldDefinitions.some(field => field.name === name.trim())
  const reason = taken ? t('There is a field of this name already') : parsed.error?.issues[0]?.message
  return (
    <FormDialog
      title={t('New custom field in {name}', { name: pool.name_label })}
      verb={t('Create field')}
      reason={reason}
      submitting={run.isPending}
      error={run.error ? appError(run.error) : null}
      onSubmit={() =>
        run.mutate(
          { action: defineField.id, object: pool.id, input: parsed.data },
          {
            onSuccess: ({ id, undoable }) => {
              onClose()
              offerUndo(
                t('The custom field “{trim}” was made', { trim: name.trim() }),
                undoable ? id : undefined,
              )
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
          help={t('As it stands in lists and searches. XenCenter shows it too.')}
          error={taken ? t('This pool has a field of this name.') : undefined}
        >
          <Input value={name} autoComplete="off" onChange={event => setName(event.target.value)} />
        </Field>
        <Field label={t('Holds')} required help={t('This cannot be changed later.')}>
          <Select options={labelsTold(types)} value={type} onChange={setType} />
        </Field>
      </div>
    </FormDialog>
  )
}
