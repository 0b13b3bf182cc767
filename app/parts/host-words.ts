import { say, told } from '@/server/shared/text'

const words: Readonly<Record<string, string>> = {
  reboot_host: say('Reboot the host'),
  reboot_host_on_livepatch_failure: say('Reboot the host: a live patch failed'),
  reboot_host_on_kernel_livepatch_failure: say('Reboot the host: a live patch of the kernel failed'),
  reboot_host_on_xen_livepatch_failure: say('Reboot the host: a live patch of Xen failed'),
  restart_toolstack: say('Restart the toolstack'),
  restart_device_model: say('Restart the device models of VMs'),
  restart_vm: say('Restart VMs'),
}

/** What XAPI says has to be done after updates, in words; what is not known as it is. */
export function pendingWords(guidance: string): string {
  const known = words[guidance]
  return known === undefined ? guidance : told(known)
}
