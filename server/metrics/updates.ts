/** A column of what a host has measured. */
export interface MetricColumn {
  cf: string
  type: string
  uuid: string
  /** "cpu_avg": as the host calls the data source. */
  name: string
}

/** What a host has measured, the oldest row first. */
export interface Updates {
  /** Seconds from row to row. */
  step: number
  columns: readonly MetricColumn[]
  /** `t` in seconds of Unix time by the host's clock. NaN: not measured. */
  rows: readonly { t: number; values: readonly number[] }[]
}

/** The answer is nothing that /rrd_updates gives. */
export class UpdatesError extends Error {
  override readonly name = 'UpdatesError'
  constructor() {
    super('The host’s metrics could not be read')
  }
}

/**
 * Reads the JSON of /rrd_updates in every form that hosts give it: up to early 2024 without quotes around keys and with
 * bare NaN, later with every number as a text, from some with plain numbers. Throws UpdatesError.
 */
export function parseUpdates(text: string): Updates {
  const answer = parseLoose(text)
  const meta = memberOf(answer, 'meta')
  const legend = memberOf(meta, 'legend')
  const data = memberOf(answer, 'data')
  const step = Number(memberOf(meta, 'step'))
  if (!Array.isArray(legend) || !Array.isArray(data) || !(step > 0)) throw new UpdatesError()
  const rows = data.map(row => {
    const values = memberOf(row, 'values')
    if (!Array.isArray(values)) throw new UpdatesError()
    return { t: Number(memberOf(row, 't')), values: values.map(Number) }
  })
  return { step, columns: legend.map(String).map(columnOf), rows: rows.sort((a, b) => a.t - b.t) }
}

/** "AVERAGE:vm:<uuid>:cpu0"; names of data sources hold no colon. */
function columnOf(entry: string): MetricColumn {
  const [cf = '', type = '', uuid = '', name = ''] = entry.split(':')
  return { cf, type, uuid, name }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

const token = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|nan|Infinity|inf)\b|\b[A-Za-z_]\w*(?=\s*:)/g

function parseLoose(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The old form: texts are left alone, keys and what is no number get quotes.
  }
  try {
    return JSON.parse(text.replace(token, found => (found.startsWith('"') ? found : `"${found}"`)))
  } catch {
    throw new UpdatesError()
  }
}
