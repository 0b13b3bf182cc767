import type { Shortcut } from '@/app/lib/shortcuts'
import { Kbd } from '@/app/ui/kbd'
import { told } from '@/server/shared/text'

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

/** Keys and what they do, by where they hold. */
export function ShortcutList({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const places = [...new Set(shortcuts.map(shortcut => shortcut.where))]
  return (
    <div className="gap-8 pt-1 [columns:2_17rem]">
      {places.map(place => (
        <section key={place} aria-label={told(place)} className="mb-4 break-inside-avoid">
          <h3 className="mb-1 text-muted text-s">{told(place)}</h3>
          <dl>
            {shortcuts
              .filter(shortcut => shortcut.where === place)
              .map(shortcut => (
                <div key={shortcut.id} className="flex min-h-7 items-center justify-between gap-4 text-m">
                  <dt>{told(shortcut.description)}</dt>
                  <dd className="shrink-0">
                    <Kbd keys={spelled(shortcut.keys)} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
