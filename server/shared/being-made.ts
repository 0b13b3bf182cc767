/**
 * What the name of a VM begins with while it is being made. XenCenter does the same and shows no VM that is called so:
 * nobody works by mistake on one that is not whole.
 */
export const beingMadePrefix = '__gui__'

/** Stands in `other_config` of a VM that is being made here: which run makes it, so that what a run leaves is found. */
export const beingMadeKey = 'domus:being-made'

export function isBeingMade({ name_label }: { name_label: string }): boolean {
  // What a pool or a file of it says may be anything.
  return String(name_label).startsWith(beingMadePrefix)
}
