'use client'

import { useRowOf } from '@/app/lib/inventory'
import { listOf } from '@/app/lib/paths'
import { useDefinedFields } from '@/app/parts/columns/shared'
import { firmwareWords } from '@/app/parts/columns/template'
import { fieldText } from '@/app/parts/field-text'
import { ObjectLink } from '@/app/parts/object-link'
import { PageLink } from '@/app/parts/page-link'
import { Bytes } from '@/app/parts/quantity'
import { ObjectState } from '@/app/parts/vm-state'
import { Badge } from '@/app/ui/badge'
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
  const { vcpus, memory, disks, diskBytes, networks, home, folder, tags } = row
  return (
    <Panels className="grid shrink-0 gap-4 px-4 pt-1 pb-4 xl:grid-cols-3 md:grid-cols-2">
      <Card title={t('General')}>
        <Facts
          facts={[
            { label: t('Kind'), value: <ObjectState row={row} /> },
            { label: t('Description'), value: row.name_description },
            { label: t('Pool'), value: <ObjectLink cls="pool" id={row.pool} /> },
            {
              label: t('Folder'),
              value: folder && (
                <PageLink
                  href={listOf('template', `folder:"${folder}"`)}
                  className="text-accent hover:underline"
                >
                  {folder}
                </PageLink>
              ),
            },
            {
              label: t('Tags'),
              value:
                tags.length === 0 ? null : (
                  <span className="flex flex-wrap gap-1">
                    {tags.map(tag => (
                      <PageLink key={tag} href={listOf('template', `tag:"${tag}"`)}>
                        <Badge>{tag}</Badge>
                      </PageLink>
                    ))}
                  </span>
                ),
            },
            ...useFieldFacts(row),
          ]}
        />
      </Card>
      <Card title={t('VMs made of it')}>
        <Facts
          facts={[
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
            { label: t('UUID'), value: <Copyable value={row.uuid} label={t('UUID')} mono /> },
            { label: t('Reference'), value: <Copyable value={row.ref} label={t('reference')} mono /> },
          ]}
        />
      </Card>
    </Panels>
  )
}

function useFieldFacts({ fields }: TemplateRow) {
  return useDefinedFields().flatMap(field => {
    const text = fieldText(field, fields[field.name])
    return text ? [{ label: field.name, value: text }] : []
  })
}
