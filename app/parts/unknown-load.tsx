import type { UnknownLoad } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ObjectLink } from './object-link'

/** Which hosts did not tell what they measure, and why. */
export function UnknownLoads({
  unknown,
  what,
}: {
  unknown: readonly UnknownLoad[]
  /** What it means for what stands above. */
  what: string
}) {
  if (unknown.length === 0) return null
  return (
    <div className="border-line-subtle border-t py-2 text-muted text-s">
      <p>{what}</p>
      <ul>
        {unknown.map(({ host, error }, at) => (
          <li key={host ?? at} className="flex min-h-target items-center gap-2">
            <p className="shrink-0">
              {host === null ? t('A host you do not see') : <ObjectLink cls="host" id={host} strong />}
            </p>
            <p>{error.message}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
