import type { UnknownLoad } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'
import { ObjectLink } from './object-link'

/** Which hosts did not tell what they measure, and why: those with the same reason in one line. */
export function UnknownLoads({
  unknown,
  what,
}: {
  unknown: readonly UnknownLoad[]
  /** What it means for what stands above. */
  what: string
}) {
  if (unknown.length === 0) return null
  const byReason = new Map<string, UnknownLoad['host'][]>()
  for (const { host, error } of unknown) {
    const { message } = toldError(error)
    byReason.set(message, [...(byReason.get(message) ?? []), host])
  }
  return (
    <div className="border-line-subtle border-t py-2 text-muted text-s">
      <p>{what}</p>
      <ul>
        {[...byReason].map(([reason, hosts]) => (
          <li key={reason} className="flex min-h-target flex-wrap items-center gap-x-2">
            {hosts.map((host, at) => (
              <p key={host ?? at} className="shrink-0">
                {host === null ? t('A host you do not see') : <ObjectLink cls="host" id={host} strong />}
              </p>
            ))}
            <p>{reason}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
