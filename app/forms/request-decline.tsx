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
          confirmDone(`${by.name} is told`)
          onClose()
        },
      },
    ),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={`Decline what ${by.name} asks for`}
      description={`${words}: ${object.name}. They read your answer, and it stands in the audit log.`}
      onSubmit={submit}
      error={decline.error ? appError(decline.error) : null}
      verb="Decline"
      submitting={decline.isPending}
    >
      <Field label="Your answer" required error={form.formState.errors.answer?.message}>
        <Textarea rows={3} {...form.register('answer')} />
      </Field>
    </FormDialog>
  )
}
