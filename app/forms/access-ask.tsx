'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import type { Asking } from '@/app/lib/asking'
import { refreshRequests, useOwnRequests } from '@/app/lib/requests'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Ago } from '@/app/parts/quantity'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { rich } from '@/app/ui/rich'
import { Textarea } from '@/app/ui/textarea'
import { confirmDone } from '@/app/ui/toast'
import { permissions } from '@/server/catalogue/permissions'
import { requestTextSchema } from '@/server/shared/request'
import { t, told } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

const schema = z.object({ text: requestTextSchema })

interface AccessAskDialogProps {
  asking: Asking
  onClose: () => void
}

/** Asks for a right that one lacks over an object, with a reason. */
export function AccessAskDialog({ asking, onClose }: AccessAskDialogProps) {
  const { object, permission, label } = asking
  const own = useOwnRequests()
  const open = own.data?.find(
    one => one.outcome === null && one.permission === permission && one.object.id === object.id,
  )
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { text: '' } })
  const ask = useMutation(trpc.request.ask.mutationOptions({ onSuccess: refreshRequests }))
  const withdraw = useMutation(trpc.request.withdraw.mutationOptions({ onSuccess: refreshRequests }))
  const error = ask.error ?? withdraw.error
  const busy = ask.isPending || withdraw.isPending
  const title = t('Ask for “{label}” on {name}', { label, name: object.name })
  if (open && !ask.isSuccess) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={title}
        width="s"
        busy={busy}
        error={error ? <ErrorNote error={appError(error)} className="mt-3" /> : null}
        footer={
          <>
            <Button
              busy={withdraw.isPending}
              onClick={() =>
                withdraw.mutate(
                  { id: open.id },
                  {
                    onSuccess: () => {
                      confirmDone(t('Request withdrawn'))
                      onClose()
                    },
                  },
                )
              }
            >
              {t('Withdraw')}
            </Button>
            <Button tone="primary" onClick={onClose}>
              {t('Close')}
            </Button>
          </>
        }
      >
        <p>
          {rich(
            'You asked for this <ago></ago>. Whoever may give it has been told, and you will be told their answer.',
            { ago: () => <Ago time={open.createdAt} /> },
          )}
        </p>
      </Dialog>
    )
  }
  const submit = form.handleSubmit(({ text }) =>
    ask.mutate(
      { object: object.id, permission, text },
      {
        onSuccess: () => {
          confirmDone(t('Asked: you will be told the answer'))
          onClose()
        },
      },
    ),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={title}
      description={t(
        'It takes the right “{permission}”. Those who may give it to you are told that you ask.',
        { permission: told(permissions[permission]) },
      )}
      onSubmit={submit}
      error={error ? appError(error) : null}
      verb={t('Ask for it')}
      submitting={busy}
    >
      <Field
        label={t('What you need it for')}
        required
        help={t('Those who decide read it, and the audit log keeps it.')}
        error={form.formState.errors.text?.message}
      >
        <Textarea rows={3} {...form.register('text')} />
      </Field>
    </FormDialog>
  )
}
