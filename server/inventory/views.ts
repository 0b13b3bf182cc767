import type { AnyRow, Freshness, ObjectId, OperationRow, PoolId, RowClass } from './rows'

/**
 * How a tab is told of the inventory. It always has the rows of pools, hosts, storage and networks; of VMs and tasks,
 * of which there may be ten thousand, it has what it shows: windows of lists and of the tree, and single objects. What
 * it shows it says in `Interests`; what it is told comes as `LiveMessage`s.
 */
export const infrastructureClasses = ['pool', 'host', 'SR', 'network'] as const satisfies readonly RowClass[]
export type InfrastructureClass = (typeof infrastructureClasses)[number]

/** The classes whose lists come in windows. */
export const listedClasses = [
  'VM',
  'template',
  'VM_appliance',
  'VMSS',
  'VDI',
  'snapshot',
  'task',
] as const satisfies readonly RowClass[]
export type ListedClass = (typeof listedClasses)[number]

/** All rows of a class, or those that lie within an object, filtered and sorted. */
export interface ListQuery {
  class: ListedClass
  /**
   * A pool, a host (also VMs that are not running and belong to it), a network (VMs connected to it), storage or a VM
   * (what lies there or is kept of it); null: all.
   */
  within: ObjectId | null
  /** The grammar of `server/shared/terms.ts` over the fields of the class; '' finds everything. */
  filter: string
  /** A field of the class. Rows that are equal by it stand by name, then by id. */
  sort: { id: string; desc: boolean }
  /**
   * Fields whose values the rows stand together by, the outermost first, each group sorted in itself; a row with several
   * values stands in several groups. Absent: they are one list.
   */
  groups?: readonly string[] | undefined
  /** With hidden objects; absent: without. */
  hidden?: boolean | undefined
}

/** Rows of a grouped list with the same values: an innermost group. */
export interface ListGroup {
  /**
   * The keys of the groups that it stands in, the outermost first, and its own. The outermost one's is the value, or the
   * id of the object that it names; '' for rows without one.
   */
  keys: readonly string[]
  /** Of each the value as a text; null for rows without one, or when the object is not there. */
  labels: readonly (string | null)[]
  count: number
}
/** A list with more groups than this is told without them: as rows in their order. */
export const mostGroups = 1000

/** A part of a list: the rows `from` … `from + count - 1`, counted from 0. */
export interface ListInterest {
  /** The tab's name for it. The query under a key may change: the next window answers the new one. */
  key: string
  query: ListQuery
  /** Keys of groups that are closed: their rows are not counted and not told. */
  closed?: readonly string[] | undefined
  from: number
  count: number
}

/**
 * How the tree is put together: what hangs below what in the pools, or every object in groups by its class, its folder, its
 * tags, its vApp, or the value of the custom field named after the colon.
 */
export type GroupMode = 'type' | 'folder' | 'tag' | 'vapp' | `field:${string}`
export type TreeMode = 'infrastructure' | GroupMode

/** What a tree shows of what not everybody wants to see. */
export interface TreeShows {
  defaultTemplates: boolean
  customTemplates: boolean
  localStorage: boolean
  hidden: boolean
}
/** As XenCenter begins. */
export const showsAtFirst: TreeShows = {
  defaultTemplates: false,
  customTemplates: true,
  localStorage: true,
  hidden: false,
}

/** A part of the tree as it is when flattened, counted from 0. */
export interface TreeInterest {
  /** Absent: the infrastructure. */
  mode?: TreeMode | undefined
  /** Absent: as at first. */
  shows?: TreeShows | undefined
  /**
   * Ids of nodes that are not as they are at first: pools and hosts are open, groups closed; where only names are shown
   * that have been asked for, all are open.
   */
  toggled: readonly string[]
  /** Words that a name has to have, in any order and case: shown is what has them, and what that hangs below. */
  name?: string | undefined
  /** An object whose place is wanted, be it inside closed nodes. */
  reveal: ObjectId | null
  from: number
  count: number
}

/** All that a tab shows. Each one replaces the last. */
export interface Interests {
  /** Grows with each; messages say which they answer. Starts at 1. */
  seq: number
  lists: readonly ListInterest[]
  tree: TreeInterest | null
  /** Objects of their own, such as the page that is open. */
  rows: readonly ObjectId[]
}

export interface ListWindow {
  key: string
  query: ListQuery
  /** Rows there are before the filter. */
  total: number
  /** Rows the filter finds. */
  matched: number
  /** As often as they stand in groups; absent: each once. */
  lines?: number
  /** All innermost groups, in order, where the query asks for them; null: there are more than `mostGroups`. */
  groups?: readonly ListGroup[] | null
  /** The closed groups whose rows it leaves out, as they were asked for. */
  closed?: readonly string[] | undefined
  from: number
  ids: readonly ObjectId[]
}

/** A node of the tree: the object with this id, or a group, which has a label. */
export interface TreeNodeRow {
  id: string
  /** The object that the node is, where it may have several nodes and so their ids differ from its own. */
  object?: ObjectId
  /** Null: the object's own name. */
  label: string | null
  /** How many nodes hang directly below, open or not. */
  children: number
  /** From 1. */
  level: number
  position: number
  /** How many nodes stand beside it, itself included. */
  size: number
  parent: string | null
  /** The index of the node above among all visible nodes. */
  parentIndex: number | null
  /** Null: there is nothing to open. */
  expanded: boolean | null
}

export interface TreeWindow {
  /** All nodes that are visible. */
  count: number
  /** How many nodes have the name, open to sight or not; absent: none was asked for. */
  matched?: number
  from: number
  nodes: readonly TreeNodeRow[]
  /**
   * Where the object asked for stands: the nodes above it, outermost first, and its index among all visible nodes, null
   * while a node above is closed. Null: it is not in the tree, or none was asked for.
   */
  revealed: {
    id: ObjectId /** The node's own id where that differs. */
    node?: string
    path: readonly string[]
    index: number | null
  } | null
}

/**
 * The next state of what a tab knows. Rows are whole; one that is not among `set` is as it was.
 */
export interface LiveMessage {
  /** The point to resume from: a tab that comes back with it is told only what it missed. */
  revision: string
  /** The tab is told everything anew: what is not told by the first message that answers its interests is not there. */
  fresh: boolean
  /** The interests this answers; 0: none have come yet. */
  seq: number
  set: readonly AnyRow[]
  /** Infrastructure that is gone, and objects asked for that are not there. */
  missing: readonly ObjectId[]
  /** Rows that no interest needs any more: forget them, they will be told again. */
  dropped: readonly ObjectId[]
  /** Windows that are new or came out different. */
  lists: readonly ListWindow[]
  tree: TreeWindow | null
  /** Rows of each class over all pools, when one of the numbers changed. */
  counts: Readonly<Record<RowClass, number>> | null
  operations: readonly OperationRow[]
  /** Runs of which nothing is to be seen any more. */
  operationsGone: readonly string[]
  /** What may be done, where that is new; null: nothing is. */
  may: LiveMay | null
  /** Requests for rights, when they are others than before. */
  requests: LiveRequests | null
  /** Pools that are hidden although something in them is not, when one of them changed: how far it can be trusted. */
  veiled: Readonly<Record<PoolId, Freshness>> | null
}

/** Ids of requests: those that wait for the person's answer, and those of their own that were answered unread. */
export interface LiveRequests {
  toAnswer: readonly string[]
  answers: readonly string[]
}

/** What the person may do, by names of permissions. */
export interface LiveMay {
  /** To every object that `of` does not name. */
  everywhere: readonly string[]
  sets: readonly (readonly string[])[]
  /** Which of the sets is the one of an object. */
  of: Readonly<Record<ObjectId, number>>
}

/** What the search over everything answers, the best first. */
export interface SearchAnswer {
  rows: readonly AnyRow[]
  /** How many there are in all. */
  matched: number
}
