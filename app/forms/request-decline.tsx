'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshRequests } from '@/app/lib/requests'
import { appError, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import type { RequestInfo } from '@/server/api/types'
import { declineTextSchema } from '@/server/shared/request'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const schema = z.object({ answer: declineTextSchema })

export function RequestDeclineDialog({ request, onClose }: { request: RequestInfo; onClose: () => void }) {
  const { id, by, object, words } = request
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { answer: '' } })
  const decline = useMutation(trpc.request.decline.mutationOptions({ onSuccess: refreshRequests }))
  const submit = form.handleSubmit(({ answer }) =>
    decline.mutate(
      { id, answer },
      {
        onSuccess: () => {
          confirmDone(t('{name} is told', { name: by.name }))
          onClose()
        },
      },
    ),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={t('Decline what {name} asks for', { name: by.name })}
      description={t('{words}: {name}. They read your answer, and it stands in the audit log.', {
        words,
        name: object.name,
      })}
      onSubmit={submit}
      error={decline.error ? appError(decline.error) : null}
      verb={t('Decline')}
      submitting={decline.isPending}
    >
      <Field label={t('Your answer')} required error={form.formState.errors.answer?.message}>
        <Textarea rows={3} {...form.register('answer')} />
      </Field>
    </FormDialog>
  )
}
