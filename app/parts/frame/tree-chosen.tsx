'use client'

import { IconButton } from '@/app/ui/icon-button'
import { Menu } from '@/app/ui/menu'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { manyEntries } from '../action-menu'
import type { PressMany } from '../action-press'
import { manyOf } from '../action-subject'

interface TreeChosenProps {
  objects: ReadonlySet<ObjectId>
  pressMany: PressMany
  onClear: () => void
}

/** What was chosen in the tree, and what can be done to all of it. */
export function TreeChosen({ objects, pressMany, onClear }: TreeChosenProps) {
  return (
    <section
      aria-label={t('Chosen in the tree')}
      className="flex items-center gap-1 border-line border-t px-3 py-1"
    >
      <p role="status" className="grow text-m text-strong">
        {t('{n, plural, one {# object} other {# objects}} chosen', { n: objects.size })}
      </p>
      <Menu
        align="end"
        side="top"
        trigger={<IconButton size="s" icon="more" label={t('Actions on what is chosen')} />}
        entries={manyEntries(manyOf(objects), pressMany)}
      />
      <IconButton size="s" icon="close" label={t('Choose nothing')} onClick={onClear} />
    </section>
  )
}
