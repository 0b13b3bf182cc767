import type { RowClass } from '@/server/inventory/rows'
import type { Action, ActionClass } from './define'
import { vmActions } from './vm'

const byClass: { [C in ActionClass]: readonly Action<C>[] } = { VM: vmActions }
const byId = new Map<string, Action>(Object.values(byClass).flatMap(actions => actions.map(a => [a.id, a])))

/** What can be done to objects of a class, in the order of menus; nothing for classes without actions. */
export function actionsFor<C extends RowClass>(cls: C): readonly Action[] {
  return cls in byClass ? byClass[cls as ActionClass] : []
}

export function actionById(id: string): Action | undefined {
  return byId.get(id)
}

export function allActions(): readonly Action[] {
  return [...byId.values()]
}
