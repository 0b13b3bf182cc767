'use client'

import { useHostDetail } from '@/app/lib/detail'
import { absoluteTime, dateOnly } from '@/app/lib/format'
import { useRowOf } from '@/app/lib/inventory'
import { useActionPress } from '@/app/parts/action-press'
import { CertificatesCard } from '@/app/parts/certificates-card'
import { Changed, NotSaid } from '@/app/parts/changed-fact'
import { DetailGate } from '@/app/parts/detail-gate'
import { pendingWords } from '@/app/parts/host-words'
import { ObjectLink } from '@/app/parts/object-link'
import { OrganiseCard } from '@/app/parts/organise-card'
import { OtherConfig } from '@/app/parts/other-config'
import { Bytes, Since } from '@/app/parts/quantity'
import { UsageMeter } from '@/app/parts/usage-meter'
import { ObjectState } from '@/app/parts/vm-state'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { type Fact, Facts } from '@/app/ui/facts'
import { Panels } from '@/app/ui/panels'
import type { HostDetail, HostRow, ObjectId } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'

/** What a host is and how it stands. */
export function HostSummary({ id }: { id: ObjectId }) {
  const row = useRowOf('host', id)
  const detail = useHostDetail(id)
  if (!row) return null
  return (
    <Panels className="grid gap-4 p-4 xl:grid-cols-3 md:grid-cols-2">
      <State row={row} />
      <OrganiseCard row={row} />
      <Memory row={row} detail={detail ?? undefined} />
      <DetailGate detail={detail}>{known => <Processors detail={known} row={row} />}</DetailGate>
      <DetailGate detail={detail}>{known => <Hardware detail={known} />}</DetailGate>
      <DetailGate detail={detail}>{known => <Software detail={known} row={row} />}</DetailGate>
      <DetailGate detail={detail}>{known => <ManagementInterfaces detail={known} row={row} />}</DetailGate>
      <DetailGate detail={detail}>{known => <Licence detail={known} />}</DetailGate>
      <DetailGate detail={detail}>{known => <Updates detail={known} />}</DetailGate>
      <DetailGate detail={detail}>{known => <Trust detail={known} row={row} />}</DetailGate>
      <DetailGate detail={detail}>
        {known => <CertificatesCard certificates={known.certificates} none={t('None are known.')} />}
      </DetailGate>
      <Identity row={row} iqn={detail?.iscsiIqn} />
      {detail && <OtherConfig values={detail.otherConfig} />}
    </Panels>
  )
}

function State({ row }: { row: HostRow }) {
  return (
    <Card title={t('State')}>
      <Facts
        facts={[
          { label: t('State'), value: <ObjectState row={row} /> },
          {
            label: t('Role'),
            value: row.coordinator ? t('Coordinator of the pool') : t('Member of the pool'),
          },
          { label: t('Pool'), value: <ObjectLink cls="pool" id={row.pool} /> },
          { label: t('VMs'), value: t('{n, plural, one {# VM} other {# VMs}}', { n: row.vms }) },
          { label: t('Uptime'), value: row.bootTime && <Since time={row.bootTime} /> },
          { label: t('Booted'), value: row.bootTime && absoluteTime(row.bootTime) },
        ]}
      />
    </Card>
  )
}

function Memory({ row, detail }: { row: HostRow; detail: HostDetail | undefined }) {
  const used = row.memoryTotal - row.memoryFree
  return (
    <Card title={t('Memory')}>
      <Facts
        facts={[
          {
            label: t('Used'),
            value: (
              <UsageMeter
                label={t('Memory used on {name}', { name: row.name_label })}
                used={used}
                total={row.memoryTotal}
                wide
              />
            ),
          },
          { label: t('In use'), value: <Bytes count={used} /> },
          { label: t('Free'), value: <Bytes count={row.memoryFree} /> },
          { label: t('Total'), value: <Bytes count={row.memoryTotal} /> },
          { label: t('VMs'), value: detail && <Bytes count={vmMemory(detail)} /> },
          { label: t('Control domain'), value: detail && <Bytes count={detail.memory.ownDomains} /> },
          { label: t('Kept by Xen'), value: detail && <Bytes count={detail.memoryOverhead} /> },
        ]}
      />
    </Card>
  )
}

const vmMemory = ({ memory }: HostDetail) =>
  memory.vms.reduce((sum, { now }) => sum + now, memory.unnamed.now)

function Processors({ detail, row }: { detail: HostDetail; row: HostRow }) {
  const { cpu } = detail
  return (
    <Card title={t('Processors')}>
      <Facts
        facts={[
          { label: t('Model'), value: cpu.model || row.cpuModel },
          { label: t('Vendor'), value: cpu.vendor },
          { label: t('Sockets'), value: cpu.sockets || null },
          { label: t('Threads'), value: cpu.threads },
          { label: t('Clock'), value: cpu.speedMhz > 0 ? `${cpu.speedMhz} MHz` : null },
          {
            label: t('Virtualisation'),
            value: cpu.flagsHvm ? t('Hardware support') : t('No hardware support'),
          },
        ]}
      />
    </Card>
  )
}

function Hardware({ detail }: { detail: HostDetail }) {
  return (
    <Card title={t('Hardware')}>
      <Facts
        facts={[
          { label: t('System'), value: detail.system },
          { label: t('Serial number'), value: detail.serial },
          { label: t('BIOS'), value: detail.biosVendor },
        ]}
      />
    </Card>
  )
}

/** "20250606T12:30:04Z", or as older hosts write it, "2015-10-12". */
function builtOn(date: string): string {
  return dateOnly(date.replace(/^(\d{4})(\d{2})(\d{2})(T|$)/, '$1-$2-$3$4'))
}

function Software({ detail, row }: { detail: HostDetail; row: HostRow }) {
  const { xen, linux, xapi, build_number, date, dbv } = detail.softwareVersion
  return (
    <Card title={t('Software')}>
      <Facts
        facts={[
          { label: t('Product'), value: row.product },
          { label: t('Build'), value: build_number },
          { label: t('Built on'), value: date && builtOn(date) },
          { label: t('Database version'), value: dbv },
          { label: t('XAPI'), value: xapi },
          { label: t('Xen'), value: xen },
          { label: t('Kernel'), value: linux },
          { label: t('XAPI started'), value: detail.agentStartTime && absoluteTime(detail.agentStartTime) },
        ]}
      />
    </Card>
  )
}

/** The networks it is managed over, and those with an address for storage. */
function ManagementInterfaces({ detail, row }: { detail: HostDetail; row: HostRow }) {
  const own = detail.nics.filter(nic => nic.management)
  const others = detail.nics.filter(nic => !nic.management && nic.ip !== '')
  const line = (nic: HostDetail['nics'][number]) => (
    <span key={`${nic.device} ${nic.vlan}`} className="flex flex-wrap items-center gap-x-2">
      {nic.ip ? (
        <Copyable value={nic.ip} label={t('address of {name}', { name: nic.device })} mono />
      ) : (
        t('No address')
      )}
      <span className="text-muted">
        {nic.device}
        {nic.vlan !== null && ` VLAN ${nic.vlan}`}
      </span>
      {nic.network && <ObjectLink cls="network" id={nic.network.id} name={nic.network.name} />}
    </span>
  )
  return (
    <Card title={t('Management interfaces')}>
      <Facts
        facts={[
          { label: t('Host name'), value: row.hostname },
          { label: t('Management'), value: own.length > 0 && own.map(line) },
          { label: t('With an address'), value: others.length > 0 && others.map(line) },
        ]}
      />
    </Card>
  )
}

function Licence({ detail: { edition, licence } }: { detail: HostDetail }) {
  return (
    <Card title={t('Licence')}>
      <Facts
        facts={[
          { label: t('Edition'), value: edition },
          { label: t('Name'), value: licence.name },
          { label: t('Ends'), value: licence.expiry ? absoluteTime(licence.expiry) : t('Never') },
          { label: t('Sockets'), value: licence.sockets },
          { label: t('Licence server'), value: licence.server },
        ]}
      />
    </Card>
  )
}

const states: Readonly<Record<string, string>> = {
  yes: say('All applied'),
  no: say('Some are not applied'),
}

function Updates({ detail: { updates } }: { detail: HostDetail }) {
  return (
    <Card title={t('Updates')}>
      <Facts
        facts={[
          { label: t('State'), value: told(states[updates.state] ?? say('Not known')) },
          {
            label: t('To be done'),
            value:
              updates.pending.length === 0 ? (
                t('Nothing')
              ) : (
                <span className="text-warn">{updates.pending.map(pendingWords).join(', ')}</span>
              ),
          },
          { label: t('Last applied'), value: updates.lastApplied && absoluteTime(updates.lastApplied) },
        ]}
      />
    </Card>
  )
}

/** How many paths of the boot disk are up: "[2, 4]"; nothing where it has no several. */
function bootPaths(said: string | undefined): Fact[] {
  const [, up, all] = /^\[\s*(\d+)\s*,\s*(\d+)/.exec(said ?? '') ?? []
  if (up === undefined) return []
  const text = t('{up} of {all} paths up', { up, all: all ?? '' })
  return [
    {
      label: t('Boot disk'),
      value: up === all ? text : <span className="text-trouble">{text}</span>,
    },
  ]
}

function Trust({ detail, row }: { detail: HostDetail; row: HostRow }) {
  const { press, dialog } = useActionPress()
  return (
    <Card title={t('Security and services')}>
      <Facts
        facts={[
          {
            label: t('Checks certificates'),
            value:
              detail.tlsVerification === null ? <NotSaid /> : detail.tlsVerification ? t('Yes') : t('No'),
          },
          { label: t('Directory'), value: detail.domain || t('Not joined to one') },
          {
            label: t('Logs go to'),
            value: (
              <Changed action="host.setLog" label={t('Change the log destination')} row={row} press={press}>
                {detail.logTo ? (
                  <Copyable value={detail.logTo} label={t('log destination')} mono />
                ) : (
                  t('This host only')
                )}
              </Changed>
            ),
          },
          {
            label: t('Multipathing'),
            value: (
              <Changed action="host.setMultipathing" label={t('Change multipathing')} row={row} press={press}>
                {detail.multipathing ? t('On') : t('Off')}
              </Changed>
            ),
          },
          ...bootPaths(detail.otherConfig['mpath-boot']),
        ]}
      />
      {dialog}
    </Card>
  )
}

function Identity({ row, iqn }: { row: HostRow; iqn: string | undefined }) {
  const { press, dialog } = useActionPress()
  return (
    <Card title={t('Identity')}>
      <Facts
        facts={[
          { label: t('Address'), value: <Copyable value={row.address} label={t('address')} mono /> },
          {
            label: t('iSCSI name'),
            value: iqn !== undefined && (
              <Changed action="host.setIqn" label={t('Change the iSCSI name')} row={row} press={press}>
                {iqn ? <Copyable value={iqn} label={t('iSCSI name')} mono /> : t('None yet')}
              </Changed>
            ),
          },
          { label: t('UUID'), value: <Copyable value={row.uuid} label={t('UUID')} mono /> },
          { label: t('Reference'), value: <Copyable value={row.ref} label={t('reference')} mono /> },
        ]}
      />
      {dialog}
    </Card>
  )
}
