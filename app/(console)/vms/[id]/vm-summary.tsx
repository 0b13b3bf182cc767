'use client'

import { useVmDetail } from '@/app/lib/detail'
import { absoluteTime } from '@/app/lib/format'
import { useRowOf } from '@/app/lib/inventory'
import { useNow } from '@/app/lib/now'
import { topologyText, vcpusText } from '@/app/lib/vcpus'
import { ScheduledFor } from '@/app/parts/action-schedule/scheduled-for'
import { DetailGate } from '@/app/parts/detail-gate'
import { useDeviceActions } from '@/app/parts/device-actions'
import { ObjectLink } from '@/app/parts/object-link'
import { OrganiseCard } from '@/app/parts/organise-card'
import { OtherConfig } from '@/app/parts/other-config'
import { PageLink } from '@/app/parts/page-link'
import { Bytes, Since } from '@/app/parts/quantity'
import { ToolsGuide } from '@/app/parts/tools-guide'
import { ObjectState } from '@/app/parts/vm-state'
import { Banner } from '@/app/ui/banner'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { Facts } from '@/app/ui/facts'
import { Panels } from '@/app/ui/panels'
import type { GuestTools, ObjectId, VmDetail, VmRow } from '@/server/api/types'
import { bootOrderTold } from '@/server/shared/boot-order'
import { gpuKindName } from '@/server/shared/gpu'
import { say, t, told, toldWorded } from '@/server/shared/text'

/** What a VM is and how it stands. The row is at hand at once; the rest follows with its full record. */
export function VmSummary({ id }: { id: ObjectId }) {
  const row = useRowOf('VM', id)
  const detail = useVmDetail(id)
  if (!row) return null
  return (
    <div className="flex flex-col gap-4 p-4">
      {row.trouble && <Banner tone="trouble" title={toldWorded(row.trouble)} />}
      <Panels className="grid gap-4 xl:grid-cols-3 md:grid-cols-2">
        <State row={row} />
        <OrganiseCard row={row} />
        <Resources row={row} detail={detail ?? undefined} />
        <Guest row={row} detail={detail ?? undefined} />
        <DetailGate detail={detail}>{known => <Machine detail={known} />}</DetailGate>
        <ScheduledFor vm={row} />
        <Identity row={row} />
        {detail && <OtherConfig values={detail.otherConfig} />}
      </Panels>
    </div>
  )
}

function State({ row }: { row: VmRow }) {
  const home = row.host ? null : row.home
  return (
    <Card title={t('State')}>
      <Facts
        facts={[
          { label: t('State'), value: <ObjectState row={row} /> },
          { label: t('Runs on'), value: row.host && <ObjectLink cls="host" id={row.host} /> },
          ...(home ? [{ label: t('Belongs to'), value: <ObjectLink cls="host" id={home} /> }] : []),
          { label: t('Uptime'), value: row.startTime && <Since time={row.startTime} /> },
          { label: t('Started'), value: row.startTime && absoluteTime(row.startTime) },
          { label: t('Pool'), value: <ObjectLink cls="pool" id={row.pool} /> },
          { label: t('High availability'), value: row.ha ? t('Protected') : t('Not protected') },
        ]}
      />
    </Card>
  )
}

function Resources({ row, detail }: { row: VmRow; detail: VmDetail | undefined }) {
  return (
    <Card title={t('Resources')}>
      <Facts
        facts={[
          { label: t('Memory'), value: <Bytes count={row.memory} /> },
          {
            label: t('Memory range'),
            value: detail && (
              <>
                <Bytes count={detail.memoryDynamicMin} /> – <Bytes count={detail.memoryDynamicMax} />
              </>
            ),
          },
          {
            label: t('vCPUs'),
            value:
              detail && detail.vcpusMax !== row.vcpus
                ? t('{n} of {all}', { n: row.vcpus, all: detail.vcpusMax })
                : row.vcpus,
          },
          ...(detail && detail.vcpusAtStart !== row.vcpus
            ? [{ label: t('From the next start'), value: vcpusText(detail.vcpusAtStart) }]
            : []),
          {
            label: t('Topology'),
            value: detail && topologyText(detail.vcpusMax, detail.coresPerSocket),
          },
          {
            label: t('Disks'),
            value:
              row.disks > 0 ? (
                <>
                  {t('{n, plural, one {# disk} other {# disks}}', { n: row.disks })},{' '}
                  <Bytes count={row.diskBytes} />
                </>
              ) : (
                t('None')
              ),
          },
          {
            label: t('Networks'),
            value: (
              <span className="flex flex-wrap gap-x-3">
                {[...new Set(row.networks)].map(network => (
                  <ObjectLink key={network} cls="network" id={network} />
                ))}
                {row.networks.length === 0 && t('None')}
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}

function Guest({ row, detail }: { row: VmRow; detail: VmDetail | undefined }) {
  return (
    <Card title={t('Guest')}>
      <Facts
        facts={[
          { label: t('Operating system'), value: row.os },
          { label: t('Kernel'), value: detail?.kernel },
          { label: t('Guest tools'), value: detail && <Tools row={row} detail={detail} /> },
          {
            label: t('Addresses'),
            value:
              row.addresses.length > 0 ? (
                <span className="flex flex-col">
                  {row.addresses.map(address => (
                    <Copyable
                      key={address}
                      value={address}
                      label={t('address {address}', { address })}
                      mono
                    />
                  ))}
                </span>
              ) : null,
          },
        ]}
      />
    </Card>
  )
}

/** As long as the agent of a guest that has just started may take to tell of itself. */
const startingMs = 120_000

const toolsWords: Record<GuestTools, string> = {
  unknown: say('Not known while it does not run'),
  none: say('Not installed'),
  drivers: say('I/O drivers only, no management agent'),
  agent: say('Management agent only, no I/O drivers'),
  both: say('I/O drivers and management agent'),
  old: say('Out of date'),
}

/** What of the guest tools is there, and where it is told how they are installed as long as something is missing. */
function Tools({ row, detail: { guestTools, toolsVersion, toolsDisc } }: { row: VmRow; detail: VmDetail }) {
  const { button, dialog } = useDeviceActions(row)
  const starts = useNow() - Date.parse(row.startTime ?? '') < startingMs
  if (guestTools === 'none' && starts) return t('Not known yet: it has just started')
  const lacks = guestTools !== 'both' && guestTools !== 'unknown'
  return (
    <span className="flex flex-wrap gap-x-3">
      {[told(toolsWords[guestTools]), toolsVersion].filter(Boolean).join(', ')}
      {lacks && toolsDisc && (
        <>
          {button('vm.insertTools')}
          <PageLink className="text-accent underline" href={`/vms/${row.id}/console`}>
            {t('Open the console')}
          </PageLink>
        </>
      )}
      {lacks && <ToolsGuide pool={row.pool} />}
      {dialog}
    </span>
  )
}

function Machine({ detail }: { detail: VmDetail }) {
  return (
    <Card title={t('Machine')}>
      <Facts
        facts={[
          { label: t('Virtualisation'), value: detail.domainType.toUpperCase() },
          ...(detail.row.isHvm ? [{ label: t('Firmware'), value: detail.firmware.toUpperCase() }] : []),
          ...(detail.firmware === 'uefi'
            ? [
                { label: t('Secure Boot'), value: detail.secureBoot ? t('On') : t('Off') },
                { label: t('Virtual TPM'), value: detail.vtpms.length > 0 ? t('Yes') : t('None') },
              ]
            : []),
          ...(detail.gpus.length > 0
            ? [
                {
                  label: t('Graphics card'),
                  value: detail.gpus.map(gpu => `${gpuKindName(gpu)}, ${gpu.groupName}`).join('; '),
                },
              ]
            : []),
          ...(detail.row.isHvm ? [{ label: t('Boot order'), value: bootOrderTold(detail.bootOrder) }] : []),
          { label: t('Installed'), value: detail.installTime && absoluteTime(detail.installTime) },
          { label: t('Restart priority'), value: detail.haRestartPriority || t('None') },
          ...(detail.row.family === 'windows' && detail.row.isHvm
            ? [{ label: t('Windows Update drivers'), value: detail.vendorDevice ? t('On') : t('Off') }]
            : []),
        ]}
      />
    </Card>
  )
}

function Identity({ row }: { row: VmRow }) {
  return (
    <Card title={t('Identity')}>
      <Facts
        facts={[
          { label: t('UUID'), value: <Copyable value={row.uuid} label={t('UUID')} mono /> },
          { label: t('Reference'), value: <Copyable value={row.ref} label={t('reference')} mono /> },
        ]}
      />
    </Card>
  )
}
