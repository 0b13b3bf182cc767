'use client'

import { useAsker } from '@/app/lib/asker'
import { useLoaded, useRows } from '@/app/lib/inventory'
import { Button } from '@/app/ui/button'
import { Menu } from '@/app/ui/menu'
import type { PoolId, PoolRow } from '@/server/api/types'
import type { Permission } from '@/server/catalogue/permissions'
import { t } from '@/server/shared/text'
import { withAction } from './action-part'
import { useActionPress } from './action-press'
import { oneOf } from './action-subject'
import { askInsteadOnSome } from './ask-instead'
import { useWhyNotAllowed } from './not-allowed'

interface InPoolButtonProps {
  /** The id of an action on pools, which asks what it makes. */
  action: string
  permission: Permission
  label: string
  /** The one pool it is about; absent: any of which there are. */
  pool?: PoolId | undefined
  /** What its form begins with. */
  known?: unknown
  /** Why it can't be made in a pool. */
  hindered?: (pool: PoolRow) => string | undefined
  /** One button among others, not the page's first. */
  plain?: boolean
}

/** Opens the form of something new: in its pool; else in the one pool there is, or in one of a menu. */
export function InPoolButton({
  action: id,
  permission,
  label,
  pool,
  known = {},
  hindered,
  plain,
}: InPoolButtonProps) {
  const asker = useAsker()
  const { askMany, dialog } = useActionPress()
  const notAllowed = useWhyNotAllowed(permission)
  const all = useRows('pool')
  const pools = pool === undefined ? all : all.filter(one => one.id === pool)
  const able = pools.filter(one => asker.permissionsOn(one.id).has(permission))
  const [first] = able
  const open = (row: PoolRow) => void withAction(id, action => askMany(action, oneOf(row), known))
  const loaded = useLoaded()
  const nowhere = !loaded ? t('Not known yet') : pools.length === 0 ? t('You see no pool.') : notAllowed
  return (
    <>
      {first && able.length > 1 ? (
        <Menu
          align="end"
          trigger={
            <Button size="s" tone="primary" icon="add">
              {label}
            </Button>
          }
          entries={able.map(row => ({
            type: 'item',
            id: row.id,
            icon: 'pool',
            label: row.name_label || row.address,
            reason: asker.silence(row.id) ?? hindered?.(row),
            onSelect: () => open(row),
          }))}
        />
      ) : (
        <Button
          size="s"
          {...(plain ? { tone: 'neutral' } : { tone: 'primary', icon: 'add' })}
          reason={first ? (asker.silence(first.id) ?? hindered?.(first)) : nowhere}
          remedy={askInsteadOnSome(asker, pools, permission, label)}
          onClick={() => first && open(first)}
        >
          {label}
        </Button>
      )}
      {dialog}
    </>
  )
}
