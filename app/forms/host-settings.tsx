'use client'

import { useState } from 'react'
import { useHostDetail } from '@/app/lib/detail'
import { subjectName } from '@/app/parts/action-subject'
import { PlanHint } from '@/app/parts/plan-note'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import type { HostDetail, ObjectId } from '@/server/api/types'
import { inputs } from '@/server/catalogue/inputs'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

/** Hosts are set one at a time. */
const one = ({ subject }: ActionFormProps) => (subject.kind === 'one' ? subject.row.id : '')

/** What a host has now; null while that is not known. */
function useNow<V>(id: ObjectId, of: (detail: HostDetail) => V): V | null {
  const detail = useHostDetail(id)
  return detail ? of(detail) : null
}

/** Where hosts send what they log, besides keeping it. */
export function HostLogDialog(props: ActionFormProps) {
  const { action, subject, onSubmit, known: _, ...rest } = props
  const now = useNow(one(props), detail => detail.logTo)
  const [typed, setTyped] = useState<string | null>(null)
  const destination = (typed ?? now ?? '').trim()
  const issue = inputs.logDestination.safeParse({ destination }).error?.issues[0]?.message
  return (
    <FormDialog
      {...rest}
      title={t('Log destination of {name}', { name: subjectName(subject) })}
      verb={t('Save')}
      reason={issue ?? (destination === now ? t('Nothing was changed') : undefined)}
      onSubmit={() => onSubmit({ destination })}
    >
      <Field
        label={t('Also send logs to')}
        error={typed === null ? undefined : issue}
        help={t('The name or address of a syslog server. Empty: the host keeps them for itself alone.')}
      >
        <Input
          value={typed ?? now ?? ''}
          autoComplete="off"
          placeholder="syslog.example.net"
          onChange={event => setTyped(event.target.value)}
        />
      </Field>
      <PlanHint action={action} subject={subject} />
    </FormDialog>
  )
}

/** The name that a host has for storage over iSCSI. */
export function HostIqnDialog(props: ActionFormProps) {
  const { action, subject, onSubmit, known: _, ...rest } = props
  const now = useNow(one(props), detail => detail.iscsiIqn)
  const [typed, setTyped] = useState<string | null>(null)
  const iqn = (typed ?? now ?? '').trim()
  const issue = inputs.iqn.safeParse({ iqn }).error?.issues[0]?.message
  return (
    <FormDialog
      {...rest}
      title={t('iSCSI name of {name}', { name: subjectName(subject) })}
      verb={t('Save')}
      reason={issue ?? (iqn === now ? t('Nothing was changed') : undefined)}
      onSubmit={() => onSubmit({ iqn })}
    >
      <Field
        label={t('iSCSI name')}
        required
        error={typed === null ? undefined : issue}
        help={t(
          'The storage lets the host in by this name: change it there as well. What is attached now keeps the old one until it is attached anew.',
        )}
      >
        <Input
          value={typed ?? now ?? ''}
          autoComplete="off"
          onChange={event => setTyped(event.target.value)}
        />
      </Field>
      <PlanHint action={action} subject={subject} />
    </FormDialog>
  )
}

/** Whether a host uses one path to its storage or all that there are. */
export function HostMultipathingDialog(props: ActionFormProps) {
  const { action, subject, onSubmit, known: _, ...rest } = props
  const now = useNow(one(props), detail => detail.multipathing)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const on = chosen ?? now ?? false
  return (
    <FormDialog
      {...rest}
      title={t('Multipathing of {name}', { name: subjectName(subject) })}
      description={t('Its storage is detached, and attached again the new way.')}
      verb={t('Save')}
      reason={on === now ? t('Nothing was changed') : undefined}
      onSubmit={() => onSubmit({ on })}
    >
      <Checkbox
        label={t('Use all paths to storage')}
        help={t(
          'A path that breaks is then replaced by another. Storage and switches have to be made for it.',
        )}
        checked={on}
        onChange={event => setChosen(event.target.checked)}
      />
      <PlanHint action={action} subject={subject} />
    </FormDialog>
  )
}
