'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshServices, useService } from '@/app/lib/services'
import { appError, trpc } from '@/app/lib/trpc'
import { tokenColumns } from '@/app/parts/columns/token'
import { ErrorNote } from '@/app/parts/error-note'
import { Only } from '@/app/parts/not-for-you'
import { Badge } from '@/app/ui/badge'
import { Button } from '@/app/ui/button'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import { IconButton } from '@/app/ui/icon-button'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { confirmDone } from '@/app/ui/toast'
import type { ServiceInfo, TokenInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { useServiceActions } from '../service-actions'

const TokenCreateDialog = onDemandPart(() =>
  import('@/app/forms/token-create').then(found => found.TokenCreateDialog),
)

/** An account of a program, with its tokens. */
export function ServicePage({ id }: { id: string }) {
  return (
    <Only with="service.manage" to={t('manage service accounts')}>
      <Service id={id} />
    </Only>
  )
}

function Service({ id }: { id: string }) {
  const service = useService(id)
  const { entries, dialog } = useServiceActions()
  const [creating, setCreating] = useState(false)
  const [ending, setEnding] = useState<TokenInfo | null>(null)
  const { data } = service
  const menu = (token: TokenInfo): MenuEntry[] => [
    {
      type: 'item',
      id: 'revoke',
      label: t('Revoke…'),
      icon: 'ban',
      tone: 'danger',
      reason: token.state === 'revoked' ? t('It was revoked already.') : undefined,
      onSelect: () => setEnding(token),
    },
  ]
  if (service.error && !data) {
    return (
      <div className="p-4">
        <ErrorNote error={appError(service.error)} live="status" />
      </div>
    )
  }
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2">
        <div className="min-w-0 grow">
          <h2 className="title-s flex items-center gap-2">
            <span className="truncate">{data?.username ?? '…'}</span>
            {data && <Badge>{data.role}</Badge>}
            {data?.disabled && <Badge tone="warn">{t('disabled')}</Badge>}
          </h2>
          <p className="text-m text-muted">{data?.description}</p>
        </div>
        {data && (
          <Menu
            align="end"
            trigger={
              <IconButton icon="more" label={t('Actions for {username}', { username: data.username })} />
            }
            entries={entries(data)}
          />
        )}
        <Button
          tone="primary"
          icon="add"
          reason={data ? undefined : t('Still loading')}
          onClick={() => setCreating(true)}
        >
          {t('Create a token')}
        </Button>
      </div>
      <DataTable
        className="grow"
        label={t('Tokens')}
        columns={tokenColumns}
        rows={data?.issued ?? none}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byName}
        storageKey="tokens"
        menu={menu}
        loading={service.isPending}
        empty={<EmptyState kind="nothing-yet" icon="key" title={t('It has no token yet')} />}
      />
      {data && creating && <NewToken service={data} onClose={() => setCreating(false)} />}
      {data && ending && <EndToken service={data} token={ending} onClose={() => setEnding(null)} />}
      {dialog}
    </>
  )
}

function NewToken({ service, onClose }: { service: ServiceInfo; onClose: () => void }) {
  const create = useMutation(
    trpc.service.createToken.mutationOptions({ onSuccess: refreshServices, gcTime: 0 }),
  )
  return (
    <TokenCreateDialog
      owner={service.username}
      role={service.role}
      made={create.data?.token}
      busy={create.isPending}
      error={create.error ? appError(create.error) : null}
      onCreate={given => create.mutate({ id: service.id, ...given })}
      onClose={onClose}
    />
  )
}

function EndToken({
  service,
  token,
  onClose,
}: {
  service: ServiceInfo
  token: TokenInfo
  onClose: () => void
}) {
  const revoke = useMutation(trpc.service.revokeToken.mutationOptions({ onSuccess: refreshServices }))
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        revoke.mutate(
          { id: service.id, token: token.id },
          {
            onSuccess: () => {
              confirmDone(t('{name} revoked', { name: token.name }))
              onClose()
            },
          },
        )
      }
      title={t('Revoke {name}?', { name: token.name })}
      body={t('Whatever uses it is refused at once. It cannot be made good again.')}
      verb={t('Revoke')}
      submitting={revoke.isPending}
      error={revoke.error ? <ErrorNote error={appError(revoke.error)} className="mt-3" /> : null}
    />
  )
}

const none: readonly TokenInfo[] = []
const byName = { id: 'name', desc: false }
const idOf = (token: TokenInfo) => token.id
const nameOf = (token: TokenInfo) => token.name
