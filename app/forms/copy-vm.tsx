'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useRows } from '@/app/lib/inventory'
import { appError, trpc } from '@/app/lib/trpc'
import { subjectName } from '@/app/parts/action-subject'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { RadioLine } from '@/app/ui/radio-line'
import { Select } from '@/app/ui/select'
import { Textarea } from '@/app/ui/textarea'
import { inputs } from '@/server/catalogue/inputs'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'
import { MoveVmDialog } from './move-vm/move-vm'
import { freeOf, useDiskStorage, useStorageChoices } from './storage-choices'

/** Names the copy of a VM or a template, and says where its disks go: within its pool, or by the wizard to another one. */
export function VmCopyDialog(props: ActionFormProps) {
  const { subject, onClose } = props
  const [across, setAcross] = useState(false)
  const run = useMutation(trpc.operation.run.mutationOptions({ onSuccess: onClose }))
  if (!across || subject.kind !== 'one') return <CopyWithin {...props} onAcross={() => setAcross(true)} />
  return (
    <MoveVmDialog
      action={props.action}
      subject={subject}
      known={{ copy: true }}
      submitting={run.isPending}
      error={run.error ? appError(run.error) : null}
      onSubmit={input => run.mutate({ action: 'vm.move', object: subject.row.id, input })}
      onClose={onClose}
      aside={<Button onClick={() => setAcross(false)}>{t('Within its pool…')}</Button>}
    />
  )
}

function CopyWithin({
  subject,
  onSubmit,
  onAcross,
  action: _,
  known: __,
  ...rest
}: ActionFormProps & { onAcross: () => void }) {
  const row = subject.kind === 'one' ? subject.row : undefined
  const vm = row?.class === 'VM' || row?.class === 'template' ? row : undefined
  const others = useRows('pool').filter(({ id }) => id !== vm?.pool)
  const proposed = t('Copy of {subjectName}', { subjectName: subjectName(subject) })
  const choices = useQuery(
    trpc.inventory.copy.queryOptions(
      { id: vm?.id ?? '', name: proposed },
      { staleTime: 0, refetchOnWindowFocus: false, enabled: vm !== undefined },
    ),
  )
  const [typed, setName] = useState<string | null>(null)
  const name = typed ?? choices.data?.name ?? proposed
  const cannot = choices.data?.cannotClone ?? null
  const [description, setDescription] = useState(vm?.name_description ?? '')
  const [wholly, setFull] = useState(false)
  const [storage, setStorage] = useState<string | null>(null)
  const group = useId()
  const full = wholly || cannot !== null
  const input = { name, description, storage: full ? storage : null }
  const reason =
    inputs.copy.safeParse(input).error?.issues[0]?.message ??
    (full && storage === null ? t('Choose a storage') : undefined)
  const places = useStorageChoices(useDiskStorage(vm ? [vm.pool] : []), sr =>
    freeOf(sr) < (vm?.diskBytes ?? 0) ? t('too small') : undefined,
  )
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Copy {subjectName}', { subjectName: subjectName(subject) })}
      description={t('The copy has the same settings and disks of its own, and is in the same project.')}
      verb={t('Copy')}
      reason={reason}
      onSubmit={() => onSubmit(input)}
      aside={
        <Button
          reason={
            vm?.class !== 'VM'
              ? t('Templates are copied within their pool.')
              : others.length === 0
                ? t('No other pool is connected.')
                : vm.power_state !== 'Halted'
                  ? t('Only a halted VM can be copied to another pool.')
                  : undefined
          }
          onClick={onAcross}
        >
          {t('To another pool…')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t('Name of the copy')}
          required
          help={t('Names may be used twice in a pool; the copy gets a UUID and MAC addresses of its own.')}
        >
          <Input value={name} autoComplete="off" onChange={event => setName(event.target.value)} />
        </Field>
        <Field label={t('Description')}>
          <Textarea rows={2} value={description} onChange={event => setDescription(event.target.value)} />
        </Field>
        <fieldset className="rounded-control border border-line p-1">
          <legend className="sr-only">{t('How its disks are copied')}</legend>
          <RadioLine
            name={group}
            label={t('Fast clone')}
            help={
              cannot === null
                ? t('On the same storage. What both have in common is kept once, where the storage can.')
                : t('{storage} can’t clone disks: they are copied whole.', { storage: cannot.join(', ') })
            }
            disabled={cannot !== null}
            checked={!full}
            onChoose={() => setFull(false)}
          />
          <RadioLine
            name={group}
            label={t('Full copy')}
            help={t('Every disk is copied whole to the storage that is chosen.')}
            checked={full}
            onChoose={() => setFull(true)}
          />
        </fieldset>
        {full && (
          <Field label={t('Storage of the copy')} required>
            <Select options={places} value={storage} placeholder={t('Choose…')} onChange={setStorage} />
          </Field>
        )}
      </div>
    </FormDialog>
  )
}
