import { z } from 'zod'
import type { Moves } from '@/server/api/types'
import type { InputOf } from '@/server/catalogue/input'
import { say } from '@/server/shared/text'

/** How storage is chosen: as it suits, all on one, or each disk by itself. */
export const storageWays = ['suits', 'one', 'each'] as const

/** What the wizard asks. `pool`: that of the server; `disks`, `networks`: by disk and by MAC address. */
export interface MoveValues {
  pool: string
  host: string
  /** By VM: where one of several goes instead. */
  hosts: { [vm: string]: string }
  copy: boolean
  way: (typeof storageWays)[number]
  storage: string
  disks: { [disk: string]: string }
  networks: { [mac: string]: string }
  /** '' for the management network. */
  transfer: string
}

/** As the action is told it. `own`: the pool of the VMs, where they have one. */
export function inputOf(values: MoveValues, own: string | undefined): InputOf<'move'> {
  const across = values.pool !== own
  return {
    host: values.host,
    ...(Object.keys(values.hosts).length > 0 && { hosts: values.hosts }),
    pool: across ? values.pool : null,
    storage: values.way === 'one' && values.storage !== '' ? values.storage : null,
    disks: values.way === 'each' ? values.disks : {},
    networks: across ? values.networks : {},
    transfer: values.transfer === '' ? null : values.transfer,
    copy: across && values.copy,
  }
}

/** What each step needs before one goes on. */
export function checkOf(moves: Moves | undefined) {
  return z
    .object({
      pool: z.string(),
      host: z.string().min(1, say('Choose a server')),
      hosts: z.record(z.string(), z.string()),
      copy: z.boolean(),
      way: z.enum(storageWays),
      storage: z.string(),
      disks: z.record(z.string(), z.string()),
      networks: z.record(z.string(), z.string()),
      transfer: z.string(),
    })
    .superRefine(({ way, storage, disks: chosen, networks }, context) => {
      const tell = (path: keyof MoveValues, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message })
      if (way === 'one' && storage === '') tell('storage', say('Choose a storage'))
      const vms = moves?.vms ?? []
      // What was chosen a moment ago is not in what the server worked out yet.
      const nowhere = ({ id, to }: { id: string; to: unknown }) =>
        to === null && !(way === 'each' && chosen[id])
      if (way !== 'one' && vms.some(({ disks }) => disks.some(nowhere)))
        tell('disks', say('Choose a storage for every disk.'))
      if (vms.some(({ nics }) => nics.some(({ mac, to }) => to === null && !networks[mac])))
        tell('networks', say('Choose a network for every card.'))
    })
}
