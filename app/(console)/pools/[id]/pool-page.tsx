'use client'

import type { ReactNode } from 'react'
import { useConnections } from '@/app/lib/connections'
import { usePoolDetail } from '@/app/lib/detail'
import { absoluteTime } from '@/app/lib/format'
import { useRowOf, useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useActionPress } from '@/app/parts/action-press'
import { CertificatesCard } from '@/app/parts/certificates-card'
import { NotSaid, Switched } from '@/app/parts/changed-fact'
import { CustomFieldsCard } from '@/app/parts/custom-fields-card'
import { DetailGate } from '@/app/parts/detail-gate'
import { Fingerprint } from '@/app/parts/fingerprint'
import { pendingWords } from '@/app/parts/host-words'
import { ObjectLink } from '@/app/parts/object-link'
import { ObjectPage } from '@/app/parts/object-page'
import { OrganiseCard } from '@/app/parts/organise-card'
import { OtherConfig } from '@/app/parts/other-config'
import { certificateQuestion, usePoolEntries } from '@/app/parts/pool-actions'
import { PoolCapacity } from '@/app/parts/pool-capacity'
import { ObjectState } from '@/app/parts/vm-state'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { Facts } from '@/app/ui/facts'
import { IconButton } from '@/app/ui/icon-button'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import { Panels } from '@/app/ui/panels'
import type { ObjectId, PoolDetail, PoolRow } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'

/** Head and tabs of a pool's page. */
export function PoolPage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const row = useRowOf('pool', id)
  const { entries, dialog } = usePoolEntries()
  const tabs = [
    { href: paths.pool(id), label: t('Summary') },
    { href: paths.pool(id, 'access'), label: t('Access') },
  ]
  return (
    <>
      <ObjectPage
        cls="pool"
        id={id}
        noun={t('pool')}
        list={{ href: paths.pools, label: t('All pools') }}
        toolbar={false}
        tabs={() => tabs}
        actions={row && <ConnectionButtons entries={entries(row)} name={row.name_label || row.address} />}
      >
        {children}
      </ObjectPage>
      {dialog}
    </>
  )
}

/** A pool: its connection, and how much of it is used. */
export function PoolSummary({ id }: { id: ObjectId }) {
  const row = useRowOf('pool', id)
  if (!row) return null
  return (
    <Panels className="grid gap-4 p-4 xl:grid-cols-3 md:grid-cols-2">
      <ConnectionCard row={row} />
      <Card title={t('Used')}>
        <PoolCapacity pool={row} />
      </Card>
      <PoolFacts row={row} />
      <PoolManagement row={row} />
      {row.ref !== '' && <Settings row={row} />}
      {row.ref !== '' && <OrganiseCard row={row} />}
      {row.ref !== '' && <CustomFieldsCard row={row} />}
    </Panels>
  )
}

/** What a pool’s hosts have alike, and how far they have it. */
function Settings({ row }: { row: PoolRow }) {
  const detail = usePoolDetail(row.id)
  return (
    <>
      <DetailGate detail={detail}>{known => <SettingsCard row={row} detail={known} />}</DetailGate>
      <DetailGate detail={detail}>{known => <UpdatesCard detail={known} />}</DetailGate>
      <DetailGate detail={detail}>
        {known => <CertificatesCard certificates={known.certificates} none={t('It trusts no authority.')} />}
      </DetailGate>
      {detail && <OtherConfig values={detail.otherConfig} />}
    </>
  )
}

function SettingsCard({ row, detail }: { row: PoolRow; detail: PoolDetail }) {
  const { pressMany, dialog } = useActionPress()
  const line = (action: string, label: string, what: string, on: boolean | null) => ({
    label,
    value: <Switched action={action} what={what} on={on} row={row} pressMany={pressMany} />,
  })
  const { tlsVerification, migrationCompression, igmpSnooping, livePatching, defaultStorage } = detail
  return (
    <Card title={t('Settings')}>
      <Facts
        facts={[
          {
            label: t('Default storage'),
            value: defaultStorage ? (
              <ObjectLink cls="SR" id={defaultStorage.id} name={defaultStorage.name} />
            ) : (
              t('None')
            ),
          },
          line(
            'pool.setMigrationCompression',
            t('Compress migrations'),
            t('compression of migrations'),
            migrationCompression,
          ),
          line('pool.setIgmpSnooping', t('IGMP snooping'), t('IGMP snooping'), igmpSnooping),
          line('pool.setLivePatching', t('Live patching'), t('live patching'), livePatching),
          {
            label: t('Checks certificates'),
            value: tlsVerification === null ? <NotSaid /> : tlsVerification ? t('Yes') : t('No'),
          },
        ]}
      />
      {dialog}
    </Card>
  )
}

const appliedWords = {
  yes: say('All applied'),
  no: say('Some are not applied'),
  unknown: say('Not known'),
}

function UpdatesCard({ detail: { updates, releases } }: { detail: PoolDetail }) {
  return (
    <Card title={t('Updates')}>
      <Facts
        facts={[
          { label: t('State'), value: told(appliedWords[updates.applied]) },
          { label: t('Last looked for'), value: updates.lastSynced && absoluteTime(updates.lastSynced) },
          {
            label: t('Releases'),
            value:
              releases.length > 1 ? (
                <span className="text-warn">
                  {t('An upgrade is half done: {list}', { list: releases.join(', ') })}
                </span>
              ) : (
                t('All hosts alike')
              ),
          },
          ...updates.pending.map(({ id, name, tasks }) => ({
            label: name,
            value: (
              <span className="flex flex-wrap gap-x-2">
                <span className="text-warn">{tasks.map(pendingWords).join(', ')}</span>
                <ObjectLink cls="host" id={id} name={name} />
              </span>
            ),
          })),
        ]}
      />
    </Card>
  )
}

/** What needs doing now as buttons, all of it in the menu. */
function ConnectionButtons({ entries, name }: { entries: readonly MenuEntry[]; name: string }) {
  const shown = entries.filter(
    entry =>
      entry.type === 'item' && (entry.id === 'certificate' || (entry.id === 'reconnect' && !entry.reason)),
  )
  return (
    <>
      {shown.map(entry =>
        entry.type === 'item' ? (
          <Button
            key={entry.id}
            size="s"
            tone={entry.id === 'certificate' ? 'primary' : 'neutral'}
            {...(entry.icon ? { icon: entry.icon } : {})}
            reason={entry.reason}
            onClick={entry.onSelect}
          >
            {entry.label}
          </Button>
        ) : null,
      )}
      <Menu
        align="end"
        trigger={<IconButton icon="more" label={t('More actions on {name}', { name })} />}
        entries={entries}
      />
    </>
  )
}

function ConnectionCard({ row }: { row: PoolRow }) {
  const connection = useConnections().get(row.id)
  const waiting = certificateQuestion(row) !== null
  return (
    <Card title={t('Connection')}>
      <Facts
        facts={[
          { label: t('State'), value: <ObjectState row={row} /> },
          { label: t('Address'), value: <Copyable value={row.address} label={t('address')} mono /> },
          { label: t('User'), value: connection?.username },
          { label: t('Connected since'), value: connection && absoluteTime(connection.createdAt) },
          {
            label: waiting ? t('Accepted certificate') : t('Certificate'),
            value:
              connection &&
              (connection.sha256 ? <Fingerprint sha256={connection.sha256} /> : t('None: not encrypted')),
          },
        ]}
      />
    </Card>
  )
}

function PoolFacts({ row }: { row: PoolRow }) {
  return (
    <Card title={t('Pool')}>
      <Facts
        facts={[
          { label: t('Coordinator'), value: <ObjectLink cls="host" id={row.coordinator} /> },
          { label: t('Hosts'), value: row.hosts },
          {
            label: t('VMs'),
            value: t('{running} of {all} running', { running: row.runningVms, all: row.vms }),
          },
          { label: t('Software'), value: row.product },
          { label: t('XenAPI'), value: row.apiVersion },
          { label: t('Edition'), value: row.editions.join(', ') },
          { label: t('CPU sockets'), value: row.sockets },
          { label: t('UUID'), value: row.uuid && <Copyable value={row.uuid} label={t('UUID')} mono /> },
        ]}
      />
    </Card>
  )
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Where each host is managed. */
function PoolManagement({ row }: { row: PoolRow }) {
  const hosts = useRows('host')
    .filter(host => host.pool === row.pool)
    .sort((a, b) => byName.compare(a.name_label, b.name_label))
  if (hosts.length === 0) return null
  return (
    <Card title={t('Management interfaces')}>
      <Facts
        facts={hosts.map(host => ({
          label: host.name_label,
          value: (
            <Copyable value={host.address} label={t('address of {name}', { name: host.name_label })} mono />
          ),
        }))}
      />
    </Card>
  )
}
