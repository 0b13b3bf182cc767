'use client'

import { ObjectTasks } from '@/app/parts/object-tasks'
import type { ObjectId } from '@/server/api/types'

export function HostTasks({ id }: { id: ObjectId }) {
  return <ObjectTasks object={id} />
}
