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

const forever = 'forever'
const choices = [
  { value: forever, label: 'For ever' },
  { value: '3650', label: '10 years' },
  { value: '1825', label: '5 years' },
  { value: '1095', label: '3 years' },
  { value: '730', label: '2 years' },
  { value: '365', label: 'One year' },
  { value: '180', label: '180 days' },
  { value: '90', label: '90 days' },
  { value: '30', label: '30 days' },
]

/** How long the log is kept; to keep it for less time is asked once more, since it removes what is older. */
export function AuditRetention({ days }: { days: number | null }) {
  const [asked, setAsked] = useState<string | null>(null)
  const act = useMutation(
    trpc.auditSettings.setRetention.mutationOptions({ onSuccess: refreshAuditSettings }),
  )
  const value = days === null ? forever : String(days)
  const options = choices.some(one => one.value === value)
    ? choices
    : [...choices, { value, label: `${days} days` }]
  const label = options.find(one => one.value === asked)?.label ?? ''
  return (
    <Card title="Retention">
      <Field
        label="Keep the log"
        help="What is older is removed behind a signed checkpoint, so that the rest can still be verified. The removal is a line of the log."
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
                  confirmDone('Retention changed')
                  setAsked(null)
                },
              },
            )
          }
          title={asked === forever ? 'Keep the audit log for ever?' : `Keep the audit log for ${label}?`}
          body={
            asked === forever
              ? 'Nothing is removed from now on.'
              : 'Lines that are older are removed within minutes and cannot be brought back. Export them first if they may be needed.'
          }
          verb={asked === forever ? 'Keep' : 'Remove older lines'}
          submitting={act.isPending}
          error={act.error ? <ErrorNote error={appError(act.error)} className="mt-3" /> : null}
        />
      )}
    </Card>
  )
}
