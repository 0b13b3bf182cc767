import type { Belongings, KeptSnapshot } from '@/server/inventory/belongings'
import type { FollowedRecord } from '@/server/inventory/classes'
import type { GuestTools } from '@/server/inventory/details'
import type { MemoryRoom } from '@/server/inventory/memory-room'
import type { Motion, MoveTo } from '@/server/inventory/motion'
import type { AnyRow, ObjectId, PoolId, Rows } from '@/server/inventory/rows'
import type { TiedDisc } from '@/server/inventory/tied-discs'
import type { GpuObstacle } from '@/server/shared/gpu'
import type { Taking } from '@/server/shared/project'
import type { VtpmObstacle } from '@/server/shared/vtpm'
import type { AsyncCalls, Calls } from '@/server/xapi/model/calls'
import type { Enums, Ref } from '@/server/xapi/model/records'
import type { Input } from './input'
import type { Permission } from './permissions'

/** Classes of XenAPI objects that actions exist for, and what their operations are called. */
interface Operations {
  VM: Enums['vm_operations']
  VM_appliance: Enums['vm_appliance_operation']
  /** The XenAPI names no operations of it. */
  VMSS: never
  host: Enums['host_allowed_operations']
  SR: Enums['storage_operations']
  network: Enums['network_operations']
  pool: Enums['pool_allowed_operations']
  template: Enums['vm_operations']
}
export type ActionClass = keyof Operations
/** Those that a pool keeps tags, a folder and custom fields of. */
export const organisedClasses = [
  'VM',
  'host',
  'SR',
  'network',
  'pool',
  'template',
] as const satisfies readonly ActionClass[]
export type OrganisedClass = (typeof organisedClasses)[number]

/** What the XenAPI calls objects of a class: its templates are VMs. */
type Named = { [C in Exclude<ActionClass, 'template'>]: C } & { template: 'VM' }
export type XapiClass<C extends ActionClass = ActionClass> = Named[C]

export function xapiClassOf<C extends ActionClass>(cls: C): XapiClass<C> {
  return (cls === 'template' ? 'VM' : cls) as XapiClass<C>
}

export type ActionTone = 'neutral' | 'danger'
/** The parts of a menu, in order. */
export const actionGroups = ['power', 'state', 'force', 'properties', 'organise'] as const
/** Menus within a long menu, in no order: each stands where the first of its actions would. */
export const submenus = ['power', 'place', 'change', 'organise'] as const

export interface Confirmation {
  title: string
  /** What will happen and what may be lost. */
  body: string
  /** The label of the button: the action's own verb. */
  verb: string
}

/** What an action that writes more than its own object may reach of the pool that the object is in. */
export interface Surroundings {
  pool: Ref<'pool'>
  /** The objects of the pool, shown anywhere or not, whose `other_config` has a key. */
  holders(key: string): readonly { class: 'VM' | 'host' | 'SR' | 'VDI' | 'network' | 'pool'; ref: string }[]
  /** The folders without anything in them that the pool is known to keep. */
  emptyFolders: readonly string[]
  /** Another object of the pool, by its id. Throws where it is gone. */
  find<C extends XapiClass>(cls: C, id: ObjectId): Ref<C>
  /** A template, by its id. Throws where there is none. */
  template(id: ObjectId): Ref<'VM'>
  /** The disks that are there for a VM alone, and its snapshots with theirs. */
  belongings(vm: Ref<'VM'>): Belongings
  /** A snapshot of a VM, by its id. Throws where there is no such snapshot of it. */
  snapshot(vm: Ref<'VM'>, id: ObjectId): KeptSnapshot
  /** A device of a VM, by its id and its number. Throws where the VM has no such device. */
  device<C extends 'VIF' | 'VBD'>(cls: C, vm: Ref<'VM'>, id: ObjectId, number: string): Ref<C>
  /** What of the guest tools a VM has, and the disc with them that its pool keeps; undefined: it keeps none. */
  tools(vm: Ref<'VM'>): { has: GuestTools; disc: Ref<'VDI'> | undefined }
  /** What the memory of a VM can be. Throws where it is gone. */
  memoryRoom(vm: Ref<'VM'>): MemoryRoom
  /** Why a VM can't get a vTPM now; null: it can. */
  vtpmObstacle(vm: Ref<'VM'>): VtpmObstacle | null
  /** A vTPM of a VM, by its id. Throws where it has no such one. */
  vtpm(vm: Ref<'VM'>, id: ObjectId): { ref: Ref<'VTPM'>; obstacle: VtpmObstacle | null }
  /** The discs in the drives of a VM that keep it from some hosts. */
  tiedDiscs(vm: Ref<'VM'>): TiedDisc[]
  /** Why a VM can't get a graphics card now; null: it can. */
  gpuObstacle(vm: Ref<'VM'>): GpuObstacle | null
  /** What a VM is to be given of a graphics card. Throws where the pool can't give it that. */
  gpuKind(
    vm: Ref<'VM'>,
    kind: { group: ObjectId; type: ObjectId },
  ): { group: Ref<'GPU_group'>; type: Ref<'VGPU_type'> }
  /** A graphics card of a VM, by its id. Throws where it has no such one. */
  gpu(vm: Ref<'VM'>, id: ObjectId): { ref: Ref<'VGPU'>; obstacle: GpuObstacle | null }
  /** A disk or a disc of some storage, by its id. Throws where there is none. */
  disk(id: ObjectId, sr: ObjectId): Ref<'VDI'>
  /** What a move of a VM comes to, to a host of this pool or another one. Throws where there is no such host. */
  motion(vm: Ref<'VM'>, to: MoveTo): Motion
  /** A name that nothing has yet: this one with a number behind it. */
  freeName(name: string): string
  /** Whether the software of a host is older than that of another one of the pool, as far as both tell. */
  isOlder(host: ObjectId, than: ObjectId): boolean
  /** Throws this sentence, as what stands in the way. */
  refuse(reason: string): never
  /** Runs after whatever else was begun this way in the same pool: for what reads, changes and writes back. */
  alone<T>(act: () => Promise<T>): Promise<T>
}

/** Has a host of some pool take a VM in over one of its networks, in the name of who acts: what it is then sent with. */
export type Receive = (
  pool: PoolId,
  host: Ref<'host'>,
  network: Ref<'network'>,
) => Promise<{ readonly [key: string]: string }>

interface Target<C extends ActionClass, I> {
  ref: Ref<XapiClass<C>>
  row: Rows[C]
  input: I
}

/**
 * What an action of several steps works with. Each step is waited for; a refusal rejects, and so does a step of which
 * nobody can say what became. `share`: of the whole, 0…1.
 */
export interface Steps {
  /** Makes calls that are no tasks. */
  ask<T>(what: (xapi: Calls) => Promise<T>): Promise<T>
  /** Begins a task of the pool and waits for its end. Gives the reference of what it made, '' for nothing. */
  task(share: number, begin: (xapi: AsyncCalls) => Promise<Ref<'task'>>): Promise<string>
  /** The same for a task that makes a VM, or a snapshot of one. */
  clone(share: number, begin: (xapi: AsyncCalls) => Promise<Ref<'task'>>): Promise<Ref<'VM'>>
  /** Writes bytes over a disk, from its beginning. */
  send(share: number, disk: Ref<'VDI'>, bytes: Uint8Array): Promise<void>
  /**
   * What takes a step back that was done: runs, the last first, when a later one fails or is cancelled. 'always': also
   * where it is not known what became of that one.
   */
  takeBack(how: () => Promise<void>, when?: 'always'): void
  /** A mark by which what it has made is known as its own, whatever becomes of this process. */
  readonly mark: string
  /** Which VM it makes: it belongs to the project that it was held against, unless all is taken back. */
  makes(vm: Ref<'VM'>): void
  /** What was done so far stays, whatever comes after it. */
  keep(): void
  /** What the audit log keeps of other objects that it deletes: by then nobody knows their names any more. */
  deletes(what: string, names: readonly string[]): void
}

/**
 * How it is done: as a task of the pool, whose reference `run` gives; by calls that `apply` waits for, as setters of the
 * XenAPI have no form that runs as a task; or in several steps, which go on after whoever pressed has been answered.
 */
type Work<C extends ActionClass, I> =
  | {
      /** `call`: for what has to be asked or said before. */
      run(
        target: Target<C, I> & { xapi: AsyncCalls; call: Calls; around: Surroundings; receive: Receive },
      ): Promise<Ref<'task'>>
      /** What is still to be done to what its task has made, or moved: small things, that do without a task. */
      finish?(target: { call: Calls; made: Ref<'VM'>; input: I; around: Surroundings }): Promise<void>
      apply?: never
      steps?: never
    }
  | {
      apply(target: Target<C, I> & { xapi: Calls; around: Surroundings }): Promise<void>
      run?: never
      steps?: never
    }
  | {
      steps(target: Target<C, I> & { work: Steps; around: Surroundings }): Promise<void>
      run?: never
      apply?: never
    }

interface Facts<C extends ActionClass, I> {
  id: string
  on: readonly C[]
  /** Verb first, sentence case. */
  label: string
  /** "Shut down" + name + " …": what the audit log and the task strip say, with the object's name put in. */
  sentence(name: string, input: I): string
  /** "be forced to shut down": what becomes of many, after "12 will ". Absent: the label. */
  will?: string
  /** Name of an icon of app/ui/symbol. */
  icon: string
  tone: ActionTone
  group: (typeof actionGroups)[number]
  /** Where it stands in a long menu; absent: with the others of its group that are changed or organised, or in the menu itself. */
  submenu?: (typeof submenus)[number]
  permission: Permission
  /** What is needed besides, as it does something of that too. */
  also?: readonly Permission[]
  /** Must stand in the object's allowed_operations. */
  operation?: Operations[C]
  /** What it has to be told. The form that asks for it is found by the action's id, see app/forms. */
  input?: Input<I>
  /** Actions that it is another way to do: once it has worked, that one of these failed is over. */
  insteadOf?: readonly string[]
  /** False: no menu leads to it, it is part of something else. */
  listed?: false
  /** False: for one object at a time. */
  bulk?: false
  /** A reason of our own that stands before XAPI's, or undefined. `input` is not known before it is asked for. */
  blocked?(row: Rows[C], input: I | undefined): string | undefined
  /** Other objects that the input names: who does not see them can't name them. `permission`: needed over them. */
  involves?(input: I): readonly { class: ActionClass; id: ObjectId; permission?: Permission }[]
  /** Of the object's snapshots those that it is done to: they are shown as being at it. */
  snapshotsIn?(input: I): readonly ObjectId[]
  /** Which VMs it puts into a vApp, null: into none or a new one. By the vApp a role may be given over them. */
  regroups?(row: Rows[C], input: I): { vms: readonly ObjectId[]; into: ObjectId | null }
  /** Asks the pool, just before it is done or planned, whether it would work: rejects with its reason. */
  check?(target: Target<C, I> & { xapi: Calls; around: Surroundings; receive: Receive }): Promise<void>
  /** Asked of who has proved within five minutes who they are: for what destroys data. */
  recentSignIn?: true
  /** Absent: runs at once. */
  confirm?(row: Rows[C]): Confirmation
  /** The reason when the operation is not allowed in the object's present state. */
  refused?(row: Rows[C]): string
  /** What it takes of the limits of the project that the object belongs to; absent: nothing. `record`: as of `changes`. */
  takes?(row: Rows[C], input: I, record?: FollowedRecord<XapiClass<C>>): Taking
  /** What its task makes: it belongs to the project of the object that it was made from. */
  makes?: 'VM'
  /** True while the action makes sense to offer as the next step (buttons show these first). */
  offered?(row: Rows[C]): boolean
  /** True if it may start although another operation is under way on the object (a forced shut-down may). */
  interrupts?: boolean
  /** True while it may be tried although the pool does not list its operation as allowed. */
  tries?(row: Rows[C]): boolean
  /** What it changes, for the audit log and for who is about to do it. `record`: what the pool keeps of it, where that is known. */
  changes?(row: Rows[C], input: I, record?: FollowedRecord<XapiClass<C>>): { before: Plain; after: Plain }
  /** What the audit log keeps of other objects that its input names, by their names. */
  tells?(row: Rows[C], input: I, nameOf: (id: ObjectId) => string): { before: Plain; after: Plain }
  /** What takes it back, from the row and the record as they were before; undefined: nothing was changed. Absent: it can't be undone. */
  undo?(
    row: Rows[C],
    input: I,
    record?: FollowedRecord<XapiClass<C>>,
  ): { action: string; input: unknown } | undefined
}

/** What goes into the audit log as it is. */
export type Plain = { [key: string]: string | string[] | { [key: string]: string } }

/**
 * An operation on an object, defined once: menus, toolbars, the palette, confirmations, reasons, the permission
 * matrix and the audit sentence are all made from this.
 */
export type Action<C extends ActionClass = ActionClass, I = unknown> = Facts<C, I> & Work<C, I>

export function defineAction<C extends ActionClass, I = undefined>(action: Action<C, I>): Action<C, I> {
  return action
}

/** Who asks: what the policy engine says this person may do to the object at hand. */
export interface Asker {
  permissions: ReadonlySet<string>
}

export type ActionRow = Extract<AnyRow, { class: ActionClass }>

/** Whether an action is for objects of the row's class. */
export function isFor(action: Action, row: AnyRow | undefined): row is ActionRow {
  return row !== undefined && action.on.some(cls => cls === row.class)
}
