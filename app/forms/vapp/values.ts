import type { ObjectId, StartOrder } from '@/server/api/types'
import type { InputOf } from '@/server/catalogue/input'

export const numberKeys = ['order', 'startDelay', 'shutdownDelay'] as const
export type NumberKey = (typeof numberKeys)[number]

/** The VMs of a vApp as they are being put together: numbers as they were typed, by VM. */
export interface MembersValues {
  vms: ObjectId[]
  typed: Record<ObjectId, { [K in NumberKey]?: string | undefined }>
}

/** A whole number within what XAPI and its forms take; undefined for what is none. Seconds: a day at most. */
export function numberFrom(key: NumberKey, text: string): number | undefined {
  if (!/^\d+$/.test(text.trim())) return undefined
  const number = Number(text)
  return number <= (key === 'order' ? 2 ** 31 - 1 : 86_400) ? number : undefined
}

export const textOf = ({ typed }: Pick<MembersValues, 'typed'>, vm: StartOrder, key: NumberKey): string =>
  typed[vm.id]?.[key] ?? String(vm[key])

/** Whether something that was typed is no number, or what is kept of a VM is not known yet. */
export function isWrong(values: MembersValues, known: readonly StartOrder[]): boolean {
  return values.vms.some(id => {
    const vm = known.find(one => one.id === id)
    return !vm || numberKeys.some(key => numberFrom(key, textOf(values, vm, key)) === undefined)
  })
}

export function membersOf(
  values: MembersValues,
  known: readonly StartOrder[],
): InputOf<'vappMembers'>['members'] {
  return values.vms.flatMap(id => {
    const vm = known.find(one => one.id === id)
    if (!vm) return []
    const number = (key: NumberKey) => numberFrom(key, textOf(values, vm, key)) ?? vm[key]
    return {
      ...{ vm: id, from: vm.vapp?.id ?? null, order: number('order') },
      ...{ startDelay: number('startDelay'), shutdownDelay: number('shutdownDelay') },
    }
  })
}

/** The VMs that are taken out of another vApp by this. */
export const takenFromOthers = (
  { vms }: Pick<MembersValues, 'vms'>,
  known: readonly StartOrder[],
  own: ObjectId | null,
): StartOrder[] => known.filter(vm => vms.includes(vm.id) && vm.vapp !== null && vm.vapp.id !== own)
