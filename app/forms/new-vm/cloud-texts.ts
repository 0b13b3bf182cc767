import { say } from '@/server/shared/text'

/** A text to begin with. Where it says CHANGE-ME everybody puts something of their own. */
export interface ReadyText {
  id: string
  label: string
  text: string
}

export const readyUserData: readonly ReadyText[] = [
  {
    id: 'user',
    label: say('A user with a password and an SSH key'),
    text: `#cloud-config
users:
  - name: CHANGE-ME
    groups: [sudo]
    sudo: ALL=(ALL) ALL
    shell: /bin/bash
    lock_passwd: false
    # As made by: mkpasswd --method=SHA-512
    hashed_passwd: CHANGE-ME
    ssh_authorized_keys:
      - CHANGE-ME
`,
  },
  {
    id: 'packages',
    label: say('Packages, and a command at the end'),
    text: `#cloud-config
package_update: true
packages:
  - CHANGE-ME
runcmd:
  - [systemctl, enable, --now, CHANGE-ME]
`,
  },
  {
    id: 'script',
    label: say('A script'),
    text: `#!/bin/sh
echo "This is {name}, number {index}" > /etc/motd
`,
  },
]

export const readyNetworkConfigs: readonly ReadyText[] = [
  {
    id: 'static',
    label: say('An address that stays'),
    text: `version: 2
ethernets:
  first:
    match:
      name: "e*"
    addresses: [CHANGE-ME/24]
    routes:
      - to: default
        via: CHANGE-ME
    nameservers:
      addresses: [CHANGE-ME]
`,
  },
  {
    id: 'dhcp',
    label: say('An address by DHCP'),
    text: `version: 2
ethernets:
  first:
    match:
      name: "e*"
    dhcp4: true
`,
  },
]
