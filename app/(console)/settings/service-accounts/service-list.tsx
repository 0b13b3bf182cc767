'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { paths } from '@/app/lib/paths'
import { useServices } from '@/app/lib/services'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Only } from '@/app/parts/not-for-you'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { ServiceInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { useServiceActions } from './service-actions'
import { serviceColumns } from './service-columns'

const ServiceCreateDialog = onDemandPart(() =>
  import('@/app/forms/service-create').then(found => found.ServiceCreateDialog),
)

/** Every account of a program, and what can be done about it. */
export function ServiceList() {
  return (
    <Only with="service.manage" to={t('manage service accounts')}>
      <Services />
    </Only>
  )
}

function Services() {
  const services = useServices()
  const router = useRouter()
  const [creating, setCreating] = useState(false)
  const { entries, dialog } = useServiceActions()
  const visit = (id: string) => router.push(paths.serviceAccount(id))
  return (
    <>
      <div className="flex shrink-0 items-center justify-between gap-2 px-4 py-2">
        <p className="text-m text-muted">
          {t(
            'Programs call the API with tokens of a service account. They have no password and cannot sign in.',
          )}
        </p>
        <Button tone="primary" icon="add" onClick={() => setCreating(true)}>
          {t('Create a service account')}
        </Button>
      </div>
      {services.error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(services.error)} live="status" />
        </div>
      )}
      <DataTable
        className="grow"
        label={t('Service accounts')}
        columns={serviceColumns}
        rows={services.data ?? none}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byName}
        storageKey="service-accounts"
        menu={entries}
        onOpen={service => visit(service.id)}
        loading={services.isPending}
        empty={
          <EmptyState kind="nothing-yet" icon="key" title={t('There are no service accounts yet')}>
            {t('Create one for each program that calls the API, so that the audit log tells them apart.')}
          </EmptyState>
        }
      />
      {creating && <ServiceCreateDialog onClose={() => setCreating(false)} onDone={visit} />}
      {dialog}
    </>
  )
}

const none: readonly ServiceInfo[] = []
const byName = { id: 'name', desc: false }
const idOf = (service: ServiceInfo) => service.id
const nameOf = (service: ServiceInfo) => service.username
