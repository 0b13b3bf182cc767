import { readdirSync, readlinkSync } from 'node:fs'
import type { Inspector } from '../domus/inspector'
import type { BenchDomus } from '../domus/lent'

/** What a process holds. */
export interface Held {
  /** Bytes after collection, and resident. */
  readonly heap: number
  readonly resident: number
  /** What keeps its event loop going, by kind, as `process.getActiveResourcesInfo()` tells. */
  readonly open: Readonly<Record<string, number>>
  /** File descriptors, and those of them that are sockets; NaN where the system does not tell. */
  readonly files: number
  readonly sockets: number
}

export async function look(domus: BenchDomus, inspector: Inspector): Promise<Held> {
  const { heap, rss, open } = await inspector.collected()
  return { heap, resident: rss, open, ...descriptors(domus.pid) }
}

function descriptors(pid: number): { files: number; sockets: number } {
  if (process.platform !== 'linux') return { files: Number.NaN, sockets: Number.NaN }
  const folder = `/proc/${pid}/fd`
  const names = readdirSync(folder)
  const isSocket = (name: string) => {
    try {
      return readlinkSync(`${folder}/${name}`).startsWith('socket:')
    } catch {
      // Closed while we looked.
      return false
    }
  }
  return { files: names.length, sockets: names.filter(isSocket).length }
}

/** "104.2 MB of heap, 402 MB resident, 61 descriptors, 31 sockets, 12 TCPSocketWrap, 9 Timeout" */
export function told({ heap, resident, open, files, sockets }: Held): string {
  const kinds = Object.entries(open)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([kind, count]) => `${count} ${kind}`)
  return `${(heap / 1e6).toFixed(1)} MB of heap, ${(resident / 1e6).toFixed(0)} MB resident, ${files} descriptors, ${sockets} sockets, ${kinds.join(', ')}`
}

/**
 * How much more there may be at rest after than before. Handles: PostgreSQL's pool keeps a connection or two that were
 * just used, each with its timer, and the follower of the pool has its one or two calls open at any moment; a leak of one
 * by each tab, console or cut would be hundreds. Heap: more than before, and more than another process holds that has
 * begun to follow the same pool since, as the pool itself has more by then (tasks, snapshots, what guests tell); it goes
 * on changing while it is measured. A tab that was not let go of is 50 kB, and thousands come and go.
 */
const mostHandles = 4
const mostHeap = 8e6

/** What did not come back to where it began: a sentence for each. `fresh` is another process at the end, with the same pool. */
export function differences(before: Held, after: Held, fresh: Held): string[] {
  const counts = (held: Held) => ({ ...held.open, descriptors: held.files, sockets: held.sockets })
  const [had, has] = [new Map(Object.entries(counts(before))), Object.entries(counts(after))]
  const more = has.flatMap(([kind, count]) => {
    const were = had.get(kind) ?? 0
    return count > were + mostHandles ? [`${kind}: ${were} before, ${count} after`] : []
  })
  if (after.heap > Math.max(before.heap, fresh.heap) + mostHeap)
    more.push(
      `heap: ${(before.heap / 1e6).toFixed(1)} MB before, ${(after.heap / 1e6).toFixed(1)} MB after, ${(fresh.heap / 1e6).toFixed(1)} MB in a process that has just begun`,
    )
  return more
}
