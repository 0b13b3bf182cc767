import type { Datetime } from '@/server/xapi/model/records'
import { isoTime } from '../clock'

/** XAPI writes the epoch for "never". */
export function unlessNever(time: Datetime | undefined): string | null {
  return time === undefined || time === '' || time.startsWith('1970-01-01') ? null : time
}

/** Unix seconds as XAPI keeps them in maps, "1630403754.", as ISO text; null for anything else. */
export function fromUnixText(text: string | undefined): string | null {
  const seconds = Number.parseFloat(text ?? '')
  return Number.isFinite(seconds) && seconds > 0 ? isoTime(seconds * 1000) : null
}
