import type { TemplateRow, VmRow } from '@/server/inventory/rows'
import { say, t, told } from '@/server/shared/text'
import { coresFor, coresPerSocket, priorities, weightOf } from '@/server/shared/vcpus'
import type { Records } from '@/server/xapi/model/records'
import { defineAction } from './define'
import { type InputOf, inputOf } from './input'
import { ofProduct } from './vm-states'

type Told = InputOf<'vcpus'>
/** What XAPI keeps of them. `now`: those that run; as many as at the start where nothing runs. */
interface Vcpus {
  max: number
  atStart: number
  cores: number
  weight: number
}
type Kept = Pick<Records['VM'], 'VCPUs_max' | 'VCPUs_at_startup' | 'platform' | 'VCPUs_params'>

const kept = ({ VCPUs_max, VCPUs_at_startup, platform, VCPUs_params }: Kept): Vcpus => ({
  max: VCPUs_max,
  atStart: VCPUs_at_startup,
  cores: coresPerSocket(platform),
  weight: weightOf(VCPUs_params),
})

/** As it would be: what was not told stays, the cores of a socket only where they go into the most vCPUs. */
function wanted(before: Vcpus, { vcpus, max, cores, weight }: Told): Vcpus {
  const most = max ?? before.max
  return {
    max: most,
    atStart: vcpus ?? before.atStart,
    cores: cores ?? (most === before.max ? before.cores : coresFor(most, before.cores)),
    weight: weight ?? before.weight,
  }
}

export function priorityText(weight: number): string {
  const named = priorities.find(one => one.weight === weight)
  return named ? told(named.label) : t('Weight {weight}', { weight })
}

const shown = ({ max, atStart, cores, weight }: Vcpus) => ({
  vcpus: t('{n} of {all}', { n: atStart, all: max }),
  topology: t('{sockets} × {cores}', { sockets: max / cores, cores }),
  priority: priorityText(weight),
})

/** Whether the guest would get more of them now, without a restart. */
const grows = (vm: VmRow | TemplateRow, count: number) =>
  vm.class === 'VM' &&
  vm.power_state === 'Running' &&
  count > vm.vcpus &&
  vm.allowed_operations.includes('changing_VCPUs_live')

export const vmSetVcpus = defineAction({
  id: 'vm.setVcpus',
  on: ['VM', 'template'],
  label: say('Change vCPUs…'),
  sentence: (name: string, { vcpus }: Told) =>
    vcpus === null
      ? t('Change the vCPUs of {name}', { name })
      : t('{n, plural, one {Give {name} # vCPU} other {Give {name} # vCPUs}}', { n: vcpus, name }),
  will: say('get these vCPUs'),
  icon: 'cpu',
  tone: 'neutral',
  group: 'properties',
  // XAPI has another role for this than for memory.
  permission: 'vm.edit',
  input: inputOf('vcpus'),
  blocked: (vm, input) =>
    vm.class === 'template'
      ? ofProduct(vm)
      : input !== undefined && input.max !== null && vm.power_state !== 'Halted'
        ? t('{name} is {word}. Shut it down to change the most vCPUs it can have.', {
            name: vm.name_label,
            word: vm.power_state.toLowerCase(),
          })
        : undefined,
  takes: (vm, { vcpus, max }, record) => ({
    vcpus: Math.max(0, (max ?? vcpus ?? 0) - (record?.VCPUs_max ?? vm.vcpus)),
  }),
  async check({ xapi, ref, around, input }) {
    const { max, atStart, cores } = wanted(kept(await xapi.VM.get_record(ref)), input)
    if (atStart > max) around.refuse(t('It can have {max} at most. Shut it down to raise that.', { max }))
    if (max % cores !== 0) around.refuse(t('Sockets of {cores} do not make {max} vCPUs.', { cores, max }))
  },
  async apply({ xapi: { VM }, row, ref, input }) {
    const record = await VM.get_record(ref)
    const before = kept(record)
    const after = wanted(before, input)
    const back: (() => Promise<void>)[] = []
    const set = async (changed: boolean, to: () => Promise<void>, from: () => Promise<void>) => {
      if (!changed) return
      await to()
      back.unshift(from)
    }
    const most = () =>
      set(
        after.max !== before.max,
        () => VM.set_VCPUs_max(ref, after.max),
        () => VM.set_VCPUs_max(ref, before.max),
      )
    try {
      // There are never more of them than the most: up in this order, down in the other.
      if (after.max > before.max) await most()
      if (input.vcpus !== null && grows(row, input.vcpus)) await VM.set_VCPUs_number_live(ref, input.vcpus)
      else
        await set(
          after.atStart !== before.atStart,
          () => VM.set_VCPUs_at_startup(ref, after.atStart),
          () => VM.set_VCPUs_at_startup(ref, before.atStart),
        )
      if (after.max < before.max) await most()
      await set(
        after.cores !== before.cores,
        () => VM.set_platform(ref, { ...record.platform, 'cores-per-socket': String(after.cores) }),
        () => VM.set_platform(ref, record.platform),
      )
      if (after.weight !== before.weight)
        await VM.set_VCPUs_params(ref, { ...record.VCPUs_params, weight: String(after.weight) })
    } catch (error) {
      for (const step of back) await step()
      throw error
    }
  },
  changes: (_, input, record) => {
    if (!record) return { before: {}, after: {} }
    const before = kept(record)
    return { before: shown(before), after: shown(wanted(before, input)) }
  },
  undo(_, input, record) {
    if (!record) return undefined
    const before = kept(record)
    const after = wanted(before, input)
    const differs = <K extends keyof Vcpus>(key: K) => (before[key] === after[key] ? null : before[key])
    const back = {
      ...{ vcpus: differs('atStart'), max: differs('max') },
      ...{ cores: differs('cores'), weight: differs('weight') },
    }
    return Object.values(back).every(value => value === null)
      ? undefined
      : { action: 'vm.setVcpus', input: back }
  },
})
