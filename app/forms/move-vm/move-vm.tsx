'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode, useRef } from 'react'
import { type Resolver, useForm } from 'react-hook-form'
import { usePool, useRows } from '@/app/lib/inventory'
import { poolsOf, subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanNote, usePlan } from '@/app/parts/plan-note'
import type { Moves } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { WizardDialog } from '../wizard-dialog'
import { NetworkStep, TransferStep } from './network-step'
import { nowhere, ServerStep } from './server-step'
import type { StepProps } from './step'
import { StorageStep } from './storage-step'
import { summaryOf } from './summary'
import { useMoves } from './use-moves'
import { checkOf, inputOf, type MoveValues } from './values'

/**
 * Moves VMs with their storage, or copies them to another pool, in steps. After a drop the server is chosen; where a copy
 * was asked for (`known.copy`) it begins with another pool. `aside`: more buttons.
 */
export function MoveVmDialog({
  subject,
  known,
  submitting,
  error,
  onSubmit,
  onClose,
  aside,
}: ActionFormProps & { aside?: ReactNode }) {
  const targets = targetsOf(subject)
  const pools = poolsOf(targets)
  const own = pools?.length === 1 ? pools[0] : undefined
  const vm = subject.kind === 'one' && subject.row.class === 'VM' ? subject.row : undefined
  const all = useRows('pool')
  const [first] = all
  const begun = hostIn(known)
  const copies = Reflect.get(Object(known), 'copy') === true
  const others = all.filter(({ id }) => id !== own)
  const other = others.find(({ freshness }) => freshness.state === 'live') ?? others[0]
  const latest = useRef<Moves | undefined>(undefined)
  const resolver: Resolver<MoveValues> = (values, context, options) =>
    zodResolver(checkOf(latest.current))(values, context, options)
  const form = useForm<MoveValues>({
    defaultValues: {
      ...nowhere,
      host: begun,
      copy: copies,
      pool: copies
        ? (other?.id ?? '')
        : begun === ''
          ? (own ?? first?.id ?? '')
          : (begun.split('.', 1)[0] ?? ''),
    },
    resolver,
  })
  const values = form.watch()
  const input = inputOf(values, own)
  const moves = useMoves(targets, input)
  latest.current = moves.data
  const plan = usePlan('vm.move', targets, input, values.host !== '')
  const across = values.pool !== own
  const runs = vm ? vm.host !== null : (moves.data?.vms.some(({ memory }) => memory > 0) ?? true)
  // Within its pool, what does not run goes from one storage to another.
  const sent = across || runs
  const pool = usePool(values.pool)
  const server = useRows('host').find(({ id }) => id === values.host)?.name_label ?? ''
  const step: StepProps = { form, values, targets, own, moves: moves.data }
  const carrier = moves.data?.carriers.find(({ id }) => id === values.transfer) ?? moves.data?.carriers[0]
  const { title, verb } = wordsOf(subjectName(subject), vm?.host != null, input.copy)
  return (
    <WizardDialog
      title={title}
      verb={verb}
      form={form}
      submitting={submitting}
      error={error}
      aside={aside}
      onSubmit={() => onSubmit(inputOf(form.getValues(), own))}
      onClose={onClose}
      steps={[
        {
          id: 'server',
          title: t('Server'),
          description: t('Each pool is asked what would stand in the way there.'),
          fields: ['pool', 'host', 'hosts', 'copy'],
          content: <ServerStep {...step} vm={vm} />,
        },
        {
          id: 'storage',
          title: t('Storage'),
          description: t('Disks of snapshots go where the disk goes that they are of.'),
          fields: ['way', 'storage', 'disks'],
          content: <StorageStep {...step} />,
        },
        ...(across
          ? [
              {
                id: 'networks',
                title: t('Networks'),
                description: t('By MAC address, which stays the same.'),
                fields: ['networks' as const],
                content: <NetworkStep {...step} />,
              },
            ]
          : []),
        ...(sent
          ? [
              {
                id: 'transfer',
                title: t('Transfer network'),
                description: t('The network of the server over which memory and disks are sent.'),
                fields: ['transfer' as const],
                content: <TransferStep {...step} />,
              },
            ]
          : []),
      ]}
      summary={summaryOf(
        {
          server,
          pool: across ? pool?.name_label : undefined,
          transfer: sent ? (carrier?.name ?? '') : undefined,
        },
        moves.data,
      )}
      finish={
        <div className="mt-3">
          <PlanNote plan={plan.data} error={plan.error} />
        </div>
      }
    />
  )
}

function wordsOf(name: string, runs: boolean, copies: boolean): { title: string; verb: string } {
  if (copies) return { title: t('Copy {name} to another pool', { name }), verb: t('Copy') }
  return runs
    ? { title: t('Migrate {name}', { name }), verb: t('Migrate') }
    : { title: t('Move {name}', { name }), verb: t('Move') }
}

function hostIn(known: unknown): string {
  const host: unknown = Reflect.get(Object(known), 'host')
  return typeof host === 'string' ? host : ''
}
