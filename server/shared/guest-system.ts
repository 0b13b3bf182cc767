import { say } from './text'

/**
 * Switches of what Hyper-V would offer a guest, which Windows uses where it finds them: keys of XAPI's platform map. The
 * first is needed by the others.
 */
export const enlightenments = [
  'viridian',
  'viridian_time_ref_count',
  'viridian_reference_tsc',
  'viridian_apic_assist',
  'viridian_crash_ctl',
  'viridian_stimer',
] as const
export type Enlightenment = (typeof enlightenments)[number]

export const enlightenmentWords: Readonly<Record<Enlightenment, { label: string; help: string }>> = {
  viridian: {
    label: say('Hyper-V interface'),
    help: say('Windows knows that it is virtualised. The others need it.'),
  },
  viridian_time_ref_count: {
    label: say('Reference counter'),
    help: say('A clock that does not depend on emulated hardware.'),
  },
  viridian_reference_tsc: {
    label: say('Reference TSC'),
    help: say('The same, read without leaving the guest.'),
  },
  viridian_apic_assist: {
    label: say('APIC assist'),
    help: say('Fewer exits when interrupts end.'),
  },
  viridian_crash_ctl: {
    label: say('Crash reports'),
    help: say('Windows tells the host why it stopped.'),
  },
  viridian_stimer: {
    label: say('Synthetic timers'),
    help: say('Timers that cost less than emulated ones.'),
  },
}

type Platform = Readonly<Record<string, string>>

/** As XAPI reads its switches. */
export const isOn = (text: string | undefined) => text === 'true' || text === '1'

export function enlightenmentsOf(platform: Platform): Enlightenment[] {
  return enlightenments.filter(key => isOn(platform[key]))
}

/** Seconds that the hardware clock is ahead of UTC. */
export function clockOf({ timeoffset }: Platform): number {
  const seconds = Number(timeoffset ?? 0)
  return Number.isFinite(seconds) ? Math.trunc(seconds) : 0
}

/** "UTC+05:30", "UTC-03:00", "UTC+01:00:07". */
export function clockText(seconds: number): string {
  const whole = Math.abs(seconds)
  const two = (n: number) => String(n).padStart(2, '0')
  const rest = whole % 60
  const clock = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}${rest ? `:${two(rest)}` : ''}`
  return `UTC${seconds < 0 ? '-' : '+'}${clock}`
}
