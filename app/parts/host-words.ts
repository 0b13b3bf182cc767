const words: Readonly<Record<string, string>> = {
  reboot_host: 'Reboot the host',
  reboot_host_on_livepatch_failure: 'Reboot the host: a live patch failed',
  reboot_host_on_kernel_livepatch_failure: 'Reboot the host: a live patch of the kernel failed',
  reboot_host_on_xen_livepatch_failure: 'Reboot the host: a live patch of Xen failed',
  restart_toolstack: 'Restart the toolstack',
  restart_device_model: 'Restart the device models of VMs',
  restart_vm: 'Restart VMs',
}

/** What XAPI says has to be done after updates, in words; what is not known as it is. */
export function pendingWords(guidance: string): string {
  return words[guidance] ?? guidance
}
