import type { RowClass } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** "12 VMs", "1 host": so many objects of a class, in the reader's language. */
export function counted(cls: RowClass, n: number): string {
  switch (cls) {
    case 'VM':
      return t('{n, plural, one {# VM} other {# VMs}}', { n })
    case 'host':
      return t('{n, plural, one {# host} other {# hosts}}', { n })
    case 'pool':
      return t('{n, plural, one {# pool} other {# pools}}', { n })
    case 'template':
      return t('{n, plural, one {# template} other {# templates}}', { n })
    case 'SR':
      return t('{n, plural, one {# storage} other {# storages}}', { n })
    case 'network':
      return t('{n, plural, one {# network} other {# networks}}', { n })
    case 'VM_appliance':
      return t('{n, plural, one {# vApp} other {# vApps}}', { n })
    case 'VMSS':
      return t('{n, plural, one {# snapshot schedule} other {# snapshot schedules}}', { n })
    case 'VDI':
      return t('{n, plural, one {# disk} other {# disks}}', { n })
    case 'snapshot':
      return t('{n, plural, one {# snapshot} other {# snapshots}}', { n })
    case 'task':
      return t('{n, plural, one {# task} other {# tasks}}', { n })
  }
}
