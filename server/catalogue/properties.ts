import { say, t } from '@/server/shared/text'
import { type ActionClass, defineAction, xapiClassOf } from './define'
import { inputOf } from './input'
import type { Permission } from './permissions'
import { propertyPrefix } from './property-prefix'
import { nameSetters } from './setters'

/** One of each per class: the XenAPI asks for another role for each. */
function propertiesOf(cls: ActionClass, prefix: string, permission: Permission) {
  const rename = defineAction({
    id: `${prefix}.rename`,
    on: [cls],
    label: say('Rename…'),
    sentence: (name: string, { name: next }) => t('Rename {name} to {next}', { name, next }),
    icon: 'edit',
    tone: 'neutral',
    group: 'properties',
    permission,
    input: inputOf('name'),
    bulk: false,
    apply: ({ xapi, row, ref, input: { name } }) =>
      nameSetters(xapi, xapiClassOf(row.class)).set_name_label(ref, name),
    changes: ({ name_label }, { name }) => ({ before: { name: name_label }, after: { name } }),
    undo: ({ name_label }, { name }) =>
      name === name_label ? undefined : { action: `${prefix}.rename`, input: { name: name_label } },
  })
  const describe = defineAction({
    id: `${prefix}.describe`,
    on: [cls],
    label: say('Edit description…'),
    sentence: (name: string) => t('Describe {name}', { name }),
    will: say('get this description'),
    icon: 'edit',
    tone: 'neutral',
    group: 'properties',
    permission,
    input: inputOf('description'),
    apply: ({ xapi, row, ref, input: { description } }) =>
      nameSetters(xapi, xapiClassOf(row.class)).set_name_description(ref, description),
    changes: ({ name_description }, { description }) => ({
      before: { description: name_description },
      after: { description },
    }),
    undo: ({ name_description }, { description }) =>
      description === name_description
        ? undefined
        : { action: `${prefix}.describe`, input: { description: name_description } },
  })
  return [rename, describe] as const
}

export const vmProperties = propertiesOf('VM', propertyPrefix.VM, 'vm.edit')
export const templateProperties = propertiesOf('template', propertyPrefix.template, 'vm.edit')
export const vappProperties = propertiesOf('VM_appliance', propertyPrefix.VM_appliance, 'vapp.edit')
export const scheduleProperties = propertiesOf('VMSS', propertyPrefix.VMSS, 'schedule.edit')
export const hostProperties = propertiesOf('host', propertyPrefix.host, 'host.edit')
export const storageProperties = propertiesOf('SR', propertyPrefix.SR, 'storage.edit')
export const networkProperties = propertiesOf('network', propertyPrefix.network, 'network.edit')
export const poolProperties = propertiesOf('pool', propertyPrefix.pool, 'pool.edit')
