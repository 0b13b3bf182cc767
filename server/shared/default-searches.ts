import { say } from './text'

/** Searches that are always there. */
export const defaultSearches: readonly { name: string; filter: string }[] = [
  { name: say('Running VMs'), filter: 'state:running' },
  { name: say('Halted VMs'), filter: 'state:halted' },
  { name: say('VMs without tools'), filter: 'state:running tools:"not installed"' },
  { name: say('VMs that need attention'), filter: 'attention:yes' },
  { name: say('Windows VMs'), filter: 'os:windows' },
]
