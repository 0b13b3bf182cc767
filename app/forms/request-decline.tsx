'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshRequests } from '@/app/lib/requests'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import type { RequestInfo } from '@/server/api/types'
import { declineTextSchema } from '@/server/shared/request'

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
    <Dialog
      open
      onClose={onClose}
      title={`Decline what ${by.name} asks for`}
      description={`${words}: ${object.name}. They read your answer, and it stands in the audit log.`}
      width="s"
      busy={decline.isPending}
      onSubmit={submit}
      error={decline.error ? <ErrorNote error={appError(decline.error)} className="mt-4" /> : null}
      footer={
        <>
          <Button onClick={onClose} reason={decline.isPending ? 'Still working' : undefined}>
            Cancel
          </Button>
          <Button type="submit" tone="primary" busy={decline.isPending}>
            Decline
          </Button>
        </>
      }
    >
      <Field label="Your answer" required error={form.formState.errors.answer?.message}>
        <Textarea rows={3} {...form.register('answer')} />
      </Field>
    </Dialog>
  )
}
