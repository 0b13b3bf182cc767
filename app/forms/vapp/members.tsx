'use client'

import { useState } from 'react'
import { useRowOf } from '@/app/lib/inventory'
import { subjectName } from '@/app/parts/action-subject'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { ChooseVms, OrderTable, TakenNote, useStartOrders } from './member-fields'
import { isWrong, type MembersValues, membersOf, takenFromOthers } from './values'

/** Which VMs a vApp has, and when each of them starts. */
export function VappMembersDialog({ subject, onSubmit, submitting, error, onClose }: ActionFormProps) {
  const id = subject.kind === 'one' ? subject.row.id : ''
  const row = useRowOf('VM_appliance', id)
  const [values, setValues] = useState<MembersValues>(() => ({
    vms: (row?.members ?? []).map(member => member.id),
    typed: {},
  }))
  const orders = useStartOrders(values.vms)
  const leaving = (row?.members ?? []).filter(member => !values.vms.includes(member.id)).length
  return (
    <FormDialog
      {...{ submitting, error, onClose }}
      width="l"
      title={t('VMs of {name}', { name: subjectName(subject) })}
      description={t(
        'VMs of a lower order start first, those of the same order together. They shut down the other way round.',
      )}
      verb={t('Save')}
      reason={isWrong(values, orders) ? t('Order and delays are whole numbers') : undefined}
      onSubmit={() => onSubmit({ members: membersOf(values, orders) })}
    >
      <div className="flex flex-col gap-4">
        <ChooseVms
          pool={row?.pool ?? ''}
          chosen={values.vms}
          onChange={vms => setValues({ ...values, vms })}
        />
        <TakenNote taken={takenFromOthers(values, orders, id)} />
        {leaving > 0 && (
          <p className="text-m text-warn">
            {t('{n, plural, one {# VM leaves} other {# VMs leave}} this vApp.', { n: leaving })}
          </p>
        )}
        <OrderTable values={values} known={orders} onChange={typed => setValues({ ...values, typed })} />
      </div>
    </FormDialog>
  )
}
