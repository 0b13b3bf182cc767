'use client'

import { shortcuts } from '@/app/lib/shortcuts'
import { Dialog } from '@/app/ui/dialog'
import { t } from '@/server/shared/text'
import { ShortcutList } from '../shortcut-list'

interface ShortcutsDialogProps {
  open: boolean
  onClose: () => void
  /** False for what does not exist here: it is not listed. */
  works: (id: string) => boolean
}

/** Made from the table that defines them. */
export function ShortcutsDialog({ open, onClose, works }: ShortcutsDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('Keyboard shortcuts')} width="m">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={t('All shortcuts')} tabIndex={0}>
        <ShortcutList shortcuts={shortcuts.filter(shortcut => works(shortcut.id))} />
      </section>
    </Dialog>
  )
}
