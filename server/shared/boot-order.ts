import { say, told } from './text'

/** What a VM may boot from, by the letters of XAPI's `HVM_boot_params:order`. */
export const bootDevices = { c: say('Hard disk'), d: say('DVD drive'), n: say('Network') } as const
export type BootDevice = keyof typeof bootDevices

/** Each of the letters at most once; '' boots from nothing. */
export const bootOrderPattern = /^(?!.*(.).*\1)[cdn]{0,3}$/

export function isBootDevice(letter: string): letter is BootDevice {
  return Object.hasOwn(bootDevices, letter)
}

const nothing = say('Nothing')
const namesOf = (order: string) =>
  [...order].map(letter => (isBootDevice(letter) ? bootDevices[letter] : letter))

/**
 * "DVD drive, Hard disk": the devices in their order, as it is kept. Letters of other programs are shown as they are.
 */
export function bootOrderText(order: string): string {
  return namesOf(order).join(', ') || nothing
}

/** The same in the language of who reads. */
export function bootOrderTold(order: string): string {
  return namesOf(order).map(told).join(', ') || told(nothing)
}

/** The devices that a text of `bootOrderText` names; what is not known here is left out. */
export function bootOrderFrom(text: string): BootDevice[] {
  const names = text.split(', ')
  return [...'cdn']
    .filter(isBootDevice)
    .filter(device => names.includes(bootDevices[device]))
    .sort((a, b) => names.indexOf(bootDevices[a]) - names.indexOf(bootDevices[b]))
}
