import { expect, test } from 'vitest'
import { alarmText } from './alarm-text'

const alarm = (value: string, name: string, level: string, period: string) =>
  `value: ${value}\nconfig:\n<variable>\n\t<name value="${name}"/>\n\t<alarm_trigger_level value="${level}"/>\n\t<alarm_trigger_period value="${period}"/>\n</variable>\n`

test.each([
  [alarm('0.934471', 'cpu_usage', '0.9', '300'), 'CPU usage was 93 % for 5 min; the limit is 90 %.'],
  [
    alarm('5101384', 'memory_free_kib', '13421772', '120'),
    'Free memory was 4.9 GiB for 2 min; the limit is 12.8 GiB.',
  ],
  [
    alarm('2097152', 'network_usage', '1048576', '30'),
    'Network traffic was 2 MiB/s for 30 s; the limit is 1 MiB/s.',
  ],
])('an alarm is one sentence', (body, text) => expect(alarmText(body)).toBe(text))

test('what is no alarm, or of a measure nobody knows, is left as it is', () => {
  expect(alarmText('The host is gone')).toBeUndefined()
  expect(alarmText(alarm('1', 'new_measure', '2', '60'))).toBeUndefined()
})
