import type { Group, Related } from '@/server/shared/query'
import type { AnyRow, ObjectId, RowClass } from '../rows'
import type { Entry } from './entry'
import { fieldsOf } from './fields'
import { type Filter, filterFor } from './filter'
import type { EntryChanges } from './row-table'

/** What else there is: names of objects in lower case ('' for one that is not there), and the objects themselves. */
export interface Around {
  nameOf(id: ObjectId): string
  get(id: ObjectId): Entry | undefined
  all(cls: RowClass): Iterable<Entry>
}

/** A condition on the objects that an object belongs to, or that belong to it. */
export interface RelatedTest {
  matches(entry: Entry, around: Around): boolean
  readonly readsNames: boolean
  readonly followsClock: boolean
  /** Whether the condition holds for another object than before, after these changes. */
  changes(changes: EntryChanges, around: Around): boolean
}

const classOf: Record<Related, 'host' | 'pool' | 'network' | 'SR' | 'VM'> = {
  host: 'host',
  pool: 'pool',
  network: 'network',
  storage: 'SR',
  vm: 'VM',
}

export function relatedTest(kind: Related, query: Group): RelatedTest {
  switch (classOf[kind]) {
    case 'host':
      return testOf('host', filterFor(query, fieldsOf.host))
    case 'pool':
      return testOf('pool', filterFor(query, fieldsOf.pool))
    case 'network':
      return testOf('network', filterFor(query, fieldsOf.network))
    case 'SR':
      return testOf('SR', filterFor(query, fieldsOf.SR))
    case 'VM':
      return testOf('VM', filterFor(query, fieldsOf.VM))
  }
}

function testOf<R extends AnyRow>(cls: R['class'], filter: Filter<R>): RelatedTest {
  const isOne = (entry: Entry | undefined): entry is Entry<R> => entry?.row.class === cls
  const holds = (entry: Entry | undefined, around: Around) => isOne(entry) && filter.matches(entry, around)
  return {
    matches(entry, around) {
      const own = belongsTo(entry, cls)
      if (own !== null) return own.some(id => holds(around.get(id), around))
      // The other way round: there are few objects that are asked this of, and it is asked once of each.
      for (const one of around.all(cls)) {
        if (belongsTo(one, entry.row.class)?.includes(entry.row.id) && holds(one, around)) return true
      }
      return false
    },
    readsNames: filter.readsNames,
    followsClock: filter.followsClock,
    changes(changes, around) {
      const list: readonly { before: Entry | undefined; after: Entry | undefined }[] = changes[cls]
      return (
        list.some(({ before, after }) => holds(before, around) !== holds(after, around)) ||
        filter.related.some(test => test.changes(changes, around))
      )
    },
  }
}

/** The objects of a class that an object belongs to or uses; null: it is those that belong to it. */
function belongsTo({ row, extra }: Entry, cls: RowClass): readonly ObjectId[] | null {
  if (row.class === cls) return [row.id]
  if (cls === 'pool') return [row.pool]
  const one = (id: ObjectId | null) => (id === null ? [] : [id])
  switch (row.class) {
    case 'VM':
      if (cls === 'host') return one(row.host)
      if (cls === 'network') return row.networks
      return cls === 'SR' ? extra.storage : null
    case 'template':
      if (cls === 'host') return one(row.home)
      if (cls === 'network') return row.networks
      return cls === 'SR' ? extra.storage : null
    case 'VDI':
      if (cls === 'SR') return one(row.sr)
      return cls === 'VM' ? row.users.map(({ id }) => id) : null
    case 'snapshot':
      if (cls === 'VM') return one(row.vm?.id ?? null)
      return cls === 'SR' ? row.storage : null
    case 'SR':
    case 'task':
      return cls === 'host' ? one(row.host) : null
    default:
      return null
  }
}
