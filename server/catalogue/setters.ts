import type { Calls } from '@/server/xapi/model/calls'
import type { Ref } from '@/server/xapi/model/records'
import type { OrganisedClass, XapiClass } from './define'

type Kept = XapiClass<OrganisedClass> | 'VDI'

/** The calls that classes with a name have in common. */
interface NameSetters<C extends string> {
  set_name_label(self: Ref<C>, value: string): Promise<void>
  set_name_description(self: Ref<C>, value: string): Promise<void>
}
/** The calls that classes have in common whose objects are put in order. */
interface Setters<C extends string> {
  add_tags(self: Ref<C>, value: string): Promise<void>
  remove_tags(self: Ref<C>, value: string): Promise<void>
  add_to_other_config(self: Ref<C>, key: string, value: string): Promise<void>
  remove_from_other_config(self: Ref<C>, key: string): Promise<void>
}

const settersOf: { [C in Kept]: (xapi: Calls) => Setters<C> & NameSetters<C> } = {
  VM: xapi => xapi.VM,
  host: xapi => xapi.host,
  SR: xapi => xapi.SR,
  network: xapi => xapi.network,
  pool: xapi => xapi.pool,
  VDI: xapi => xapi.VDI,
}

const nameSettersOf: { [C in XapiClass]: (xapi: Calls) => NameSetters<C> } = {
  ...settersOf,
  VM_appliance: xapi => xapi.VM_appliance,
  VMSS: xapi => xapi.VMSS,
}

export function nameSetters<C extends XapiClass>(xapi: Calls, cls: C): NameSetters<C> {
  const of: (xapi: Calls) => NameSetters<C> = nameSettersOf[cls]
  return of(xapi)
}

export function setters<C extends Kept>(xapi: Calls, cls: C): Setters<C> {
  const of: (xapi: Calls) => Setters<C> = settersOf[cls]
  return of(xapi)
}

/**
 * Writes one key of `other_config`, '' takes it away. The XenAPI has no call that replaces a value: like other
 * consoles it takes the old one out first and puts the new one in. What is there already is not written.
 */
export async function setOtherConfig<C extends Kept>(
  { remove_from_other_config, add_to_other_config }: Setters<C>,
  ref: Ref<C>,
  key: string,
  { before, after }: { before: string | undefined; after: string },
): Promise<void> {
  if (before === after) return
  await remove_from_other_config(ref, key)
  if (after !== '') await add_to_other_config(ref, key, after)
}
