'use client'

import { useRowOf } from '@/app/lib/inventory'
import { EditInPlace } from '@/app/parts/edit-in-place'
import { ObjectLink } from '@/app/parts/object-link'
import { VappMembers } from '@/app/parts/vapp/vapp-members'
import { ObjectState } from '@/app/parts/vm-state'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import { Facts } from '@/app/ui/facts'
import { Panels } from '@/app/ui/panels'
import type { ObjectId, VappRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** A vApp: what it is, and its VMs in the order in which they start. */
export function VappSummary({ id }: { id: ObjectId }) {
  const row = useRowOf('VM_appliance', id)
  return row && <Summary row={row} />
}

function Summary({ row }: { row: VappRow }) {
  return (
    <div className="flex min-h-0 grow flex-col">
      <Panels className="grid shrink-0 gap-4 px-4 pt-1 pb-4 md:grid-cols-2">
        <Card title={t('General')}>
          <Facts
            facts={[
              { label: t('Name'), value: <EditInPlace row={row} field="name" /> },
              { label: t('Description'), value: <EditInPlace row={row} field="description" /> },
              { label: t('State'), value: <ObjectState row={row} /> },
              { label: t('Pool'), value: <ObjectLink cls="pool" id={row.pool} /> },
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
      <VappMembers row={row} />
    </div>
  )
}
