'use client'

import { usePool } from '@/app/lib/inventory'
import type { PoolId } from '@/server/api/types'
import { t } from '@/server/shared/text'

const guideOf = {
  xcp: 'https://docs.xcp-ng.org/vms/#-guest-tools',
  xenServer: 'https://docs.xenserver.com/en-us/xenserver/8/vms/windows/vm-tools',
}

/** Leads to where the product of a pool tells how guest tools are installed. */
export function ToolsGuide({ pool: id }: { pool: PoolId }) {
  const pool = usePool(id)
  return (
    <a
      className="text-accent underline"
      target="_blank"
      rel="noreferrer"
      href={/XCP-ng/.test(pool?.product ?? '') ? guideOf.xcp : guideOf.xenServer}
    >
      {t('How to install them')}
    </a>
  )
}
