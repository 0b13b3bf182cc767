'use client'

import { useTemplateDetail } from '@/app/lib/detail'
import { MachineNics } from '@/app/parts/machine/machine-nics'
import type { ObjectId } from '@/server/api/types'

/** NICs of a template. */
export function TemplateNetworks({ id }: { id: ObjectId }) {
  return <MachineNics detail={useTemplateDetail(id)} />
}
