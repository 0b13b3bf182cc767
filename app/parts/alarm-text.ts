import { say, t, told } from '@/server/shared/text'

const GiB = 2 ** 30
const shares: Readonly<Record<string, string>> = {
  cpu_usage: say('CPU usage'),
  fs_usage: say('The file system of the control domain'),
  log_fs_usage: say('The log partition of the control domain'),
  mem_usage: say('Memory usage of the control domain'),
  physical_utilisation: say('The storage in use'),
}
const rates: Readonly<Record<string, string>> = {
  network_usage: say('Network traffic'),
  disk_usage: say('Disk traffic'),
  sr_io_throughput_total_per_host: say('Storage traffic'),
}
const kibibytes: Readonly<Record<string, string>> = {
  memory_free_kib: say('Free memory'),
  memory_internal_free: say('Free memory of the guest'),
}

const share = (value: number) => `${Math.round(value * 100)} %`
const rate = (value: number) => `${Math.round((value / 2 ** 20) * 10) / 10} MiB/s`
const size = (kib: number) => `${Math.round(((kib * 1024) / GiB) * 10) / 10} GiB`

function measured(name: string, value: number): { what: string; text: string } | undefined {
  const [what, text] =
    shares[name] !== undefined
      ? [shares[name], share(value)]
      : rates[name] !== undefined
        ? [rates[name], rate(value)]
        : [kibibytes[name], size(value)]
  return what === undefined ? undefined : { what: told(what), text }
}

/**
 * What an alarm says in one sentence: "CPU usage was 93 % for 5 min, beyond 90 %". Undefined for what is no alarm of a
 * measure that is known: then the text stands for itself.
 */
export function alarmText(body: string): string | undefined {
  const of = (pattern: RegExp) => pattern.exec(body)?.[1]
  const now = Number(of(/^value:\s*([-\d.e+]+)/m))
  const name = of(/<name value="([^"]*)"/) ?? ''
  const level = Number(of(/<alarm_trigger_level value="([^"]*)"/))
  const seconds = Number(of(/<alarm_trigger_period value="([^"]*)"/) ?? '0')
  const value = measured(name, now)
  const limit = measured(name, level)
  if (!value || !limit || !Number.isFinite(now) || !Number.isFinite(level)) return undefined
  const { what, text } = value
  if (seconds <= 0) return t('{what} was {text}; the limit is {limit}.', { what, text, limit: limit.text })
  const time = seconds >= 60 ? t('{n} min', { n: Math.round(seconds / 60) }) : t('{n} s', { n: seconds })
  return t('{what} was {text} for {time}; the limit is {limit}.', { what, text, time, limit: limit.text })
}
