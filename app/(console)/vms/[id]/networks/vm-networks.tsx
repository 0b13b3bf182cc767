'use client'

import { useVmDetail } from '@/app/lib/detail'
import { MachineNics } from '@/app/parts/machine/machine-nics'
import type { ObjectId } from '@/server/api/types'

/** NICs of a VM. */
export function VmNetworks({ id }: { id: ObjectId }) {
  return <MachineNics detail={useVmDetail(id)} />
}
