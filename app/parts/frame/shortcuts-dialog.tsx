'use client'

import { shortcuts } from '@/app/lib/shortcuts'
import { Dialog } from '@/app/ui/dialog'
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
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" width="m">
      <ShortcutList shortcuts={shortcuts.filter(shortcut => works(shortcut.id))} />
    </Dialog>
  )
}
