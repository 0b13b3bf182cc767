import type { KeptSnapshot, OwnDisk } from '@/server/inventory/belongings'
import type { Ref } from '@/server/xapi/model/records'
import type { Steps } from './define'
import { isRefusal } from './half-done'

/** What the pool did not delete, and why. */
export interface Left {
  name: string
  /** The snapshot it is of, or the disk it is. */
  of: string
  error: unknown
}

/** Deletes disks, one by one. Those that the pool refuses are given; the others go all the same. */
export async function removeDisks(work: Steps, disks: readonly OwnDisk[], share: number): Promise<Left[]> {
  const left: Left[] = []
  for (const { ref, name, id } of disks) {
    await orLeft(left, { name, of: id }, () => work.task(share / disks.length, ({ VDI }) => VDI.destroy(ref)))
  }
  return left
}

/** Deletes snapshots with their disks, one by one, and what they keep of the memory. */
export async function removeSnapshots(
  work: Steps,
  snapshots: readonly KeptSnapshot[],
  share: number,
): Promise<Left[]> {
  const left: Left[] = []
  const part = share / snapshots.length / 2
  for (const { ref, id, record, disks } of snapshots) {
    const name = record.name_label
    const isGone = await orLeft(left, { name, of: id }, async () => {
      // A VM that is suspended lets go of its memory when it is shut down, and not when it is destroyed.
      if (record.power_state === 'Suspended') await work.task(0, ({ VM }) => VM.hard_shutdown(ref))
      await work.task(part, ({ VM }) => VM.destroy(ref))
    })
    // Disks without their snapshot nobody would find again: they go, or stay with it.
    if (!isGone) continue
    for (const disk of await removeDisks(work, disks, part)) left.push({ ...disk, of: id })
  }
  return left
}

/** Takes a VM away that was made a moment ago, with disks that nobody else has. */
export async function wipe(work: Steps, vm: Ref<'VM'>): Promise<void> {
  const disks = await work.ask(async ({ VM, VBD }) => {
    const found: Ref<'VDI'>[] = []
    for (const vbd of await VM.get_VBDs(vm)) {
      const { type, empty, VDI } = await VBD.get_record(vbd)
      if (type === 'Disk' && !empty) found.push(VDI)
    }
    return found
  })
  if ((await work.ask(({ VM }) => VM.get_power_state(vm))) === 'Suspended')
    await work.task(0, ({ VM }) => VM.hard_shutdown(vm))
  await work.task(0, ({ VM }) => VM.destroy(vm))
  for (const disk of disks) await work.task(0, ({ VDI }) => VDI.destroy(disk))
}

async function orLeft(
  left: Left[],
  what: Omit<Left, 'error'>,
  act: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (!isRefusal(error)) throw error
    left.push({ ...what, error })
    return false
  }
}
