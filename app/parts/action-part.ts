import type { MenuEntries, MenuEntry } from '@/app/ui/menu'
import { OnDemand } from '@/app/ui/on-demand'
import { tellFailed } from '@/app/ui/toast'
import type { Action } from '@/server/catalogue/define'
import { t } from '@/server/shared/text'

/**
 * All that can be done, with the menus of it. The frame and lists do without until somebody opens a menu, chooses or
 * drops something: it is more than the rest of them, and is fetched at the first sign of a person.
 */
const part = new OnDemand(async () => {
  const [menus, catalogue] = await Promise.all([
    import('./action-menu'),
    import('@/server/catalogue/catalogue'),
  ])
  const { manyEntries, rowEntries } = menus
  return { manyEntries, rowEntries, actionById: catalogue.actionById }
})
type ActionPart = NonNullable<ReturnType<typeof part.get>>

/** The entries of a menu, at once where what can be done is here already. */
export function entriesBy(make: (part: ActionPart) => readonly MenuEntry[]): MenuEntries {
  const here = part.get(false)
  return here ? make(here) : fetched().then(found => (found ? make(found) : []))
}

/** Does something with an action; says so if what can be done could not be fetched. */
export async function withAction(id: string, use: (action: Action) => void): Promise<void> {
  const action = (part.get(false) ?? (await fetched()))?.actionById(id)
  if (action) use(action)
}

async function fetched(): Promise<ActionPart | undefined> {
  await part.load()
  const found = part.get(false)
  if (!found) tellFailed(t('A part of this page could not be fetched. Try again.'))
  return found
}
