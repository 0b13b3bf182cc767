import type { Status } from '@/app/ui/status-mark'

export interface SampleVm {
  id: string
  name: string
  state: string
  status: Status
  host: string
  memory: number
  vcpus: number
  address: string
  os: string
}

const roles = ['web', 'db', 'mail', 'ci', 'dc', 'vpn', 'build', 'cache']
const states: readonly { state: string; status: Status }[] = [
  { state: 'Running', status: 'ok' },
  { state: 'Running', status: 'ok' },
  { state: 'Running', status: 'ok' },
  { state: 'Halted', status: 'idle' },
  { state: 'Suspended', status: 'held' },
  { state: 'Starting…', status: 'moving' },
  { state: 'Running', status: 'trouble' },
  { state: 'Paused', status: 'held' },
]

/** VMs that look like a real list, the same at each call. */
export function sampleVms(count: number): SampleVm[] {
  return Array.from({ length: count }, (_, index) => {
    const role = roles[index % roles.length] ?? 'vm'
    const { state, status } = states[(index * 5) % states.length] ?? { state: 'Halted', status: 'idle' }
    return {
      id: `vm-${index}`,
      name: `${role}-${String(Math.floor(index / roles.length) + 1).padStart(2, '0')}`,
      state,
      status,
      host: `xen${(index % 3) + 1}`,
      memory: 2 ** (index % 5),
      vcpus: 1 + (index % 8),
      address: `10.0.${index % 4}.${(index % 240) + 10}`,
      os: index % 3 === 0 ? 'Windows Server 2022' : 'Debian 12',
    }
  })
}
