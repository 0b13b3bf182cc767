import { t, told } from '@/server/shared/text'
import { priorities } from '@/server/shared/vcpus'

export function vcpusText(count: number): string {
  return t('{n, plural, one {# vCPU} other {# vCPUs}}', { n: count })
}

/** "2 sockets with 4 cores each"; a topology that does not come out even is said as it stands. */
export function topologyText(vcpus: number, cores: number): string {
  return vcpus % cores === 0
    ? t(
        '{sockets, plural, one {# socket} other {# sockets}} of {cores, plural, one {# core} other {# cores}}',
        {
          sockets: vcpus / cores,
          cores,
        },
      )
    : t('Sockets of {cores} for {n} vCPUs: it does not start like that', { cores, n: vcpus })
}

/** Priorities to choose from, with the VM's own weight where it is none of those that have a name. */
export function priorityOptions(weight: number | undefined): { value: string; label: string }[] {
  const named = priorities.map(one => ({
    value: String(one.weight),
    label: t('{priority} (weight {weight})', { priority: told(one.label), weight: one.weight }),
  }))
  return weight === undefined || priorities.some(one => one.weight === weight)
    ? named
    : [...named, { value: String(weight), label: t('Weight {weight}', { weight }) }]
}
