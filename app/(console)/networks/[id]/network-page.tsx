'use client'

import type { ReactNode } from 'react'
import { useRowOf } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useVmColumns } from '@/app/parts/columns/vm'
import { ObjectLink } from '@/app/parts/object-link'
import { LongList } from '@/app/parts/object-list'
import { ObjectPage } from '@/app/parts/object-page'
import { OrganiseCard } from '@/app/parts/organise-card'
import { ObjectState } from '@/app/parts/vm-state'
import { Banner } from '@/app/ui/banner'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { EmptyState } from '@/app/ui/empty-state'
import { Facts } from '@/app/ui/facts'
import type { NetworkRow, ObjectId } from '@/server/api/types'

/** Head and tabs of a network's page. */
export function NetworkPage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const tabs = [
    { href: paths.network(id), label: 'Summary' },
    { href: paths.network(id, 'access'), label: 'Access' },
  ]
  return (
    <ObjectPage
      cls="network"
      id={id}
      noun="network"
      list={{ href: paths.networks, label: 'All networks' }}
      tabs={() => tabs}
    >
      {children}
    </ObjectPage>
  )
}

/** A network: what is behind it and which VMs are on it. */
export function NetworkSummary({ id }: { id: ObjectId }) {
  const row = useRowOf('network', id)
  return row && <Summary row={row} />
}

function Summary({ row }: { row: NetworkRow }) {
  const columns = useVmColumns()
  return (
    <>
      <div className="flex shrink-0 flex-col gap-4 px-4 pt-1 pb-4">
        {row.disconnected.length > 0 && (
          <Banner tone="warn" title={`No link on ${row.disconnected.join(', ')}.`}>
            VMs on these hosts may not be reached through this network.
          </Banner>
        )}
        <div className="grid gap-4 xl:grid-cols-3 md:grid-cols-2">
          <Card title="Network">
            <Facts
              facts={[
                { label: 'State', value: <ObjectState row={row} /> },
                {
                  label: 'NICs',
                  value: row.devices.length > 0 ? row.devices.join(', ') : 'None: internal to each host',
                },
                { label: 'VLAN', value: row.vlan },
                { label: 'MTU', value: row.mtu },
                { label: 'Pool', value: <ObjectLink cls="pool" id={row.pool} /> },
              ]}
            />
          </Card>
          <OrganiseCard row={row} />
          <Card title="Identity">
            <Facts
              facts={[
                { label: 'Bridge', value: row.bridge && <Copyable value={row.bridge} label="bridge" mono /> },
                { label: 'UUID', value: <Copyable value={row.uuid} label="UUID" mono /> },
                { label: 'Reference', value: <Copyable value={row.ref} label="reference" mono /> },
              ]}
            />
          </Card>
        </div>
      </div>
      <h2 className="title-s shrink-0 px-4 pb-2">VMs on this network</h2>
      <div className="flex min-h-80 grow flex-col">
        <LongList
          cls="VM"
          within={row.id}
          embedded
          label="VMs on this network"
          what="VMs"
          example="state:running web"
          storageKey="network-vms"
          columns={columns}
          empty={<EmptyState kind="nothing-yet" title="No VM is on this network" />}
        />
      </div>
    </>
  )
}
