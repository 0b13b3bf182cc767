import { bytesText } from '@/app/lib/format'
import { t } from '@/server/shared/text'
import type { KnownGpuKinds } from './known'

/** "1 GiB, 2 screens, 2560 × 1600, 8 on a card": what a kind of graphics card has. */
function gpuFacts({ memory, heads, resolution, perCard, whole }: KnownGpuKinds[number]): string {
  return [
    memory > 0 && bytesText(memory),
    heads > 0 && t('{heads, plural, one {# screen} other {# screens}}', { heads }),
    resolution && t('{x} × {y}', { x: String(resolution.x), y: String(resolution.y) }),
    !whole && t('{perCard} on a card', { perCard }),
  ]
    .filter(Boolean)
    .join(', ')
}

/** The same, and how many of it are free. */
export function gpuStanding(kind: KnownGpuKinds[number]): string {
  const free =
    kind.free > 0
      ? t('{free} free now', { free: kind.free })
      : t('none free now: it can’t start until one is')
  return [gpuFacts(kind), free].filter(Boolean).join(', ')
}
