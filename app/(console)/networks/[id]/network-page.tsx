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
import { Panels } from '@/app/ui/panels'
import type { NetworkRow, ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Head and tabs of a network's page. */
export function NetworkPage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const tabs = [
    { href: paths.network(id), label: t('Summary') },
    { href: paths.network(id, 'access'), label: t('Access') },
  ]
  return (
    <ObjectPage
      cls="network"
      id={id}
      noun={t('network')}
      list={{ href: paths.networks, label: t('All networks') }}
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
          <Banner tone="warn" title={t('No link on {list}.', { list: row.disconnected.join(', ') })}>
            {t('VMs on these hosts may not be reached through this network.')}
          </Banner>
        )}
        <Panels className="grid gap-4 xl:grid-cols-3 md:grid-cols-2">
          <Card title={t('Network')}>
            <Facts
              facts={[
                { label: t('State'), value: <ObjectState row={row} /> },
                {
                  label: t('NICs'),
                  value: row.devices.length > 0 ? row.devices.join(', ') : t('None: internal to each host'),
                },
                { label: t('VLAN'), value: row.vlan },
                { label: t('MTU'), value: row.mtu },
                { label: t('Pool'), value: <ObjectLink cls="pool" id={row.pool} /> },
              ]}
            />
          </Card>
          <OrganiseCard row={row} />
          <Card title={t('Identity')}>
            <Facts
              facts={[
                {
                  label: t('Bridge'),
                  value: row.bridge && <Copyable value={row.bridge} label={t('bridge')} mono />,
                },
                { label: t('UUID'), value: <Copyable value={row.uuid} label={t('UUID')} mono /> },
                { label: t('Reference'), value: <Copyable value={row.ref} label={t('reference')} mono /> },
              ]}
            />
          </Card>
        </Panels>
      </div>
      <h2 className="title-s shrink-0 px-4 pb-2">{t('VMs on this network')}</h2>
      <div className="flex min-h-80 grow flex-col">
        <LongList
          cls="VM"
          within={row.id}
          embedded
          label={t('VMs on this network')}
          what={t('VMs')}
          example="state:running web"
          storageKey="network-vms"
          columns={columns}
          empty={<EmptyState kind="nothing-yet" title={t('No VM is on this network')} />}
        />
      </div>
    </>
  )
}
