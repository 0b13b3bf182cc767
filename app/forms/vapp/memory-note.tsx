import { bytesText } from '@/app/lib/format'
import { useRows } from '@/app/lib/inventory'
import type { ObjectId, PoolId } from '@/server/api/types'
import { roomFor } from '@/server/catalogue/vapp-memory'
import { t } from '@/server/shared/text'
import { useStartOrders } from './member-fields'

/** Whether hosts have the memory for all that would start: each alone may find room where all of them do not. */
export function MemoryNote({ pool, starting }: { pool: PoolId; starting: readonly ObjectId[] }) {
  const vms = useStartOrders(starting)
  const hosts = useRows('host').filter(host => host.pool === pool)
  if (starting.length === 0 || vms.length === 0) return null
  if (hosts.length === 0)
    return (
      <p className="text-m text-muted">
        {t('You do not see the hosts: whether they have the memory for all of them is not known here.')}
      </p>
    )
  const taking = hosts.filter(host => host.live && host.enabled)
  const { needs, free, short } = roomFor(
    vms.map(({ memory }) => memory),
    taking.map(({ memoryFree }) => memoryFree),
  )
  const told = { needs: bytesText(needs), free: bytesText(free) }
  return short ? (
    <p className="text-m text-warn">
      {t(
        'Together they need at least {needs} of memory. The hosts have {free} free: not all of them will start.',
        told,
      )}
    </p>
  ) : (
    <p className="text-m text-muted">
      {t(
        'Together they need at least {needs} of memory, the hosts have {free} free. Whether each fits on one host is known when it starts.',
        told,
      )}
    </p>
  )
}
