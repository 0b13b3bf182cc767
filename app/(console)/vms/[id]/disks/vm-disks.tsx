'use client'

import { useVmDetail } from '@/app/lib/detail'
import { MachineDisks } from '@/app/parts/machine/machine-disks'
import type { ObjectId } from '@/server/api/types'

/** Disks and drives of a VM. */
export function VmDisks({ id }: { id: ObjectId }) {
  return <MachineDisks detail={useVmDetail(id)} />
}
