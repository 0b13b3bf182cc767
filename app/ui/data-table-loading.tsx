import type { Column } from './data-table-types'
import { Skeleton } from './skeleton'

const rows = Array.from({ length: 12 }, (_, index) => `row-${index}`)
/** Uneven, as names are; the same at each drawing. */
const widths = ['w-3/5', 'w-2/5', 'w-4/5', 'w-1/2']

/** Stands in while nothing is known: as high and as wide as what will come. */
export function LoadingRows<R>({
  columns,
  selectable,
}: {
  columns: readonly Column<R>[]
  selectable: boolean
}) {
  return (
    <div aria-hidden>
      {rows.map((row, index) => (
        <div
          key={row}
          className="grid h-row min-w-(--columns-width) grid-cols-(--columns) items-center border-line-subtle border-b"
        >
          {selectable && <span />}
          {columns.map((column, place) => (
            <span key={column.id} className="px-2">
              <Skeleton className={widths[(index + place) % widths.length]} />
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}

/** Stands in for a row that is on its way, at its place. */
export function WaitingRow({ top, columns }: { top: number | undefined; columns: number }) {
  const cells = Array.from({ length: columns }, (_, index) => `cell-${index}`)
  return (
    <tr
      aria-hidden
      style={
        top === undefined ? undefined : { position: 'absolute', top: 0, transform: `translateY(${top}px)` }
      }
      className="grid h-row w-full min-w-(--columns-width) grid-cols-(--columns) items-center border-line-subtle border-b"
    >
      {cells.map((cell, index) => (
        <td key={cell} className="px-2">
          {index === 0 && <Skeleton className="w-3/5" />}
        </td>
      ))}
    </tr>
  )
}
