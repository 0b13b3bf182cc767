'use client'

import { useVmColumns } from '@/app/parts/columns/vm'
import { NewVmButton } from '@/app/parts/new-vm-button'
import { NothingYet } from '@/app/parts/nothing-yet'
import { LongList } from '@/app/parts/object-list'
import { PageHeader } from '@/app/parts/page-header'
import { t } from '@/server/shared/text'
import { RunningCount } from './running-count'

const asked = { kind: 'vm' } as const

export function VmList() {
  const columns = useVmColumns()
  return (
    <>
      <PageHeader title={t('VMs')} aside={<RunningCount />} actions={<NewVmButton />} />
      <LongList
        cls="VM"
        label={t('Virtual machines')}
        what={t('VMs')}
        example="state:running web"
        storageKey="vms"
        searches
        asked={asked}
        columns={columns}
        empty={<NothingYet what={t('VMs')} />}
      />
    </>
  )
}
