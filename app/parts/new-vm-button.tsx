'use client'

import { useAsker } from '@/app/lib/asker'
import { useLoaded, useRows } from '@/app/lib/inventory'
import { Button } from '@/app/ui/button'
import { Menu } from '@/app/ui/menu'
import type { ObjectId, PoolRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { withAction } from './action-part'
import { useActionPress } from './action-press'
import { oneOf } from './action-subject'
import { askInsteadOnSome } from './ask-instead'
import { useWhyNotAllowed } from './not-allowed'

/** Opens the wizard for a new VM: of a template, in its pool; else in the one pool there is, or in one of a menu. */
export function NewVmButton({ template }: { template?: ObjectId }) {
  const asker = useAsker()
  const { askMany, dialog } = useActionPress()
  const notAllowed = useWhyNotAllowed('vm.create')
  const all = useRows('pool')
  const pools = template === undefined ? all : all.filter(({ id }) => template.startsWith(`${id}.`))
  const able = pools.filter(({ id }) => asker.permissionsOn(id).has('vm.create'))
  const [first] = able
  const open = (pool: PoolRow) =>
    void withAction('vm.create', action =>
      askMany(action, oneOf(pool), template === undefined ? {} : { template }),
    )
  const loaded = useLoaded()
  const nowhere = !loaded ? t('Not known yet') : pools.length === 0 ? t('You see no pool.') : notAllowed
  return (
    <>
      {first && able.length > 1 ? (
        <Menu
          align="end"
          trigger={
            <Button size="s" tone="primary" icon="add">
              {t('New VM')}
            </Button>
          }
          entries={able.map(pool => ({
            type: 'item',
            id: pool.id,
            icon: 'pool',
            label: pool.name_label || pool.address,
            reason: asker.silence(pool.id),
            onSelect: () => open(pool),
          }))}
        />
      ) : (
        <Button
          size="s"
          tone="primary"
          icon="add"
          reason={first ? asker.silence(first.id) : nowhere}
          remedy={askInsteadOnSome(asker, pools, 'vm.create', t('New VM'))}
          onClick={() => first && open(first)}
        >
          {t('New VM')}
        </Button>
      )}
      {dialog}
    </>
  )
}
