import type { ActionClass } from './define'

/** How ids of actions begin that change a class's own properties: "vm.rename". */
export const propertyPrefix: Record<ActionClass, string> = {
  VM: 'vm',
  VM_appliance: 'vapp',
  VMSS: 'schedule',
  host: 'host',
  SR: 'storage',
  network: 'network',
  pool: 'pool',
  template: 'template',
}
