import type { UnknownLoad } from '@/server/api/types'
import { ObjectLink } from './object-link'

/** Which hosts did not tell what they measure, and why. */
export function UnknownLoads({ unknown, what }: { unknown: readonly UnknownLoad[]; what: string }) {
  if (unknown.length === 0) return null
  return (
    <div className="border-line-subtle border-t py-2 text-muted text-s">
      <p>Not told, so {what}:</p>
      <ul>
        {unknown.map(({ host, error }, at) => (
          <li key={host ?? at}>
            {host === null ? 'A host you do not see' : <ObjectLink cls="host" id={host} />}: {error.message}
          </li>
        ))}
      </ul>
    </div>
  )
}
