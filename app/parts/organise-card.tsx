'use client'

import type { ReactNode } from 'react'
import { usePool } from '@/app/lib/inventory'
import { listOf, paths } from '@/app/lib/paths'
import { Badge } from '@/app/ui/badge'
import { Card } from '@/app/ui/card'
import { Facts } from '@/app/ui/facts'
import type { ActionRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ActionPencil } from './action-button'
import { useActionPress } from './action-press'
import { EditInPlace } from './edit-in-place'
import { fieldText } from './field-text'
import { PageLink } from './page-link'

/** What an object is called and how it is put in order, each changed where it stands. */
export function OrganiseCard({ row }: { row: ActionRow }) {
  const pool = usePool(row.pool)
  const { press, dialog } = useActionPress()
  const defined = pool?.fieldDefinitions ?? []
  const button = (id: string, label: string) => (
    <ActionPencil action={id} label={label} row={row} press={press} />
  )
  return (
    <Card title={t('General')}>
      <Facts
        facts={[
          { label: t('Name'), value: <EditInPlace row={row} field="name" /> },
          { label: t('Description'), value: <EditInPlace row={row} field="description" /> },
          {
            label: t('Folder'),
            value: (
              <Line action={button('object.setFolder', t('Move to folder'))}>
                {row.folder && (
                  <PageLink
                    href={listOf(row.class, `folder:"${row.folder}"`)}
                    className="text-accent hover:underline"
                  >
                    {row.folder}
                  </PageLink>
                )}
              </Line>
            ),
          },
          {
            label: t('Tags'),
            value: (
              <Line action={button('object.setTags', t('Edit tags'))}>
                {row.tags.length > 0 && (
                  <span className="flex flex-wrap gap-1">
                    {row.tags.map(tag => (
                      <PageLink key={tag} href={listOf(row.class, `tag:"${tag}"`)}>
                        <Badge>{tag}</Badge>
                      </PageLink>
                    ))}
                  </span>
                )}
              </Line>
            ),
          },
          ...(row.class === 'VM' && row.snapshotSchedule
            ? [
                {
                  label: t('Snapshot schedule'),
                  value: (
                    <PageLink href={paths.schedule(row.snapshotSchedule.id)}>
                      {row.snapshotSchedule.name}
                    </PageLink>
                  ),
                },
              ]
            : []),
          ...(row.class === 'VM' && row.appliance ? [{ label: t('vApp'), value: row.appliance.name }] : []),
          ...defined.map((field, index) => ({
            label: field.name,
            value: (
              <Line action={index === 0 && button('object.setFields', t('Edit custom fields'))}>
                {fieldText(field, row.fields[field.name])}
              </Line>
            ),
          })),
        ]}
      />
      {dialog}
    </Card>
  )
}

function Line({ action, children }: { action: ReactNode; children: ReactNode }) {
  return (
    <span className="flex items-center gap-2">
      <span className="min-w-0">{children || <span className="text-faint">–</span>}</span>
      {action}
    </span>
  )
}
