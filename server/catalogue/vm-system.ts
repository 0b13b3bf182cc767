import {
  clockOf,
  clockText,
  type Enlightenment,
  enlightenments,
  enlightenmentsOf,
  enlightenmentWords,
  isOn,
} from '@/server/shared/guest-system'
import { say, t, told } from '@/server/shared/text'
import { defineAction } from './define'
import { type InputOf, inputOf } from './input'

type Told = InputOf<'guestSystem'>
type Kept = { platform: Readonly<Record<string, string>>; has_vendor_device: boolean }

/** Of the platform map what is told, and all else as it is. What is off already is not written down. */
function platformWith(before: Kept['platform'], { on, secureBoot, clock }: Told): Record<string, string> {
  const after: Record<string, string> = { ...before }
  for (const key of on === null ? [] : enlightenments) {
    if (on?.includes(key) !== isOn(before[key])) after[key] = String(on?.includes(key))
  }
  if (secureBoot !== null && secureBoot !== isOn(before.secureboot)) after.secureboot = String(secureBoot)
  if (clock !== null && clock !== clockOf(before)) after.timeoffset = String(clock)
  return after
}

const names = (keys: readonly Enlightenment[]) =>
  keys.map(key => told(enlightenmentWords[key].label)).join(', ') || t('None')
const onOrOff = (on: boolean) => (on ? t('On') : t('Off'))

function shown({ platform, has_vendor_device }: Kept, { on, secureBoot, clock, vendorDevice }: Told) {
  return {
    ...(on !== null && { enlightenments: names(enlightenmentsOf(platform)) }),
    ...(secureBoot !== null && { secureBoot: onOrOff(isOn(platform.secureboot)) }),
    ...(clock !== null && { clock: clockText(clockOf(platform)) }),
    ...(vendorDevice !== null && { vendorDevice: onOrOff(has_vendor_device) }),
  }
}

export const vmSetSystem = defineAction({
  id: 'vm.setSystem',
  on: ['VM'],
  label: say('Change what its system finds…'),
  sentence: (name: string) => t('Change what the system of {name} finds', { name }),
  icon: 'settings',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.edit',
  input: inputOf('guestSystem'),
  listed: false,
  blocked: (vm, input) =>
    !vm.isHvm
      ? t('It boots paravirtualised: its system finds nothing of this.')
      : input && vm.power_state !== 'Halted' && (input.vendorDevice !== null || input.clock !== null)
        ? t('Shut it down first: its clock and the device of the drivers are changed while it is halted.')
        : undefined,
  async check({ xapi, ref, around, input }) {
    const { HVM_boot_params } = await xapi.VM.get_record(ref)
    if (input.secureBoot === true && HVM_boot_params.firmware !== 'uefi')
      around.refuse(t('It does not boot by UEFI, and only such systems can check signatures.'))
  },
  async apply({ xapi: { VM }, ref, input }) {
    const { platform, has_vendor_device } = await VM.get_record(ref)
    const after = platformWith(platform, input)
    const changed = Object.keys(after).some(key => after[key] !== platform[key])
    if (changed) await VM.set_platform(ref, after)
    if (input.vendorDevice === null || input.vendorDevice === has_vendor_device) return
    try {
      await VM.set_has_vendor_device(ref, input.vendorDevice)
    } catch (error) {
      if (changed) await VM.set_platform(ref, platform)
      throw error
    }
  },
  changes: (_, input, record) => ({
    before: record ? shown(record, input) : {},
    after: record
      ? shown(
          {
            platform: platformWith(record.platform, input),
            has_vendor_device: input.vendorDevice ?? record.has_vendor_device,
          },
          input,
        )
      : {},
  }),
  undo: (_, { on, secureBoot, clock, vendorDevice }, record) =>
    record && {
      action: 'vm.setSystem',
      input: {
        on: on === null ? null : enlightenmentsOf(record.platform),
        secureBoot: secureBoot === null ? null : isOn(record.platform.secureboot),
        clock: clock === null ? null : clockOf(record.platform),
        vendorDevice: vendorDevice === null ? null : record.has_vendor_device === true,
      },
    },
})
