import type { ReactNode } from 'react'

export interface Fact {
  label: string
  /** Nothing, an empty text or null is shown as a dash. */
  value: ReactNode
}

/** Names and values of one thing, in two columns that fold into one where it is narrow. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="@container grid grid-cols-[minmax(7rem,max-content)_minmax(0,1fr)] gap-x-4 text-m">
      {facts.map(({ label, value }) => (
        <div key={label} className="col-span-2 grid min-h-7 grid-cols-subgrid items-center">
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0 break-words text-default">
            {value === null || value === undefined || value === '' ? (
              <span className="text-faint">–</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
