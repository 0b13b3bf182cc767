import type { ObjectId } from '@/server/inventory/rows'
import type { Book } from './engine/book'
import { foldersAbove } from './engine/scope'
import { type Principal, permissionsOn } from './policy'

/** By what grants find objects besides their place in the pool: the folder they lie in and the tags they bear. */
export interface Marks {
  folder: string
  tags: readonly string[]
}

/**
 * Why a person may not change these marks of an object: a role is given over such a folder or tag, so that the change
 * would give somebody rights to the object, or take them away. Undefined when no role hangs on it, and for whoever
 * rules over who may do what.
 */
export function whyNotMark(
  user: Pick<Principal, 'access'>,
  { grants }: Pick<Book, 'grants'>,
  before: Marks,
  after: Partial<Marks>,
): string | undefined {
  if (permissionsOn(user).has('access.manage')) return undefined
  const { folder = before.folder, tags = before.tags } = after
  const folders = differing([...foldersAbove(before.folder)], [...foldersAbove(folder)])
  const differingTags = differing(before.tags, tags)
  for (const { scope } of grants.values()) {
    const hangs =
      (scope.kind === 'folder' && folders.has(scope.ref)) ||
      (scope.kind === 'tag' && differingTags.has(scope.ref))
    if (hangs) return `Who may do what hangs on this ${scope.kind}. Only who manages access can change that.`
  }
  return undefined
}

/** The same for the vApps that VMs are put into or taken out of. Null stands for none. */
export function whyNotVapps(
  user: Pick<Principal, 'access'>,
  { grants }: Pick<Book, 'grants'>,
  vapps: ReadonlySet<ObjectId | null>,
): string | undefined {
  if (permissionsOn(user).has('access.manage')) return undefined
  for (const { scope } of grants.values())
    if (scope.kind === 'vapp' && vapps.has(scope.ref))
      return 'Who may do what hangs on this vApp. Only who manages access can change that.'
  return undefined
}

function differing(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const [had, has] = [new Set(before), new Set(after)]
  return new Set([...had, ...has].filter(one => had.has(one) !== has.has(one)))
}
