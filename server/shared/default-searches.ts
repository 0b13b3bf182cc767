/** Searches that are always there. */
export const defaultSearches: readonly { name: string; filter: string }[] = [
  { name: 'Running VMs', filter: 'state:running' },
  { name: 'Halted VMs', filter: 'state:halted' },
  { name: 'VMs without tools', filter: 'state:running tools:"not installed"' },
  { name: 'VMs that need attention', filter: 'attention:yes' },
  { name: 'Windows VMs', filter: 'os:windows' },
]
