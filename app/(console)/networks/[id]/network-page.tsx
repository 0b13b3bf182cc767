'use client'

import type { ReactNode } from 'react'
import { useNetworkDetail } from '@/app/lib/detail'
import { useRowOf } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useActionPress } from '@/app/parts/action-press'
import { Changed, Switched } from '@/app/parts/changed-fact'
import { useVmColumns } from '@/app/parts/columns/vm'
import { DetailGate } from '@/app/parts/detail-gate'
import { ObjectLink } from '@/app/parts/object-link'
import { LongList } from '@/app/parts/object-list'
import { ObjectPage } from '@/app/parts/object-page'
import { OrganiseCard } from '@/app/parts/organise-card'
import { OtherConfig } from '@/app/parts/other-config'
import { ObjectState } from '@/app/parts/vm-state'
import { Banner } from '@/app/ui/banner'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { EmptyState } from '@/app/ui/empty-state'
import { Facts } from '@/app/ui/facts'
import { Panels } from '@/app/ui/panels'
import { StatusMark } from '@/app/ui/status-mark'
import type { NetworkDetail, NetworkRow, ObjectId } from '@/server/api/types'
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
  const detail = useNetworkDetail(row.id)
  const { press, pressMany, dialog } = useActionPress()
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
                {
                  label: t('MTU'),
                  value: (
                    <Changed action="network.setMtu" label={t('Change the MTU')} row={row} press={press}>
                      {row.mtu}
                    </Changed>
                  ),
                },
                {
                  label: t('New VMs get it'),
                  value: detail && (
                    <Switched
                      action="network.setAutomatic"
                      what={t('a NIC on {name} for new VMs', { name: row.name_label })}
                      on={detail.automatic}
                      row={row}
                      pressMany={pressMany}
                    />
                  ),
                },
                { label: t('Pool'), value: <ObjectLink cls="pool" id={row.pool} /> },
              ]}
            />
          </Card>
          <OrganiseCard row={row} />
          <DetailGate detail={detail}>{known => <HostNics detail={known} />}</DetailGate>
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
          {detail && <OtherConfig values={detail.otherConfig} />}
        </Panels>
        {dialog}
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

/** How each host is connected to it. */
function HostNics({ detail: { nics } }: { detail: NetworkDetail }) {
  return (
    <Card title={t('NICs of the hosts')}>
      {nics.length === 0 ? (
        <p className="text-muted">{t('None: internal to each host')}</p>
      ) : (
        <Facts
          facts={nics.map(({ host, device, attached, link, ip, management }, at) => ({
            label: host?.name ?? t('Host {n}', { n: at + 1 }),
            value: (
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="font-mono">{device}</span>
                {!attached ? (
                  <StatusMark status="idle" word={t('Not connected')} />
                ) : link === null ? (
                  <span className="text-muted">{t('Link not known')}</span>
                ) : link ? (
                  <StatusMark status="ok" word={t('Link up')} />
                ) : (
                  <StatusMark status="warn" word={t('No link')} />
                )}
                {ip && <Copyable value={ip} label={t('address of {name}', { name: device })} mono />}
                {management && <span className="text-muted">{t('Management')}</span>}
              </span>
            ),
          }))}
        />
      )}
    </Card>
  )
}
