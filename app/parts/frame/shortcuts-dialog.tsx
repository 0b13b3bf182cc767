'use client'

import { shortcuts } from '@/app/lib/shortcuts'
import { Dialog } from '@/app/ui/dialog'
import { Kbd } from '@/app/ui/kbd'

const keyNames: Record<string, string> = {
  mod: 'Ctrl',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  Escape: 'Esc',
}

function spelled(keys: readonly string[]): string {
  return keys
    .flatMap(combination => combination.split('+'))
    .map(key => keyNames[key] ?? key)
    .join(' ')
}

interface ShortcutsDialogProps {
  open: boolean
  onClose: () => void
  /** False for what does not exist here: it is not listed. */
  works: (id: string) => boolean
}

/** Made from the table that defines them. */
export function ShortcutsDialog({ open, onClose, works }: ShortcutsDialogProps) {
  const listed = shortcuts.filter(shortcut => works(shortcut.id))
  const places = [...new Set(listed.map(shortcut => shortcut.where))]
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" width="m">
      <div className="gap-8 pt-1 sm:columns-2">
        {places.map(place => (
          <section key={place} aria-label={place} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-muted text-s">{place}</h3>
            <dl>
              {listed
                .filter(shortcut => shortcut.where === place)
                .map(shortcut => (
                  <div key={shortcut.id} className="flex min-h-7 items-center justify-between gap-4 text-m">
                    <dt>{shortcut.description}</dt>
                    <dd className="shrink-0">
                      <Kbd keys={spelled(shortcut.keys)} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
