'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useGroups } from '@/app/lib/groups'
import { paths } from '@/app/lib/paths'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Only } from '@/app/parts/not-for-you'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import type { MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { GroupInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { groupColumns } from './group-columns'

const GroupEditDialog = onDemandPart(() =>
  import('@/app/forms/group-edit').then(found => found.GroupEditDialog),
)
const GroupDeleteDialog = onDemandPart(() =>
  import('@/app/forms/group-delete').then(found => found.GroupDeleteDialog),
)

/** Every group, and what can be done about it. */
export function GroupList() {
  return (
    <Only with="group.manage" to={t('manage groups')}>
      <Groups />
    </Only>
  )
}

type Open = { deed: 'create' } | { deed: 'edit' | 'delete'; group: GroupInfo }

function Groups() {
  const groups = useGroups()
  const router = useRouter()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const visit = (group: GroupInfo) => router.push(paths.group(group.id))
  const menu = (group: GroupInfo): MenuEntry[] => [
    { type: 'item', id: 'members', label: t('Members'), icon: 'group', onSelect: () => visit(group) },
    {
      type: 'item',
      id: 'edit',
      label: t('Edit…'),
      icon: 'edit',
      onSelect: () => setOpen({ deed: 'edit', group }),
    },
    { type: 'separator', id: 'before delete' },
    {
      type: 'item',
      id: 'delete',
      label: t('Delete…'),
      icon: 'delete',
      tone: 'danger',
      onSelect: () => setOpen({ deed: 'delete', group }),
    },
  ]
  return (
    <>
      <div className="flex shrink-0 items-center justify-between gap-2 px-4 py-2">
        <p className="text-m text-muted">
          {t(
            'Groups hold people, service accounts and other groups. Who is in one has what is granted to it.',
          )}
        </p>
        <Button tone="primary" icon="add" onClick={() => setOpen({ deed: 'create' })}>
          {t('Create a group')}
        </Button>
      </div>
      {groups.error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(groups.error)} live="status" />
        </div>
      )}
      <DataTable
        className="grow"
        label={t('Groups')}
        columns={groupColumns}
        rows={groups.data ?? none}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byName}
        storageKey="groups"
        menu={menu}
        onOpen={visit}
        loading={groups.isPending}
        empty={
          <EmptyState kind="nothing-yet" icon="group" title={t('There are no groups yet')}>
            {t('Create one here, or assign groups of a directory or an OpenID provider to groups of Domus.')}
          </EmptyState>
        }
      />
      {open?.deed === 'create' && <GroupEditDialog onClose={close} />}
      {open?.deed === 'edit' && <GroupEditDialog group={open.group} onClose={close} />}
      {open?.deed === 'delete' && <GroupDeleteDialog group={open.group} onClose={close} />}
    </>
  )
}

const none: readonly GroupInfo[] = []
const byName = { id: 'name', desc: false }
const idOf = (group: GroupInfo) => group.id
const nameOf = (group: GroupInfo) => group.name
