'use client'

import { useQuery } from '@tanstack/react-query'
import { useAsker } from '@/app/lib/asker'
import { trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { saveFile } from '@/app/ui/save-file'
import type { VmRow } from '@/server/api/types'
import { vmTurnOnRemoteDesktop } from '@/server/catalogue/vm-remote-desktop'
import { t } from '@/server/shared/text'
import type { PressAction } from './action-press'
import { reasonNot } from './reason'

/** How often a guest is asked whether it lets people in, in milliseconds; more often while it may just have been told to. */
const every = 30_000
const soon = 3_000

/**
 * A file by which a Windows guest is worked with over its own network, with sound and windows of any size. Where its agent
 * says that Remote Desktop is off and can be turned on, that comes first.
 */
export function RemoteDesktop({ vm, press }: { vm: VmRow; press: PressAction }) {
  const asker = useAsker()
  const applies = vm.family === 'windows' && vm.power_state === 'Running'
  // Who is not told, such as someone without an account in the pool, still has the file.
  const { data: said } = useQuery(
    trpc.operation.remoteDesktop.queryOptions(
      { object: vm.id },
      {
        enabled: applies,
        staleTime: 0,
        retry: false,
        refetchInterval: ({ state: { data } }) => (data?.controlled && !data.on ? soon : every),
      },
    ),
  )
  if (!applies) return null
  if (said?.controlled && said.on === false)
    return (
      <Button
        size="s"
        tone="quiet"
        icon="external"
        reason={reasonNot(vmTurnOnRemoteDesktop, vm, asker)}
        onClick={() => press(vmTurnOnRemoteDesktop, vm)}
      >
        {t('Turn on Remote Desktop…')}
      </Button>
    )
  const address = rdpAddress(vm.addresses)
  return (
    <Button
      size="s"
      tone="quiet"
      icon="external"
      reason={address ? undefined : t('The guest tells of no address: its management agent does not run.')}
      onClick={() => {
        if (address) saveFile(`${vm.name_label.replace(/[^\p{L}\p{N} ._-]/gu, '_')}.rdp`, rdpFile(address))
      }}
    >
      {t('Remote Desktop')}
    </Button>
  )
}

/** IPv4 before IPv6. What the guest says of itself is not trusted to be an address. */
export function rdpAddress(addresses: readonly string[]): string | undefined {
  const good = addresses.filter(address => /^(\d{1,3}(\.\d{1,3}){3}|[\da-f:]*:[\da-f:.]+)$/i.test(address))
  return good.find(address => address.includes('.') && !address.includes(':')) ?? good[0]
}

function rdpFile(address: string): Blob {
  const host = address.includes(':') ? `[${address}]` : address
  const lines = [`full address:s:${host}`, 'prompt for credentials:i:1', 'dynamic resolution:i:1', '']
  return new Blob([lines.join('\r\n')], { type: 'application/x-rdp' })
}
