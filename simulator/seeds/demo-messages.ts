import type { SeedBuilder } from './builder'
import type { Machines } from './demo-machines'
import type { Storage } from './demo-places'

const HOUR = 3600

function alarm(value: string, name: string, level: string, period: number): string {
  const config = `<variable>\n\t<name value="${name}"/>\n\t<alarm_trigger_level value="${level}"/>\n\t<alarm_trigger_period value="${period}"/>\n</variable>`
  return `value: ${value}\nconfig:\n${config}\n`
}

/** Alarms and traces of what happened lately, oldest first. */
export function demoMessages(builder: SeedBuilder, about: { machines: Machines; storage: Storage }): void {
  const uuidOf = (cls: string, ref: string) =>
    String(builder.drafts.find(draft => draft.cls === cls && draft.ref === ref)?.row.uuid ?? '')
  const say = (
    ago: number,
    name: string,
    priority: number,
    cls: 'VM' | 'SR' | 'Host',
    uuid: string,
    body: string,
  ) => {
    if (uuid)
      builder.messages.push({ name, priority, cls, obj_uuid: uuid, timestamp: builder.ago(ago), body })
  }
  const vm = (name: string) => about.machines.get(name)?.uuid ?? ''
  const hosts = builder.drafts.filter(draft => draft.cls === 'host')
  const third = hosts[2]?.row
  say(70 * HOUR, 'VM_STARTED', 5, 'VM', vm('web-01'), `VM 'web-01' (uuid: ${vm('web-01')}) started`)
  say(69 * HOUR, 'VM_REBOOTED', 5, 'VM', vm('app-01'), `VM 'app-01' (uuid: ${vm('app-01')}) rebooted cleanly`)
  say(51 * HOUR, 'VM_SHUTDOWN', 5, 'VM', vm('wsus-01'), `VM 'wsus-01' (uuid: ${vm('wsus-01')}) shutdown`)
  say(
    30 * HOUR,
    'VM_SUSPENDED',
    5,
    'VM',
    vm('runner-01'),
    `VM 'runner-01' (uuid: ${vm('runner-01')}) suspended`,
  )
  say(
    29 * HOUR,
    'VM_SUSPENDED',
    5,
    'VM',
    vm('runner-02'),
    `VM 'runner-02' (uuid: ${vm('runner-02')}) suspended`,
  )
  say(
    26 * HOUR,
    'VM_PAUSED',
    5,
    'VM',
    vm('build-win11'),
    `VM 'build-win11' (uuid: ${vm('build-win11')}) paused`,
  )
  say(
    14 * HOUR,
    'ALARM',
    3,
    'SR',
    uuidOf('SR', about.storage.archive),
    alarm('0.970012', 'physical_utilisation', '0.8', 60),
  )
  say(5 * HOUR, 'ALARM', 3, 'VM', vm('sql-02'), alarm('0.934471', 'cpu_usage', '0.9', 300))
  if (third) {
    const text = 'fra-xen-03: less than 10 % of the memory is free'
    say(
      3 * HOUR,
      'ALARM',
      3,
      'Host',
      String(third.uuid),
      `${alarm('5101384', 'memory_free_kib', '13421772', 120)}${text}`,
    )
  }
}
