'use client'

import { useDeferredValue, useState } from 'react'
import { useTemplateDetail, useVmDetail } from '@/app/lib/detail'
import { subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanDifference, PlanHint, usePlan } from '@/app/parts/plan-note'
import type { MachineDetail } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'
import { useVcpusFields } from './vm/vcpus-fields'

/** How many vCPUs one VM has, or many alike, and how they look to the guest. Only what was changed is changed. */
export function VcpusChangeDialog(props: ActionFormProps) {
  const { subject } = props
  if (subject.kind === 'one' && subject.row.class === 'template')
    return <OfTemplate {...props} id={subject.row.id} />
  return subject.kind === 'one' ? (
    <OfVm {...props} id={subject.row.id} />
  ) : (
    <Form
      {...props}
      now={undefined}
      title={t('vCPUs of {subjectName}', { subjectName: subjectName(subject) })}
    />
  )
}

function OfVm({ id, ...props }: ActionFormProps & { id: string }) {
  return <OfOne {...props} detail={useVmDetail(id)} />
}

function OfTemplate({ id, ...props }: ActionFormProps & { id: string }) {
  return <OfOne {...props} detail={useTemplateDetail(id)} />
}

function OfOne({ detail, ...props }: ActionFormProps & { detail: MachineDetail | null | undefined }) {
  const title = t('vCPUs of {subjectName}', { subjectName: subjectName(props.subject) })
  if (detail) return <Form {...props} now={detail} title={title} />
  const reason = detail === null ? t('This object is gone.') : t('Not known yet')
  return (
    <FormDialog
      title={title}
      width="m"
      verb={t('Change vCPUs')}
      reason={reason}
      submitting={props.submitting}
      error={props.error}
      onSubmit={props.onClose}
      onClose={props.onClose}
    >
      <p role="status" className="min-h-80 text-muted">
        {reason}
      </p>
    </FormDialog>
  )
}

function Form({
  action,
  subject,
  known: _,
  now,
  title,
  onSubmit,
  ...rest
}: ActionFormProps & { now: MachineDetail | undefined; title: string }) {
  // As it was when the form was opened: what is changed is told apart from what was there by that.
  const [before] = useState(now)
  const targets = targetsOf(subject)
  const { told, issue, fields } = useVcpusFields(before, targets)
  const asked = useDeferredValue(issue === undefined ? told : undefined)
  const plan = usePlan(action.id, targets, asked)
  return (
    <FormDialog
      {...rest}
      width="m"
      title={title}
      description={before ? undefined : t('What is left empty stays as it is.')}
      verb={t('Change vCPUs')}
      reason={
        issue ??
        (told === undefined
          ? t('Nothing was changed')
          : asked && plan.data?.can === 0
            ? (plan.data.cannot[0]?.reason ?? t('It can’t be changed now'))
            : undefined)
      }
      onSubmit={() => onSubmit(told)}
    >
      <div className="flex flex-col gap-4">
        {fields}
        {asked ? <PlanDifference plan={plan.data} /> : <PlanHint action={action} subject={subject} />}
      </div>
    </FormDialog>
  )
}
