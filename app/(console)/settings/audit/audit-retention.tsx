'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAuditSettings } from '@/app/lib/audit-settings'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Card } from '@/app/ui/card'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import { confirmDone } from '@/app/ui/toast'
import { labelsTold, say, t } from '@/server/shared/text'

const forever = 'forever'
const choices = [
  { value: forever, label: say('For ever') },
  { value: '3650', label: say('10 years') },
  { value: '1825', label: say('5 years') },
  { value: '1095', label: say('3 years') },
  { value: '730', label: say('2 years') },
  { value: '365', label: say('One year') },
  { value: '180', label: say('180 days') },
  { value: '90', label: say('90 days') },
  { value: '30', label: say('30 days') },
]

/** How long the log is kept; to keep it for less time is asked once more, since it removes what is older. */
export function AuditRetention({ days }: { days: number | null }) {
  const [asked, setAsked] = useState<string | null>(null)
  const act = useMutation(
    trpc.auditSettings.setRetention.mutationOptions({ onSuccess: refreshAuditSettings }),
  )
  const value = days === null ? forever : String(days)
  const options = choices.some(one => one.value === value)
    ? labelsTold(choices)
    : [...labelsTold(choices), { value, label: t('{value} days', { value }) }]
  const label = options.find(one => one.value === asked)?.label ?? ''
  return (
    <Card title={t('Retention')}>
      <Field
        label={t('Keep the log')}
        help={t(
          'What is older is removed behind a signed checkpoint, so that the rest can still be verified. The removal is a line of the log.',
        )}
      >
        <Select options={options} value={value} onChange={next => next !== value && setAsked(next)} />
      </Field>
      {asked !== null && (
        <ConfirmDialog
          open
          onClose={() => setAsked(null)}
          onConfirm={() =>
            act.mutate(
              { days: asked === forever ? null : Number(asked) },
              {
                onSuccess: () => {
                  confirmDone(t('Retention changed'))
                  setAsked(null)
                },
              },
            )
          }
          title={
            asked === forever
              ? t('Keep the audit log for ever?')
              : t('Keep the audit log for {label}?', { label })
          }
          body={
            asked === forever
              ? t('Nothing is removed from now on.')
              : t(
                  'Lines that are older are removed within minutes and cannot be brought back. Export them first if they may be needed.',
                )
          }
          verb={asked === forever ? t('Keep') : t('Remove older lines')}
          submitting={act.isPending}
          error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
        />
      )}
    </Card>
  )
}
