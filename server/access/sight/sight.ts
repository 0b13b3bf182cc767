import type {
  HostDetail,
  NetworkDetail,
  ObjectMessages,
  PoolDetail,
  SrDetail,
  TemplateDetail,
  VmDetail,
} from '@/server/inventory/details'
import type { RowTable } from '@/server/inventory/query/row-table'
import type { TreeView } from '@/server/inventory/query/tree-view'
import type { SharedGroups, SharedLists, SharedTrees } from '@/server/inventory/query/views'
import type { Freshness, ObjectId, OperationRow, PoolId } from '@/server/inventory/rows'
import type { AppErrorShape } from '@/server/shared/app-error'

/**
 * What some people see of the inventory, shared by all who see the same. What is not in it does not exist for them: no
 * row, no name, no count; and what they do see names nothing of it.
 */
export interface Sight {
  /** True where nothing is hidden. */
  readonly whole: boolean
  readonly table: RowTable
  readonly lists: SharedLists
  /** As it is at first; the others are among `trees`. */
  readonly tree: TreeView
  readonly trees: SharedTrees
  readonly groups: SharedGroups
  /** The id of the row that a reference of a pool has. */
  idOf(pool: PoolId, ref: string): ObjectId | undefined
  /** A run as it may be seen; null: not at all. The same for the same run, as long as nothing else is seen of it. */
  operation(row: OperationRow): OperationRow | null
  vm(detail: VmDetail | null): VmDetail | null
  template(detail: TemplateDetail | null): TemplateDetail | null
  host(detail: HostDetail | null): HostDetail | null
  pool(detail: PoolDetail | null): PoolDetail | null
  storage(detail: SrDetail | null): SrDetail | null
  network(detail: NetworkDetail | null): NetworkDetail | null
  /** What the pool has noted of an object that is seen. */
  messages<M extends Pick<ObjectMessages, 'messages'>>(id: ObjectId, noted: M | null): M | null
  /** What a reference or uuid names, in sentences. */
  nameOf(pool: PoolId, refOrUuid: string): string | undefined
  error(shape: AppErrorShape, pool: PoolId): AppErrorShape
  /** Pools that are not seen although something in them is: how far it can be trusted. */
  veiledPools(): ReadonlyMap<PoolId, Freshness>
}
