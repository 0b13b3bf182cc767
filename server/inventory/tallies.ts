import type { FollowedRecord } from './classes'
import type { Change } from './store'
import { isVisibleDisk, isVisibleVm } from './visible'

interface SrTally {
  disks: number
  virtualSize: number
}

/** Sums over many rows, kept up to date by what changes instead of being added up again. */
export class Tallies {
  vms = 0
  runningVms = 0
  private readonly storage = new Map<string, SrTally>()

  follow(change: Change): void {
    if (change.class === 'VM') {
      this.addVm(change.before, -1)
      this.addVm(change.after, 1)
    } else if (change.class === 'VDI') {
      this.addDisk(change.before, -1)
      this.addDisk(change.after, 1)
    }
  }

  /** Disks in a storage repository and the sum of their virtual sizes in bytes. */
  inStorage(sr: string): Readonly<SrTally> {
    return this.storage.get(sr) ?? { disks: 0, virtualSize: 0 }
  }

  private addVm(vm: FollowedRecord<'VM'> | undefined, sign: 1 | -1): void {
    if (vm === undefined || !isVisibleVm(vm)) return
    this.vms += sign
    if (vm.power_state === 'Running') this.runningVms += sign
  }

  private addDisk(vdi: FollowedRecord<'VDI'> | undefined, sign: 1 | -1): void {
    if (vdi === undefined || !isVisibleDisk(vdi)) return
    const tally = this.storage.get(vdi.SR) ?? { disks: 0, virtualSize: 0 }
    tally.disks += sign
    tally.virtualSize += sign * vdi.virtual_size
    if (tally.disks === 0) this.storage.delete(vdi.SR)
    else this.storage.set(vdi.SR, tally)
  }
}
