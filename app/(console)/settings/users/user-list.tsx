'use client'

import { useState } from 'react'
import { useCan, useMe } from '@/app/lib/session'
import { appError } from '@/app/lib/trpc'
import { useUsers } from '@/app/lib/users'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { UserInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { useUserActions } from './user-actions'
import { userColumns } from './user-columns'

const UserCreateDialog = onDemandPart(() =>
  import('@/app/forms/user-create').then(found => found.UserCreateDialog),
)

/** Everyone who may sign in, and what an administrator can do about them. */
export function UserList() {
  const may = useCan('user.manage')
  if (may) return <Users />
  return (
    <EmptyState kind="cannot-know" title={t('Your role does not allow this')}>
      {t('The role pool-admin may manage users.')}
    </EmptyState>
  )
}

function Users() {
  const me = useMe()
  const users = useUsers()
  const rows = users.data ?? none
  const [creating, setCreating] = useState(false)
  const { entries, dialog } = useUserActions(me?.user.id)
  return (
    <>
      <div className="flex shrink-0 items-center justify-between gap-2 px-4 py-2">
        <p className="text-m text-muted">
          {t('Roles hold for all pools. Nobody’s password can be seen here.')}
        </p>
        <Button tone="primary" icon="add" onClick={() => setCreating(true)}>
          {t('Create a user')}
        </Button>
      </div>
      {users.error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(users.error)} live="status" />
        </div>
      )}
      <DataTable
        className="grow"
        label={t('Users')}
        columns={userColumns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byName}
        storageKey="users"
        menu={entries}
        loading={users.isPending}
      />
      {creating && <UserCreateDialog onClose={() => setCreating(false)} />}
      {dialog}
    </>
  )
}

const none: readonly UserInfo[] = []
const byName = { id: 'name', desc: false }
const idOf = (user: UserInfo) => user.id
const nameOf = (user: UserInfo) => user.username
