'use client'

import { useRowOf } from '@/app/lib/inventory'
import { firmwareWords } from '@/app/parts/columns/template'
import { ObjectLink } from '@/app/parts/object-link'
import { OrganiseCard } from '@/app/parts/organise-card'
import { Bytes } from '@/app/parts/quantity'
import { ObjectState } from '@/app/parts/vm-state'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { Facts } from '@/app/ui/facts'
import { Panels } from '@/app/ui/panels'
import type { ObjectId, TemplateRow } from '@/server/api/types'
import { t, told } from '@/server/shared/text'

/** A template: what VMs made of it get, and how it is put in order. */
export function TemplateSummary({ id }: { id: ObjectId }) {
  const row = useRowOf('template', id)
  return row && <Summary row={row} />
}

function Summary({ row }: { row: TemplateRow }) {
  const { vcpus, memory, disks, diskBytes, networks, home } = row
  return (
    <Panels className="grid shrink-0 gap-4 px-4 pt-1 pb-4 xl:grid-cols-3 md:grid-cols-2">
      <OrganiseCard row={row} />
      <Card title={t('VMs made of it')}>
        <Facts
          facts={[
            { label: t('Kind'), value: <ObjectState row={row} /> },
            { label: t('Operating system'), value: row.family === 'Other' ? t('Other') : row.family },
            {
              label: t('Firmware'),
              value: row.isHvm ? told(firmwareWords[row.firmware]) : t('None: paravirtual'),
            },
            { label: t('vCPUs'), value: vcpus },
            { label: t('Memory'), value: <Bytes count={memory} /> },
            {
              label: t('Disks'),
              value:
                disks === 0 ? (
                  t('None of its own')
                ) : (
                  <>
                    {disks}, <Bytes count={diskBytes} />
                  </>
                ),
            },
            {
              label: t('Networks'),
              value:
                networks.length === 0 ? null : (
                  <span className="flex flex-wrap gap-2">
                    {networks.map((network, at) => (
                      <ObjectLink key={`${at} ${network}`} cls="network" id={network} />
                    ))}
                  </span>
                ),
            },
            { label: t('Home server'), value: <ObjectLink cls="host" id={home} /> },
          ]}
        />
      </Card>
      <Card title={t('Identity')}>
        <Facts
          facts={[
            { label: t('Pool'), value: <ObjectLink cls="pool" id={row.pool} /> },
            { label: t('UUID'), value: <Copyable value={row.uuid} label={t('UUID')} mono /> },
            { label: t('Reference'), value: <Copyable value={row.ref} label={t('reference')} mono /> },
          ]}
        />
      </Card>
    </Panels>
  )
}
