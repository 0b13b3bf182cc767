'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshConnections } from '@/app/lib/connections'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { CertificateFactsView } from '@/app/parts/fingerprint'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'
import type { CertificateFacts } from '@/server/shared/app-error'
import { say, t } from '@/server/shared/text'

const schema = z.object({
  address: z.string().trim().min(1, say('Enter the address of a host of the pool.')),
  username: z.string().trim().min(1, say('Enter a user name.')),
  password: z.string().min(1, say('Enter the password.')),
})
type Values = z.infer<typeof schema>

/** A certificate that has to be looked at before the password is sent on. */
interface Question {
  certificate: CertificateFacts
  /** The host it belongs to was reached through another one. */
  followed: boolean
}

interface PoolConnectDialogProps {
  open: boolean
  onClose: () => void
}

/**
 * Connects a pool in two steps: where and as whom, then the certificate the host shows. Nothing secret leaves for
 * the host before its certificate is accepted. A supporter's coordinator may show one more.
 */
export function PoolConnectDialog({ open, onClose }: PoolConnectDialogProps) {
  return open ? <OpenDialog onClose={onClose} /> : null
}

function OpenDialog({ onClose }: { onClose: () => void }) {
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { address: '', username: 'root', password: '' },
  })
  const [question, setQuestion] = useState<Question | null>(null)
  const [accepted, setAccepted] = useState<readonly string[]>([])
  const look = useMutation(trpc.pool.look.mutationOptions())
  const connect = useMutation(trpc.pool.connect.mutationOptions({ onSuccess: refreshConnections }))
  const busy = look.isPending || connect.isPending
  const error = connect.error ?? look.error

  const back = () => {
    setQuestion(null)
    setAccepted([])
    connect.reset()
  }
  const connectWith = (values: Values, fingerprints: readonly string[]) => {
    setAccepted(fingerprints)
    connect.mutate(
      { ...values, accepted: [...fingerprints] },
      {
        onError: cause => {
          const { code, certificate } = appError(cause)
          const unseen = certificate && !fingerprints.includes(certificate.sha256)
          setQuestion(code.startsWith('certificate-') && unseen ? { certificate, followed: true } : null)
        },
      },
    )
  }
  const submit = form.handleSubmit(values => {
    connect.reset()
    if (question) {
      connectWith(values, [...accepted, question.certificate.sha256])
      return
    }
    look.mutate(
      { address: values.address },
      {
        onSuccess: ({ certificate }) => {
          if (certificate) setQuestion({ certificate, followed: false })
          else connectWith(values, [])
        },
      },
    )
  })

  if (connect.data)
    return <Connected name={connect.data.name} notices={connect.data.notices} onClose={onClose} />
  const failure = error && !(question && appError(error).certificate) ? appError(error) : null
  return (
    <Dialog
      open
      onClose={onClose}
      title={question ? t('Is this the host?') : t('Connect a pool')}
      description={
        question
          ? undefined
          : t(
              'Give the coordinator of a XenServer or XCP-ng pool, or any host of it. A host without a pool will do as well.',
            )
      }
      busy={busy}
      onSubmit={submit}
      error={failure && !failure.field ? <ErrorNote error={failure} className="mt-4" /> : null}
      footer={
        <>
          <Button onClick={question ? back : onClose} reason={busy ? t('Still working') : undefined}>
            {question ? t('Back') : t('Cancel')}
          </Button>
          <Button type="submit" tone="primary" busy={busy}>
            {question ? t('Accept and connect') : t('Continue')}
          </Button>
        </>
      }
    >
      {question ? (
        <CertificateQuestion question={question} address={form.getValues('address')} />
      ) : (
        <WhereAndWho form={form} addressError={failure?.field === 'address' ? failure.message : undefined} />
      )}
    </Dialog>
  )
}

function WhereAndWho({
  form,
  addressError,
}: {
  form: UseFormReturn<Values>
  addressError: string | undefined
}) {
  const { errors } = form.formState
  return (
    <div className="flex flex-col gap-4">
      <Field
        label={t('Address')}
        required
        help={t('A name or an IP address, with a port if it is not 443.')}
        error={errors.address?.message ?? addressError}
      >
        <Input
          mono
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          {...form.register('address')}
        />
      </Field>
      <Field
        label={t('User name')}
        required
        help={t('Needs the role pool admin at the pool, or does less than Domus offers.')}
        error={errors.username?.message}
      >
        <Input autoComplete="off" spellCheck={false} autoCapitalize="none" {...form.register('username')} />
      </Field>
      <Field
        label={t('Password')}
        required
        help={t('Kept encrypted, and sent to this pool only.')}
        error={errors.password?.message}
      >
        <PasswordInput autoComplete="off" {...form.register('password')} />
      </Field>
    </div>
  )
}

function CertificateQuestion({ question, address }: { question: Question; address: string }) {
  return (
    <div className="flex flex-col gap-3">
      <p>
        {question.followed
          ? t('{address} led to the coordinator of its pool, which shows this certificate.', { address })
          : t('{address} shows this certificate.', { address })}{' '}
        {t(
          'Compare its fingerprint with the one the host prints on its own console. From then on Domus accepts this one only.',
        )}
      </p>
      <CertificateFactsView certificate={question.certificate} />
    </div>
  )
}

function Connected({
  name,
  notices,
  onClose,
}: {
  name: string
  notices: readonly string[]
  onClose: () => void
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Connected to {name}', { name })}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('Done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p>{t('Its hosts, VMs, storage and networks appear as they are read.')}</p>
        {notices.map(notice => (
          <Banner key={notice} tone="info" title={notice} />
        ))}
      </div>
    </Dialog>
  )
}
