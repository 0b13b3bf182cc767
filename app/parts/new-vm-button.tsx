'use client'

import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { InPoolButton } from './in-pool-button'

/** Opens the wizard for a new VM: of a template, in its pool. */
export function NewVmButton({ template }: { template?: ObjectId }) {
  const of = template === undefined ? {} : { pool: template.split('.', 1)[0], known: { template } }
  return <InPoolButton action="vm.create" permission="vm.create" label={t('New VM')} {...of} />
}
