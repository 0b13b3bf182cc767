'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { refreshGrants, useRoles } from '@/app/lib/grants'
import { useRow } from '@/app/lib/inventory'
import { refreshRequests } from '@/app/lib/requests'
import { appError, trpc } from '@/app/lib/trpc'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import { confirmDone } from '@/app/ui/toast'
import type { RequestInfo } from '@/server/api/types'
import { t, told } from '@/server/shared/text'
import { FormDialog } from './form-dialog'
import { momentOf, UntilField } from './grant-fields'
import { RoleField } from './role-field'

const schema = z.object({
  role: z.string(),
  scope: z.enum(['object', 'pool']),
  /** As the browser's field has it, in local time; '' is none. */
  until: z.string(),
})

/** Grants what somebody asked for: by a role that has it, over the object or its pool. */
export function RequestGrantDialog({ request, onClose }: { request: RequestInfo; onClose: () => void }) {
  const { id, by, object } = request
  const possible = useQuery(trpc.request.roles.queryOptions({ id }, { staleTime: 0 }))
  const roles = useRoles()
  const row = useRow(object.id)
  const pool = useRow(row && row.class !== 'pool' ? row.pool : null)
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { role: '', scope: 'object', until: '' },
  })
  const grant = useMutation(
    trpc.request.grant.mutationOptions({
      onSuccess: () => Promise.all([refreshRequests(), refreshGrants()]),
    }),
  )
  const error = grant.error ?? possible.error
  const failure = error ? appError(error) : null
  const infos = (possible.data ?? []).flatMap(one => roles.data?.filter(role => role.id === one) ?? [])
  const [least] = infos
  const chosen = infos.find(role => role.id === form.watch('role')) ?? least
  const scopes = [
    { value: 'object' as const, label: t('Only {name}', { name: object.name }) },
    ...(pool ? [{ value: 'pool' as const, label: t('Pool {name}', { name: pool.name_label }) }] : []),
  ]
  const submit = form.handleSubmit(({ scope, until }) => {
    if (!chosen || !row) return
    grant.mutate(
      {
        id,
        role: chosen.id,
        scope: scope === 'object' ? { kind: 'object', ref: row.id } : { kind: 'pool', ref: row.pool },
        until: momentOf(until),
      },
      {
        onSuccess: () => {
          confirmDone(t('{name} has it now', { name: by.name }))
          onClose()
        },
      },
    )
  })
  return (
    <FormDialog
      onClose={onClose}
      title={t('Grant {name} what they ask for', { name: by.name })}
      description={`${told(request.words)}: ${object.name}. “${request.text}”`}
      onSubmit={submit}
      error={failure}
      verb={t('Grant it')}
      reason={chosen ? undefined : t('The roles are not here yet.')}
      submitting={grant.isPending}
    >
      <div className="flex flex-col gap-4">
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <RoleField roles={infos} value={field.value || (least?.id ?? '')} onChange={field.onChange} />
          )}
        />
        <Controller
          control={form.control}
          name="scope"
          render={({ field }) => (
            <Field label={t('Where')} required>
              <Select options={scopes} value={field.value} onChange={field.onChange} />
            </Field>
          )}
        />
        <UntilField
          error={failure?.field === 'until' ? failure.message : undefined}
          {...form.register('until')}
        />
      </div>
    </FormDialog>
  )
}
