import { t } from './text'

const words = {
  template: (n: number) => t('{n, plural, one {# template} other {# templates}}', { n }),
  VM: (n: number) => t('{n, plural, one {# VM} other {# VMs}}', { n }),
  VM_appliance: (n: number) => t('{n, plural, one {# vApp} other {# vApps}}', { n }),
  VMSS: (n: number) => t('{n, plural, one {# snapshot schedule} other {# snapshot schedules}}', { n }),
  host: (n: number) => t('{n, plural, one {# host} other {# hosts}}', { n }),
  SR: (n: number) => t('{n, plural, one {# storage} other {# storages}}', { n }),
  network: (n: number) => t('{n, plural, one {# network} other {# networks}}', { n }),
  VDI: (n: number) => t('{n, plural, one {# disk} other {# disks}}', { n }),
  snapshot: (n: number) => t('{n, plural, one {# snapshot} other {# snapshots}}', { n }),
  pool: (n: number) => t('{n, plural, one {# pool} other {# pools}}', { n }),
  task: (n: number) => t('{n, plural, one {# task} other {# tasks}}', { n }),
  object: (n: number) => t('{n, plural, one {# object} other {# objects}}', { n }),
} as const

/** "12 VMs", "1 host": so many objects of a class, or of several, in the reader's language. */
export function counted(cls: keyof typeof words, n: number): string {
  return words[cls](n)
}
