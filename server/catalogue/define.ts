import type { AnyRow, Rows } from '@/server/inventory/rows'
import type { Taking } from '@/server/shared/project'
import type { AsyncCalls } from '@/server/xapi/model/calls'
import type { Enums, Ref } from '@/server/xapi/model/records'
import type { Permission } from './permissions'

/** Classes of XenAPI objects that actions exist for, and what their operations are called. */
interface Operations {
  VM: Enums['vm_operations']
}
export type ActionClass = keyof Operations

export type ActionTone = 'neutral' | 'danger'
/** The parts of a menu, in order. */
export const actionGroups = ['power', 'state', 'force'] as const

export interface Confirmation {
  title: string
  /** What will happen and what may be lost. */
  body: string
  /** The label of the button: the action's own verb. */
  verb: string
}

/**
 * An operation on an object, defined once: menus, toolbars, the palette, confirmations, reasons, the permission
 * matrix and the audit sentence are all made from this.
 */
export interface Action<C extends ActionClass = ActionClass> {
  id: string
  on: C
  /** Verb first, sentence case. */
  label: string
  /** "Shut down" + name + " …": what the audit log and the task strip say, with the object's name put in. */
  sentence: (name: string) => string
  /** Name of an icon of app/ui/symbol. */
  icon: string
  tone: ActionTone
  group: (typeof actionGroups)[number]
  permission: Permission
  /** Must stand in the object's allowed_operations. */
  operation: Operations[C]
  /** A reason of our own that stands before XAPI's, or undefined. */
  blocked?: (row: Rows[C]) => string | undefined
  /** Asked of who has proved within five minutes who they are: for what destroys data. */
  recentSignIn?: true
  /** Absent: runs at once. */
  confirm?: (row: Rows[C]) => Confirmation
  /** The reason when the operation is not allowed in the object's present state. */
  refused: (row: Rows[C]) => string
  /** What it takes of the limits of the project that the object belongs to; absent: nothing. */
  takes?: (row: Rows[C]) => Taking
  /** True while the action makes sense to offer as the next step (buttons show these first). */
  offered: (row: Rows[C]) => boolean
  /** True if it may start although another operation is under way on the object (a forced shut-down may). */
  interrupts?: boolean
  /** Starts the work at the pool and returns the task that does it. */
  run: (context: { xapi: AsyncCalls; ref: Ref<C>; row: Rows[C] }) => Promise<Ref<'task'>>
}

export function defineAction<C extends ActionClass>(action: Action<C>): Action<C> {
  return action
}

/** Who asks: what the policy engine says this person may do to the object at hand. */
export interface Asker {
  permissions: ReadonlySet<string>
}

export type ActionRow = Extract<AnyRow, { class: ActionClass }>
