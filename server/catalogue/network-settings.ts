import { say, t } from '@/server/shared/text'
import { defineAction, type Plain } from './define'
import { type InputOf, inputOf } from './input'
import { setOtherConfig, setters } from './setters'

const common = {
  on: ['network'],
  icon: 'network',
  tone: 'neutral',
  group: 'properties',
  permission: 'network.edit',
} as const

/** Hosts read it when they next bring the network up: what runs goes on with the old one. */
export const networkSetMtu = defineAction({
  ...common,
  id: 'network.setMtu',
  // The XenAPI has a lower role for this than for the rest.
  permission: 'network.mtu',
  label: say('Change MTU…'),
  sentence: (name: string, { mtu }: InputOf<'mtu'>) => t('Set the MTU of {name} to {mtu}', { name, mtu }),
  will: say('get this MTU'),
  input: inputOf('mtu'),
  blocked: (network, input) =>
    input !== undefined && input.mtu === network.mtu
      ? t('Its MTU is {mtu} already.', { mtu: network.mtu })
      : undefined,
  apply: ({ xapi, ref, input: { mtu } }) => xapi.network.set_MTU(ref, mtu),
  changes: (network, { mtu }) => ({ before: { mtu: String(network.mtu) }, after: { mtu: String(mtu) } }),
  undo: (network, { mtu }) =>
    network.mtu === mtu ? undefined : { action: 'network.setMtu', input: { mtu: network.mtu } },
})

/** XenCenter's key, which it reads as on where it is not there. */
const automaticKey = 'automatic'

export const networkSetAutomatic = defineAction({
  ...common,
  id: 'network.setAutomatic',
  label: say('Give it to new VMs…'),
  sentence: (name: string, { on }: InputOf<'onOff'>) =>
    on ? t('Give new VMs a NIC on {name}', { name }) : t('Give new VMs no NIC on {name}', { name }),
  input: inputOf('onOff'),
  listed: false,
  async apply({ xapi, ref, input: { on } }) {
    const before = (await xapi.network.get_other_config(ref))[automaticKey]
    await setOtherConfig(setters(xapi, 'network'), ref, automaticKey, { before, after: String(on) })
  },
  changes: (_, { on }, record) => ({
    before: told(record && isAutomatic(record)),
    after: told(on),
  }),
  undo: (_, { on }, record) =>
    record === undefined || isAutomatic(record) === on
      ? undefined
      : { action: 'network.setAutomatic', input: { on: !on } },
})

const isAutomatic = ({ other_config }: { other_config: Readonly<Record<string, string>> }) =>
  other_config[automaticKey] !== 'false'

const told = (on: boolean | undefined): Plain =>
  on === undefined ? {} : { automatic: on ? t('On') : t('Off') }

export const networkSettings = [networkSetMtu, networkSetAutomatic] as const
