'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshProviders, useProviders } from '@/app/lib/providers'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Only } from '@/app/parts/not-for-you'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import type { MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { confirmDone } from '@/app/ui/toast'
import type { ProviderInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { directoryColumns } from './directory-columns'

const LdapDialog = onDemandPart(() => import('@/app/forms/provider/ldap').then(found => found.LdapDialog))
const OpenIdDialog = onDemandPart(() =>
  import('@/app/forms/provider/openid').then(found => found.OpenIdDialog),
)
const ProviderDeleteDialog = onDemandPart(() =>
  import('@/app/forms/provider/delete').then(found => found.ProviderDeleteDialog),
)

/** Where else people may come from than from Domus itself. */
export function DirectoryList() {
  return (
    <Only with="directory.manage" to={t('say where people come from')}>
      <Directories />
    </Only>
  )
}

type Open = { deed: 'ldap' | 'openid' } | { deed: 'edit' | 'delete'; provider: ProviderInfo }

function Directories() {
  const providers = useProviders()
  const refresh = useMutation(trpc.provider.refresh.mutationOptions({ onSettled: refreshProviders }))
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const rows = providers.data ?? none
  const menu = (provider: ProviderInfo): MenuEntry[] => [
    {
      type: 'item',
      id: 'edit',
      label: t('Edit…'),
      icon: 'edit',
      onSelect: () => setOpen({ deed: 'edit', provider }),
    },
    {
      type: 'item',
      id: 'refresh',
      label: t('Ask for groups now'),
      icon: 'refresh',
      reason: provider.kind === 'openid' ? t('A provider says them at each sign-in alone.') : undefined,
      onSelect: () =>
        refresh.mutate(
          { id: provider.id },
          { onSuccess: () => confirmDone(t('{name} was asked', { name: provider.name })) },
        ),
    },
    { type: 'separator', id: 'before delete' },
    {
      type: 'item',
      id: 'delete',
      label: t('Delete…'),
      icon: 'delete',
      tone: 'danger',
      onSelect: () => setOpen({ deed: 'delete', provider }),
    },
  ]
  const error = providers.error ?? refresh.error
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center justify-between gap-2 px-4 py-2">
        <p className="text-m text-muted">
          {t('People may sign in by a directory or an OpenID provider, and have their groups from there.')}
        </p>
        <div className="flex gap-2">
          <Button icon="add" onClick={() => setOpen({ deed: 'ldap' })}>
            {t('Add a directory')}
          </Button>
          <Button icon="add" onClick={() => setOpen({ deed: 'openid' })}>
            {t('Add an OpenID provider')}
          </Button>
        </div>
      </div>
      <div className="flex flex-col gap-2 px-4 empty:hidden">
        {error && <ErrorNote error={appError(error)} live="status" />}
        {rows
          .filter(one => one.enabled && one.trouble && !refresh.error)
          .map(one => (
            <Banner key={one.id} tone="trouble" title={t('{name} could not be asked.', { name: one.name })}>
              {one.trouble}
            </Banner>
          ))}
      </div>
      <DataTable
        className="grow"
        label={t('Directories')}
        columns={directoryColumns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byName}
        storageKey="directories"
        menu={menu}
        onOpen={provider => setOpen({ deed: 'edit', provider })}
        loading={providers.isPending}
        empty={
          <EmptyState kind="nothing-yet" icon="directory" title={t('There are no directories yet')}>
            {t('Until there is one, everybody has a user name and password of Domus.')}
          </EmptyState>
        }
      />
      {open && <DirectoryDialog open={open} onClose={close} />}
    </>
  )
}

function DirectoryDialog({ open, onClose }: { open: Open; onClose: () => void }) {
  switch (open.deed) {
    case 'ldap':
      return <LdapDialog onClose={onClose} />
    case 'openid':
      return <OpenIdDialog onClose={onClose} />
    case 'delete':
      return <ProviderDeleteDialog provider={open.provider} onClose={onClose} />
    case 'edit':
      return open.provider.kind === 'ldap' ? (
        <LdapDialog provider={open.provider} onClose={onClose} />
      ) : (
        <OpenIdDialog provider={open.provider} onClose={onClose} />
      )
  }
}

const none: readonly ProviderInfo[] = []
const byName = { id: 'name', desc: false }
const idOf = (provider: ProviderInfo) => provider.id
const nameOf = (provider: ProviderInfo) => provider.name
