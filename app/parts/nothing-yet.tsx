'use client'

import { count } from '@/app/lib/format'
import { useLink, useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useCan } from '@/app/lib/session'
import { EmptyState } from '@/app/ui/empty-state'
import { LinkButton } from '@/app/ui/link-button'
import { PageLink } from './page-link'

/** An empty list, and why it is empty: no pool, pools that have not answered, or really nothing there. */
export function NothingYet({ what }: { what: string }) {
  const pools = useRows('pool')
  const link = useLink()
  const mayConnect = useCan('pool.connect')
  const seesPools = useCan('pool.read')
  const silent = pools.filter(pool => pool.freshness.state !== 'live').length
  if (pools.length === 0 && !seesPools) {
    return (
      <EmptyState kind="nothing-yet" title={`There are no ${what} that you may see`}>
        Whoever looks after them can give you a role over them.
      </EmptyState>
    )
  }
  if (pools.length === 0) {
    return (
      <EmptyState
        kind="nothing-yet"
        icon="connect"
        title="No pool is connected"
        actions={
          <>
            {mayConnect && (
              <LinkButton tone="primary" icon="connect" render={<PageLink href={paths.connectPool} />}>
                Connect a pool
              </LinkButton>
            )}
            <LinkButton render={<PageLink href={paths.help} />}>How Domus works</LinkButton>
          </>
        }
      >
        {mayConnect
          ? 'Connect a XenServer or XCP-ng pool to see what it holds.'
          : 'Someone with the role pool-admin can connect one.'}
      </EmptyState>
    )
  }
  if (silent === pools.length || link.state === 'lost') {
    return (
      <EmptyState kind="cannot-know" title={`Which ${what} there are is not known`}>
        {count(silent, 'pool')} of {pools.length} {silent === 1 ? 'has' : 'have'} not answered yet.
      </EmptyState>
    )
  }
  return (
    <EmptyState kind="nothing-yet" title={`No ${what} yet`}>
      None of the connected pools has any.
    </EmptyState>
  )
}
