'use client'

import type { ReactNode } from 'react'
import { useFreshness, useRowOf } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { ObjectLink } from '@/app/parts/object-link'
import { ObjectPage } from '@/app/parts/object-page'
import { OrganiseCard } from '@/app/parts/organise-card'
import { Bytes } from '@/app/parts/quantity'
import { holdsData, statusOf } from '@/app/parts/status'
import { UsageMeter } from '@/app/parts/usage-meter'
import { ObjectState } from '@/app/parts/vm-state'
import { Banner } from '@/app/ui/banner'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { Facts } from '@/app/ui/facts'
import type { ObjectId, SrRow } from '@/server/api/types'

/** Head and tabs of a storage repository's page. */
export function SrPage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const tabs = [
    { href: paths.sr(id), label: 'Summary' },
    { href: paths.sr(id, 'access'), label: 'Access' },
  ]
  return (
    <ObjectPage
      cls="SR"
      id={id}
      noun="storage repository"
      list={{ href: paths.storage, label: 'All storage' }}
      tabs={() => tabs}
    >
      {children}
    </ObjectPage>
  )
}

/** A storage repository: how full it is, and which hosts see it. */
export function SrSummary({ id }: { id: ObjectId }) {
  const row = useRowOf('SR', id)
  return row && <Summary row={row} />
}

function Summary({ row }: { row: SrRow }) {
  const { status, detail } = statusOf(row, useFreshness(row.pool))
  const bad = status === 'warn' || status === 'trouble'
  return (
    <div className="flex flex-col gap-4 px-4 pt-1 pb-4">
      {bad && detail && <Banner tone={status} title={detail} />}
      <div className="grid gap-4 xl:grid-cols-3 md:grid-cols-2">
        <Card title="State">
          <Facts
            facts={[
              { label: 'State', value: <ObjectState row={row} /> },
              {
                label: 'Attached',
                value: row.hosts === null ? null : `${row.attached} of ${row.hosts} hosts`,
              },
              {
                label: 'Shared',
                value: row.shared ? 'Between hosts' : <ObjectLink cls="host" id={row.host} />,
              },
              { label: 'Default', value: row.isDefault ? 'New disks go here' : 'No' },
              { label: 'Pool', value: <ObjectLink cls="pool" id={row.pool} /> },
            ]}
          />
        </Card>
        <Card title="Space">
          <Facts
            facts={[
              ...(holdsData(row)
                ? [
                    {
                      label: 'Used',
                      value: (
                        <UsageMeter
                          label={`Space used on ${row.name_label}`}
                          used={row.physicalUsed}
                          total={row.physicalSize}
                          wide
                        />
                      ),
                    },
                    { label: 'In use', value: <Bytes count={row.physicalUsed} /> },
                    { label: 'Free', value: <Bytes count={row.physicalSize - row.physicalUsed} /> },
                  ]
                : []),
              { label: 'Size', value: row.physicalSize > 0 ? <Bytes count={row.physicalSize} /> : null },
              {
                label: 'Promised to disks',
                value: row.virtualAllocation === null ? null : <Bytes count={row.virtualAllocation} />,
              },
              { label: 'Disks', value: row.vdis },
            ]}
          />
        </Card>
        <OrganiseCard row={row} />
        <Card title="Identity">
          <Facts
            facts={[
              { label: 'Type', value: row.type },
              { label: 'Content', value: row.content_type },
              { label: 'UUID', value: <Copyable value={row.uuid} label="UUID" mono /> },
              { label: 'Reference', value: <Copyable value={row.ref} label="reference" mono /> },
            ]}
          />
        </Card>
      </div>
    </div>
  )
}
