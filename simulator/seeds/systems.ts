import type { Guest } from '../lifecycle/guest'

/** An operating system as VMs of it look from outside. */
export interface System {
  readonly kind: Guest['kind']
  /** Name of the default template it was made from. */
  readonly template: string
  /** `VM_guest_metrics.os_version`. Empty: no agent. */
  readonly os: { readonly [key: string]: string }
  readonly tools: { readonly [key: string]: string } | undefined
  readonly firmware: 'bios' | 'uefi'
}

const windowsTools = {
  major: '9',
  minor: '4',
  micro: '0',
  build: '146',
  xenbus: '9.1.11.115',
  xennet: '9.1.5.54',
}
const linuxTools = { major: '8', minor: '4', micro: '0', build: '1' }

function windows(name: string, build: string, template: string): System {
  const os = {
    name: `${name}|C:\\Windows|\\Device\\Harddisk0\\Partition3`,
    distro: 'windows',
    major: '10',
    minor: '0',
  }
  return {
    kind: 'windows',
    template,
    os: { ...os, spmajor: '0', spminor: '0', build },
    tools: windowsTools,
    firmware: 'uefi',
  }
}

function linux(distro: string, name: string, version: string, kernel: string, template: string): System {
  const [major = '', minor = ''] = version.split('.')
  const os = { name, uname: kernel, distro, major, ...(minor && { minor }) }
  return { kind: 'linux', template, os, tools: linuxTools, firmware: 'bios' }
}

const systemTable = {
  ws2019: windows('Microsoft Windows Server 2019 Standard', '17763', 'Windows Server 2019 (64-bit)'),
  ws2022: windows('Microsoft Windows Server 2022 Standard', '20348', 'Windows Server 2022 (64-bit)'),
  ws2025: windows('Microsoft Windows Server 2025 Datacenter', '26100', 'Windows Server 2025 (64-bit)'),
  win11: windows('Microsoft Windows 11 Enterprise', '22631', 'Windows 11'),
  debian12: linux(
    'debian',
    'Debian GNU/Linux 12 (bookworm)',
    '12.11',
    '6.1.0-37-amd64',
    'Debian Bookworm 12',
  ),
  ubuntu2204: linux(
    'ubuntu',
    'Ubuntu 22.04.5 LTS',
    '22.04',
    '5.15.0-142-generic',
    'Ubuntu Jammy Jellyfish 22.04',
  ),
  ubuntu2404: linux('ubuntu', 'Ubuntu 24.04.2 LTS', '24.04', '6.8.0-63-generic', 'Ubuntu Noble Numbat 24.04'),
  rocky9: linux('rocky', 'Rocky Linux 9.6 (Blue Onyx)', '9.6', '5.14.0-570.el9.x86_64', 'Rocky Linux 9'),
  rocky8: linux(
    'rocky',
    'Rocky Linux 8.10 (Green Obsidian)',
    '8.10',
    '4.18.0-553.el8.x86_64',
    'Rocky Linux 8',
  ),
  alpine: linux('alpine', 'Alpine Linux v3.22', '3.22', '6.12.37-0-lts', 'Other install media'),
  /** A system whose agent was never installed. */
  silent: { kind: 'linux', template: 'Other install media', os: {}, tools: undefined, firmware: 'bios' },
} satisfies { readonly [key: string]: System }

export type SystemName = keyof typeof systemTable

export const systems: { readonly [S in SystemName]: System } = systemTable
