'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRef } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import type { StartOrder } from '@/server/api/types'
import { inputs } from '@/server/catalogue/inputs'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { WizardDialog } from '../wizard-dialog'
import { ChooseVms, OrderTable, TakenNote, useStartOrders } from './member-fields'
import { isWrong, type MembersValues, membersOf, takenFromOthers } from './values'

interface VappValues extends MembersValues {
  name: string
  description: string
}

const idsIn = (known: unknown): string[] => {
  const vms: unknown = Reflect.get(Object(known), 'vms')
  return Array.isArray(vms) ? vms.filter(id => typeof id === 'string') : []
}

const number = z.string().optional()
const schemaFor = (known: readonly StartOrder[]) =>
  z
    .object({
      name: inputs.newVapp.shape.name,
      description: z.string().max(4096),
      vms: z.array(z.string()).max(1000),
      typed: z.record(z.string(), z.object({ order: number, startDelay: number, shutdownDelay: number })),
    })
    .superRefine((values, context) => {
      if (isWrong(values, known)) context.addIssue({ code: 'custom', path: ['typed'], message: '' })
    })

/** Makes a vApp: its name, its VMs, and when each of them starts. */
export function VappNewDialog({ subject, known, submitting, error, onSubmit, onClose }: ActionFormProps) {
  const pool = subject.kind === 'one' ? subject.row.pool : ''
  const latest = useRef<readonly StartOrder[]>([])
  const form = useForm<VappValues>({
    defaultValues: { name: '', description: '', vms: idsIn(known), typed: {} },
    resolver: (values, context, options) => zodResolver(schemaFor(latest.current))(values, context, options),
  })
  const values = form.watch()
  const { errors } = form.formState
  const orders = useStartOrders(values.vms)
  latest.current = orders
  const input = () => ({
    ...{ name: values.name, description: values.description },
    members: membersOf(form.getValues(), orders),
  })
  const taken = takenFromOthers(values, orders, null)
  return (
    <WizardDialog
      title={t('New vApp')}
      verb={t('Make it')}
      form={form}
      submitting={submitting}
      error={error}
      onSubmit={() => onSubmit(input())}
      onClose={onClose}
      steps={[
        {
          id: 'name',
          title: t('Name'),
          description: t('VMs of a vApp start and shut down as one.'),
          fields: ['name', 'description'],
          content: (
            <div className="flex flex-col gap-4">
              <Field label={t('Name')} required error={errors.name?.message}>
                <Input autoComplete="off" {...form.register('name')} />
              </Field>
              <Field label={t('Description')} error={errors.description?.message}>
                <Textarea rows={2} {...form.register('description')} />
              </Field>
            </div>
          ),
        },
        {
          id: 'vms',
          title: t('VMs'),
          description: t('A VM is in one vApp at most: one that is in another is taken out of it.'),
          fields: ['vms'],
          content: (
            <div className="flex flex-col gap-2">
              <ChooseVms pool={pool} chosen={values.vms} onChange={vms => form.setValue('vms', vms)} />
              <TakenNote taken={taken} />
            </div>
          ),
        },
        {
          id: 'order',
          title: t('Order and delays'),
          description: t(
            'VMs of a lower order start first, those of the same order together. They shut down the other way round.',
          ),
          fields: ['typed'],
          content: (
            <OrderTable values={values} known={orders} onChange={typed => form.setValue('typed', typed)} />
          ),
        },
      ]}
      summary={[
        { label: t('Name'), value: values.name },
        { label: t('Description'), value: values.description },
        { label: t('VMs'), value: values.vms.length },
        {
          label: t('Starting'),
          value: [...membersOf(values, orders)]
            .sort((a, b) => a.order - b.order)
            .map(one => `${one.order}: ${orders.find(({ id }) => id === one.vm)?.name ?? ''}`)
            .join(', '),
        },
      ]}
      finish={<TakenNote taken={taken} />}
    />
  )
}
