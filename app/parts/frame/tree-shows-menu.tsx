'use client'

import { IconButton } from '@/app/ui/icon-button'
import { Menu } from '@/app/ui/menu'
import type { TreeShows } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** What the tree shows besides what everybody wants to see, each put on or off. */
export function TreeShowsMenu({
  shows,
  onChange,
}: {
  shows: TreeShows
  onChange: (shows: TreeShows) => void
}) {
  const entry = (key: keyof TreeShows, label: string) => ({
    type: 'check' as const,
    id: key,
    label,
    checked: shows[key],
    onChange: (checked: boolean) => onChange({ ...shows, [key]: checked }),
  })
  return (
    <Menu
      align="end"
      trigger={<IconButton plain size="s" icon="eye" label={t('What the tree shows')} />}
      entries={[
        entry('defaultTemplates', t('Default templates')),
        entry('customTemplates', t('Custom templates')),
        entry('localStorage', t('Local storage')),
        entry('hidden', t('Hidden objects')),
      ]}
    />
  )
}
