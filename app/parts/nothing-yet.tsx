'use client'

import { useLink, useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useCan } from '@/app/lib/session'
import { EmptyState } from '@/app/ui/empty-state'
import { LinkButton } from '@/app/ui/link-button'
import { t } from '@/server/shared/text'
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
      <EmptyState kind="nothing-yet" title={t('There are no {what} that you may see', { what })}>
        {t('Whoever looks after them can give you a role over them.')}
      </EmptyState>
    )
  }
  if (pools.length === 0) {
    return (
      <EmptyState
        kind="nothing-yet"
        icon="connect"
        title={t('No pool is connected')}
        actions={
          <>
            {mayConnect && (
              <LinkButton tone="primary" icon="connect" render={<PageLink href={paths.connectPool} />}>
                {t('Connect a pool')}
              </LinkButton>
            )}
            <LinkButton render={<PageLink href={paths.help} />}>{t('How Domus works')}</LinkButton>
          </>
        }
      >
        {mayConnect
          ? t('Connect a XenServer or XCP-ng pool to see what it holds.')
          : t('Someone with the role pool-admin can connect one.')}
      </EmptyState>
    )
  }
  if (silent === pools.length || link.state === 'lost') {
    return (
      <EmptyState kind="cannot-know" title={t('Which {what} there are is not known', { what })}>
        {t('{n, plural, one {# pool of {all} has} other {# pools of {all} have}} not answered yet.', {
          n: silent,
          all: pools.length,
        })}
      </EmptyState>
    )
  }
  return (
    <EmptyState kind="nothing-yet" title={t('No {what} yet', { what })}>
      {t('None of the connected pools has any.')}
    </EmptyState>
  )
}
