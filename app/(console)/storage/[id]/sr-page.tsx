'use client'

import type { ReactNode } from 'react'
import { useSrDetail } from '@/app/lib/detail'
import { useFreshness, useRowOf } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { DetailGate } from '@/app/parts/detail-gate'
import { ObjectLink } from '@/app/parts/object-link'
import { ObjectPage } from '@/app/parts/object-page'
import { OrganiseCard } from '@/app/parts/organise-card'
import { OtherConfig } from '@/app/parts/other-config'
import { Bytes } from '@/app/parts/quantity'
import { holdsData, statusOf } from '@/app/parts/status'
import { UsageMeter } from '@/app/parts/usage-meter'
import { ObjectState } from '@/app/parts/vm-state'
import { Banner } from '@/app/ui/banner'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { Facts } from '@/app/ui/facts'
import { Panels } from '@/app/ui/panels'
import { StatusMark } from '@/app/ui/status-mark'
import type { ObjectId, SrDetail, SrRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Head and tabs of a storage repository's page. */
export function SrPage({ id, children }: { id: ObjectId; children: ReactNode }) {
  const tabs = (sr: SrRow) => [
    { href: paths.sr(id), label: t('Summary') },
    { href: paths.sr(id, 'disks'), label: t('Disks'), ...(sr.vdis === null ? {} : { count: sr.vdis }) },
    { href: paths.sr(id, 'access'), label: t('Access') },
  ]
  return (
    <ObjectPage
      cls="SR"
      id={id}
      noun={t('storage repository')}
      list={{ href: paths.storage, label: t('All storage') }}
      tabs={tabs}
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
  const { status, detail: trouble } = statusOf(row, useFreshness(row.pool))
  const detail = useSrDetail(row.id)
  const bad = status === 'warn' || status === 'trouble'
  return (
    <div className="flex flex-col gap-4 px-4 pt-1 pb-4">
      {bad && trouble && <Banner tone={status} title={trouble} />}
      <Panels className="grid gap-4 xl:grid-cols-3 md:grid-cols-2">
        <Card title={t('State')}>
          <Facts
            facts={[
              { label: t('State'), value: <ObjectState row={row} /> },
              {
                label: t('Attached'),
                value:
                  row.hosts === null
                    ? null
                    : t('{n} of {all, plural, one {# host} other {# hosts}}', {
                        n: row.attached ?? 0,
                        all: row.hosts,
                      }),
              },
              {
                label: t('Shared'),
                value: row.shared ? t('Between hosts') : <ObjectLink cls="host" id={row.host} />,
              },
              { label: t('Default'), value: row.isDefault ? t('New disks go here') : t('No') },
              { label: t('Pool'), value: <ObjectLink cls="pool" id={row.pool} /> },
            ]}
          />
        </Card>
        <Card title={t('Space')}>
          <Facts
            facts={[
              ...(holdsData(row)
                ? [
                    {
                      label: t('Used'),
                      value: (
                        <UsageMeter
                          label={t('Space used on {name}', { name: row.name_label })}
                          used={row.physicalUsed}
                          total={row.physicalSize}
                          wide
                        />
                      ),
                    },
                    { label: t('In use'), value: <Bytes count={row.physicalUsed} /> },
                    { label: t('Free'), value: <Bytes count={row.physicalSize - row.physicalUsed} /> },
                  ]
                : []),
              { label: t('Size'), value: row.physicalSize > 0 ? <Bytes count={row.physicalSize} /> : null },
              {
                label: t('Promised to disks'),
                value: row.virtualAllocation === null ? null : <Bytes count={row.virtualAllocation} />,
              },
              { label: t('Disks'), value: row.vdis },
            ]}
          />
        </Card>
        <OrganiseCard row={row} />
        <DetailGate detail={detail}>{known => <Attachments detail={known} />}</DetailGate>
        <Card title={t('Identity')}>
          <Facts
            facts={[
              { label: t('Type'), value: row.type },
              { label: t('Content'), value: row.content_type },
              ...(detail?.scsiIds ?? []).map((id, at) => ({
                label: at === 0 ? t('SCSI ID') : t('SCSI ID {n}', { n: at + 1 }),
                value: <Copyable value={id} label={t('SCSI ID')} mono />,
              })),
              { label: t('UUID'), value: <Copyable value={row.uuid} label={t('UUID')} mono /> },
              { label: t('Reference'), value: <Copyable value={row.ref} label={t('reference')} mono /> },
            ]}
          />
        </Card>
        {detail && <OtherConfig values={detail.otherConfig} />}
      </Panels>
    </div>
  )
}

/** Which hosts have it, and over how many paths. */
function Attachments({ detail: { links, multipathable } }: { detail: SrDetail }) {
  return (
    <Card title={t('Hosts and paths')}>
      <Facts
        facts={[
          ...links.map(({ host, attached, paths }, at) => ({
            label: host?.name ?? t('Host {n}', { n: at + 1 }),
            value: (
              <span className="flex flex-col">
                {attached ? (
                  <StatusMark status="ok" word={t('Attached')} />
                ) : (
                  <StatusMark status="trouble" word={t('Not attached')} />
                )}
                {paths.map(({ lun, up, all }) => (
                  <span key={lun} className={up < all ? 'text-trouble' : 'text-muted'}>
                    {t('{up} of {all} paths up', { up, all })} <span className="font-mono">{lun}</span>
                  </span>
                ))}
              </span>
            ),
          })),
          {
            label: t('Multipathing'),
            value: multipathable ? t('Can use several paths') : t('Uses one path'),
          },
        ]}
      />
    </Card>
  )
}
