'use client'

import { useTemplateDetail } from '@/app/lib/detail'
import { MachineDisks } from '@/app/parts/machine/machine-disks'
import type { ObjectId } from '@/server/api/types'

/** Disks and drives of a template. */
export function TemplateDisks({ id }: { id: ObjectId }) {
  return <MachineDisks detail={useTemplateDetail(id)} />
}
