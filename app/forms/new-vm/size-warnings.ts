import { bytesText } from '@/app/lib/format'
import type { HostRow, Template } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { trustedVcpus } from '@/server/shared/vcpus'
import { memoryOf, type NewVmValues, rangeOf, wholeNumber } from './values'

interface About {
  values: NewVmValues
  template: Template
  hosts: readonly HostRow[]
}

/** What speaks against it without standing in the way. */
export function warningsOf({ values, template, hosts }: About): string[] {
  const where = values.home === '' ? hosts : hosts.filter(({ id }) => id === values.home)
  // What it is held to at least has to be there when it starts.
  const memory = (values.ranges ? rangeOf(values, template).least : memoryOf(values, template)) ?? 0
  const vcpus = wholeNumber(values.vcpusMax) ?? 0
  const warnings: string[] = []
  const { vcpusMin } = template.limits
  const first = wholeNumber(values.vcpus) ?? 0
  if (vcpusMin !== null && first > 0 && first < vcpusMin)
    warnings.push(t('Its system is recommended to have {n} vCPUs at least.', { n: vcpusMin }))
  if (where.length === 0) return warnings
  const largest = (of: (host: (typeof where)[number]) => number) => Math.max(...where.map(of))
  if (memory > largest(host => host.memoryTotal))
    warnings.push(t('No server has that much memory: it can’t start.'))
  else if (memory > largest(host => host.memoryFree))
    warnings.push(
      t('No server has that much memory free now: the most is {free}.', {
        free: bytesText(largest(host => host.memoryFree)),
      }),
    )
  if (vcpus > largest(host => host.cpus))
    warnings.push(t('It has more vCPUs than the server has CPUs: it gets slower by that, not faster.'))
  if (vcpus > trustedVcpus)
    warnings.push(
      t('More than {n} are for guests that are trusted: such a VM can slow down others.', {
        n: trustedVcpus,
      }),
    )
  return warnings
}
