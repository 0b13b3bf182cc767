'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { absoluteTime } from '@/app/lib/format'
import { useMe } from '@/app/lib/session'
import { appError, queryClient, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { TokenWhere } from '@/app/parts/grant/token-where'
import { Ago } from '@/app/parts/quantity'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { rich } from '@/app/ui/rich'
import { Skeleton } from '@/app/ui/skeleton'
import { confirmDone } from '@/app/ui/toast'
import type { TokenInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

const TokenCreateDialog = onDemandPart(() =>
  import('@/app/forms/token-create').then(found => found.TokenCreateDialog),
)

const refresh = () => queryClient.invalidateQueries(trpc.token.list.queryFilter())

/** Tokens with which one’s own programs call the API. */
export function OwnTokens() {
  const me = useMe()
  const tokens = useQuery(trpc.token.list.queryOptions(undefined, { staleTime: 0 }))
  const [creating, setCreating] = useState(false)
  const [ending, setEnding] = useState<TokenInfo | null>(null)
  const valid = tokens.data?.filter(token => token.state === 'valid')
  return (
    <Card
      title={t('API tokens')}
      aside={
        <Button size="s" icon="add" onClick={() => setCreating(true)}>
          {t('Create a token')}
        </Button>
      }
    >
      {tokens.error && <ErrorNote error={appError(tokens.error)} live="status" />}
      {tokens.isPending && <Skeleton className="w-60" />}
      {valid?.length === 0 && (
        <p className="text-m text-muted">
          {t(
            'With a token a program of yours calls the API as you. For programs of a team create a service account.',
          )}
        </p>
      )}
      <ul aria-label={t('API tokens')} className="text-m">
        {valid?.map(token => (
          <li key={token.id} className="flex items-center gap-3 border-line-subtle py-2 [&+&]:border-t">
            <div className="min-w-0 grow">
              <p className="truncate text-strong">{token.name}</p>
              <p className="text-muted">
                {t('At most {role}', { role: token.role })},{' '}
                {token.scopeType !== 'all' && <TokenWhere token={token} />}
                {token.scopeType !== 'all' && ', '}
                {token.expiresAt
                  ? t('until {time}', { time: absoluteTime(token.expiresAt) })
                  : t('until it is revoked')}
                ,{' '}
                {token.lastUsedAt
                  ? rich('last used <ago></ago>', { ago: () => <Ago time={token.lastUsedAt ?? ''} /> })
                  : t('never used')}
              </p>
            </div>
            <Button
              size="s"
              onClick={() => setEnding(token)}
              aria-label={t('Revoke {name}', { name: token.name })}
            >
              {t('Revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {me && creating && (
        <NewToken owner={me.user.username} role={me.user.role} onClose={() => setCreating(false)} />
      )}
      {ending && <EndToken token={ending} onClose={() => setEnding(null)} />}
    </Card>
  )
}

function NewToken({ owner, role, onClose }: { owner: string; role: string; onClose: () => void }) {
  const create = useMutation(trpc.token.create.mutationOptions({ onSuccess: refresh, gcTime: 0 }))
  return (
    <TokenCreateDialog
      owner={owner}
      role={role}
      made={create.data?.token}
      busy={create.isPending}
      error={create.error ? appError(create.error) : null}
      onCreate={given => create.mutate(given)}
      onClose={onClose}
    />
  )
}

function EndToken({ token, onClose }: { token: TokenInfo; onClose: () => void }) {
  const revoke = useMutation(trpc.token.revoke.mutationOptions({ onSuccess: refresh }))
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        revoke.mutate(
          { id: token.id },
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
