'use client'

import { useHostDetail } from '@/app/lib/detail'
import { absoluteTime, count } from '@/app/lib/format'
import { useRowOf } from '@/app/lib/inventory'
import { DetailGate } from '@/app/parts/detail-gate'
import { ObjectLink } from '@/app/parts/object-link'
import { OrganiseCard } from '@/app/parts/organise-card'
import { OtherConfig } from '@/app/parts/other-config'
import { Bytes, Since } from '@/app/parts/quantity'
import { UsageMeter } from '@/app/parts/usage-meter'
import { ObjectState } from '@/app/parts/vm-state'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { Facts } from '@/app/ui/facts'
import type { HostDetail, HostRow, ObjectId } from '@/server/api/types'

/** What a host is and how it stands. */
export function HostSummary({ id }: { id: ObjectId }) {
  const row = useRowOf('host', id)
  const detail = useHostDetail(id)
  if (!row) return null
  return (
    <div className="grid gap-4 p-4 xl:grid-cols-3 md:grid-cols-2">
      <State row={row} />
      <OrganiseCard row={row} />
      <Memory row={row} overhead={detail?.memoryOverhead} />
      <DetailGate detail={detail}>{known => <Processors detail={known} row={row} />}</DetailGate>
      <DetailGate detail={detail}>{known => <Hardware detail={known} />}</DetailGate>
      <DetailGate detail={detail}>{known => <Software detail={known} row={row} />}</DetailGate>
      <Identity row={row} iqn={detail?.iscsiIqn} />
      {detail && <OtherConfig values={detail.otherConfig} />}
    </div>
  )
}

function State({ row }: { row: HostRow }) {
  return (
    <Card title="State">
      <Facts
        facts={[
          { label: 'State', value: <ObjectState row={row} /> },
          { label: 'Role', value: row.coordinator ? 'Coordinator of the pool' : 'Member of the pool' },
          { label: 'Pool', value: <ObjectLink cls="pool" id={row.pool} /> },
          { label: 'VMs', value: count(row.vms, 'VM') },
          { label: 'Uptime', value: row.bootTime && <Since time={row.bootTime} /> },
          { label: 'Booted', value: row.bootTime && absoluteTime(row.bootTime) },
        ]}
      />
    </Card>
  )
}

function Memory({ row, overhead }: { row: HostRow; overhead: number | undefined }) {
  const used = row.memoryTotal - row.memoryFree
  return (
    <Card title="Memory">
      <Facts
        facts={[
          {
            label: 'Used',
            value: (
              <UsageMeter
                label={`Memory used on ${row.name_label}`}
                used={used}
                total={row.memoryTotal}
                wide
              />
            ),
          },
          { label: 'In use', value: <Bytes count={used} /> },
          { label: 'Free', value: <Bytes count={row.memoryFree} /> },
          { label: 'Total', value: <Bytes count={row.memoryTotal} /> },
          { label: 'Kept by Xen', value: overhead === undefined ? null : <Bytes count={overhead} /> },
        ]}
      />
    </Card>
  )
}

function Processors({ detail, row }: { detail: HostDetail; row: HostRow }) {
  const { cpu } = detail
  return (
    <Card title="Processors">
      <Facts
        facts={[
          { label: 'Model', value: cpu.model || row.cpuModel },
          { label: 'Vendor', value: cpu.vendor },
          { label: 'Sockets', value: cpu.sockets },
          { label: 'Threads', value: cpu.threads },
          { label: 'Clock', value: cpu.speedMhz > 0 ? `${cpu.speedMhz} MHz` : null },
          { label: 'Virtualisation', value: cpu.flagsHvm ? 'Hardware support' : 'No hardware support' },
        ]}
      />
    </Card>
  )
}

function Hardware({ detail }: { detail: HostDetail }) {
  return (
    <Card title="Hardware">
      <Facts
        facts={[
          { label: 'System', value: detail.system },
          { label: 'Serial number', value: detail.serial },
          { label: 'BIOS', value: detail.biosVendor },
        ]}
      />
    </Card>
  )
}

function Software({ detail, row }: { detail: HostDetail; row: HostRow }) {
  const { xen, linux, xapi, build_number } = detail.softwareVersion
  return (
    <Card title="Software">
      <Facts
        facts={[
          { label: 'Product', value: row.product },
          { label: 'Edition', value: detail.edition },
          { label: 'Build', value: build_number },
          { label: 'XAPI', value: xapi },
          { label: 'Xen', value: xen },
          { label: 'Kernel', value: linux },
          { label: 'XAPI started', value: detail.agentStartTime && absoluteTime(detail.agentStartTime) },
        ]}
      />
    </Card>
  )
}

function Identity({ row, iqn }: { row: HostRow; iqn: string | undefined }) {
  return (
    <Card title="Identity">
      <Facts
        facts={[
          { label: 'Host name', value: row.hostname },
          { label: 'Address', value: <Copyable value={row.address} label="address" mono /> },
          { label: 'iSCSI name', value: iqn && <Copyable value={iqn} label="iSCSI name" mono /> },
          { label: 'UUID', value: <Copyable value={row.uuid} label="UUID" mono /> },
          { label: 'Reference', value: <Copyable value={row.ref} label="reference" mono /> },
        ]}
      />
    </Card>
  )
}
