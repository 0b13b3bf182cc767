import {
  type CustomFieldDefinition,
  customFieldKey,
  customFieldsKey,
  formatDefinitions,
  parseDefinitions,
} from '@/server/shared/custom-fields'
import { say, t } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Ref } from '@/server/xapi/model/records'
import { defineAction, type Surroundings } from './define'
import { inputOf } from './input'
import { setters } from './setters'

const common = {
  on: ['pool'],
  tone: 'neutral',
  group: 'organise',
  permission: 'object.organise',
  icon: 'fields',
  bulk: false,
  listed: false,
} as const

async function changeDefinitions(
  xapi: Calls,
  { alone, pool }: Surroundings,
  change: (definitions: CustomFieldDefinition[]) => CustomFieldDefinition[],
): Promise<void> {
  await alone(async () => {
    const before = (await xapi.pool.get_gui_config(pool))[customFieldsKey]
    const after = change(parseDefinitions(before))
    // The XenAPI has no call that replaces a value; XenCenter does the same.
    await xapi.pool.remove_from_gui_config(pool, customFieldsKey)
    await xapi.pool.add_to_gui_config(pool, customFieldsKey, formatDefinitions(after))
  })
}

export const defineField = defineAction({
  ...common,
  id: 'pool.defineField',
  label: say('New custom field…'),
  sentence: (name: string, { name: field }) =>
    t('Define the custom field “{field}” in {name}', { field, name }),
  input: inputOf('fieldDefinition'),
  blocked: ({ fieldDefinitions }, input) =>
    fieldDefinitions.some(({ name }) => name === input?.name)
      ? t('This pool has a custom field “{name}” already.', { name: input?.name ?? '' })
      : undefined,
  apply: ({ xapi, input, around }) =>
    changeDefinitions(xapi, around, all =>
      all.some(({ name }) => name === input.name) ? all : [...all, input],
    ),
  changes: (_, { name, type }) => ({ before: {}, after: { field: name, type } }),
  undo: (_, { name }) => ({ action: 'pool.removeField', input: { name } }),
})

/** Takes a field away from the pool, and its values off everything in it, as XenCenter does. */
export const removeField = defineAction({
  ...common,
  id: 'pool.removeField',
  label: say('Delete custom field…'),
  sentence: (name: string, { name: field }) =>
    t('Delete the custom field “{field}” of {name}', { field, name }),
  tone: 'danger',
  input: inputOf('fieldName'),
  async apply({ xapi, input, around }) {
    const key = customFieldKey(input.name)
    for (const holder of around.holders(key)) await takeOff(xapi, holder, key)
    await changeDefinitions(xapi, around, all => all.filter(({ name }) => name !== input.name))
  },
  changes: (_, { name }) => ({ before: { field: name }, after: {} }),
})

function takeOff(
  xapi: Calls,
  { class: cls, ref }: ReturnType<Surroundings['holders']>[number],
  key: string,
): Promise<void> {
  return setters(xapi, cls).remove_from_other_config(ofClass(cls, ref), key)
}

/** The inventory says of which class the reference is. */
function ofClass<C extends string>(_cls: C, ref: string): Ref<C> {
  return ref as Ref<C>
}

export const fieldActions = [defineField, removeField] as const
