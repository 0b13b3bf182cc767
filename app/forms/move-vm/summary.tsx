'use client'

import { bytesText } from '@/app/lib/format'
import type { Fact } from '@/app/ui/facts'
import type { Moves } from '@/server/api/types'
import { t } from '@/server/shared/text'

type VmMove = Moves['vms'][number]

/** What of each VM goes where, and how much there is to carry. */
export function summaryOf(
  to: { server: string; pool: string | undefined; transfer: string | undefined },
  moves: Moves | undefined,
): Fact[] {
  const vms = moves?.vms ?? []
  const carried = vms.reduce((sum, vm) => sum + carriedOf(vm), 0)
  return [
    {
      label: t('Server'),
      value:
        to.pool === undefined ? to.server : t('{server} of {pool}', { server: to.server, pool: to.pool }),
    },
    ...vms.map(vm => ({
      label: vm.name,
      value: (
        <ul>
          {linesOf(vm, to.server).map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ),
    })),
    ...(to.transfer === undefined ? [] : [{ label: t('Transfer network'), value: to.transfer }]),
    { label: t('To be carried'), value: t('at least {size}', { size: bytesText(carried) }) },
  ]
}

const carriedOf = ({ memory, disks }: VmMove) => disks.reduce((sum, disk) => sum + disk.carried, memory)

function linesOf({ host, memory, disks, nics }: VmMove, server: string): string[] {
  return [
    ...(host && host.name !== server ? [t('to the server {name}', { name: host.name })] : []),
    ...(memory > 0 ? [t('its memory, {size}', { size: bytesText(memory) })] : []),
    ...disks.map(({ name, carried, snapshots, from, to }) => {
      if (to === null) return t('{name}: no storage for it', { name })
      if (carried === 0 && from?.id === to.id)
        return t('{name} stays on {storage}', { name, storage: to.name })
      const size = bytesText(carried)
      return snapshots > 0
        ? t('{name}, {size} with {n, plural, one {# snapshot} other {# snapshots}}, to {storage}', {
            ...{ name, size, n: snapshots, storage: to.name },
          })
        : t('{name}, {size}, to {storage}', { name, size, storage: to.name })
    }),
    ...nics.map(({ mac, to }) =>
      to ? t('NIC {mac} on {network}', { mac, network: to.name }) : t('NIC {mac}: no network', { mac }),
    ),
  ]
}
