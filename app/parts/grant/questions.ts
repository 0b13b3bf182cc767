import type { RowClass } from '@/server/api/types'
import { actionsFor } from '@/server/catalogue/catalogue'
import { type Permission, permissionNames, permissions, readOf } from '@/server/catalogue/permissions'
import { t, told } from '@/server/shared/text'

/** Something one may ask about an object: an action by its label, else a permission in words. */
export interface Question {
  id: string
  label: string
  permission: Permission
}

/** What can be asked about an object of a class: to see it, its actions, and what else is about its class. */
export function questionsAbout(cls: RowClass): Question[] {
  const actions = actionsFor(cls).map(({ id, label, permission }) => ({ id, label, permission }))
  const known = new Set<Permission>([readOf[cls], ...actions.map(({ permission }) => permission)])
  const others = permissionNames.filter(
    name =>
      !known.has(name) &&
      (name.startsWith(`${readOf[cls].split('.')[0]}.`) ||
        name.startsWith('object.') ||
        name === 'audit.read'),
  )
  return [
    { id: readOf[cls], label: t('See it'), permission: readOf[cls] },
    ...actions,
    ...others.map(name => ({ id: name, label: told(permissions[name]), permission: name })),
  ]
}
