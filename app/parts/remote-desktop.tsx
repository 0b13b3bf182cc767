'use client'

import { Button } from '@/app/ui/button'
import { saveFile } from '@/app/ui/save-file'
import type { VmRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** A file by which a Windows guest is worked with over its own network, with sound and windows of any size. */
export function RemoteDesktop({ vm }: { vm: VmRow }) {
  if (vm.family !== 'windows' || vm.power_state !== 'Running') return null
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
