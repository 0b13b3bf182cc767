'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useGroup } from '@/app/lib/groups'
import { paths } from '@/app/lib/paths'
import { appError } from '@/app/lib/trpc'
import { memberColumns, sourcesOf } from '@/app/parts/columns/member'
import { ErrorNote } from '@/app/parts/error-note'
import { Only } from '@/app/parts/not-for-you'
import { PageLink } from '@/app/parts/page-link'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import type { MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { GroupDetail, MemberInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

const GroupEditDialog = onDemandPart(() =>
  import('@/app/forms/group-edit').then(found => found.GroupEditDialog),
)
const GroupDeleteDialog = onDemandPart(() =>
  import('@/app/forms/group-delete').then(found => found.GroupDeleteDialog),
)
const GroupMemberAddDialog = onDemandPart(() =>
  import('@/app/forms/group-member-add').then(found => found.GroupMemberAddDialog),
)
const GroupMemberRemoveDialog = onDemandPart(() =>
  import('@/app/forms/group-member-remove').then(found => found.GroupMemberRemoveDialog),
)

/** Who is in a group. */
export function GroupPage({ id }: { id: string }) {
  return (
    <Only with="group.manage" to={t('manage groups')}>
      <Group id={id} />
    </Only>
  )
}

type Open = 'edit' | 'delete' | 'add' | MemberInfo

function Group({ id }: { id: string }) {
  const group = useGroup(id)
  const router = useRouter()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const menu = (member: MemberInfo): MenuEntry[] => [
    {
      type: 'item',
      id: 'remove',
      label: t('Remove…'),
      icon: 'delete',
      tone: 'danger',
      reason: member.sources.some(({ id }) => id === 'domus')
        ? undefined
        : t('This membership comes from {sourcesOf}.', { sourcesOf: sourcesOf(member) }),
      onSelect: () => setOpen(member),
    },
  ]
  if (group.error && !group.data) {
    return (
      <div className="p-4">
        <ErrorNote error={appError(group.error)} live="status" />
      </div>
    )
  }
  const { data } = group
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2">
        <div className="min-w-0 grow">
          <h2 className="title-s truncate">{data?.name ?? '…'}</h2>
          {data && <About group={data} />}
        </div>
        <Button icon="edit" onClick={() => setOpen('edit')}>
          {t('Edit')}
        </Button>
        <Button icon="delete" onClick={() => setOpen('delete')}>
          {t('Delete')}
        </Button>
        <Button tone="primary" icon="add" onClick={() => setOpen('add')}>
          {t('Add members')}
        </Button>
      </div>
      <DataTable
        className="grow"
        label={t('Members')}
        columns={memberColumns}
        rows={data?.members ?? none}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byName}
        storageKey="group-members"
        menu={menu}
        loading={group.isPending}
        empty={<EmptyState kind="nothing-yet" icon="group" title={t('Nobody is in this group yet')} />}
      />
      {data && open === 'edit' && <GroupEditDialog group={data} onClose={close} />}
      {data && open === 'delete' && (
        <GroupDeleteDialog group={data} onClose={close} onDone={() => router.push(paths.groups)} />
      )}
      {data && open === 'add' && <GroupMemberAddDialog group={data} onClose={close} />}
      {data && typeof open === 'object' && open !== null && (
        <GroupMemberRemoveDialog group={data} member={open} onClose={close} />
      )}
    </>
  )
}

function About({ group }: { group: GroupDetail }) {
  return (
    <div className="text-m text-muted">
      {group.description && <p>{group.description}</p>}
      {group.within.length > 0 && (
        <p>
          {t('Member of')}{' '}
          {group.within.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <PageLink href={paths.group(id)} className="text-accent hover:underline">
                {name}
              </PageLink>
            </span>
          ))}
          .
        </p>
      )}
    </div>
  )
}

const none: readonly MemberInfo[] = []
const byName = { id: 'name', desc: false }
const idOf = (member: MemberInfo) => member.id
const nameOf = (member: MemberInfo) => member.name
