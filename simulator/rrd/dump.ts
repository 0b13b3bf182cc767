import { type Archive, archives, newestRow, STEP, widthOf } from './archives'
import type { Measurement } from './measurements'
import { Moment } from './moment'
import { writeNumber, writeSample } from './numbers'
import { type Column, sampled } from './table'

/** Seconds after which a value that did not come is unknown. */
const HEARTBEAT = 300
/** Of the samples of a row so many may be unknown. */
const TOLERANCE = 0.5

/** All archives of an object, as pieces of XML. Rows are oldest first. */
export function* dumpAsXml(measurement: Measurement, sampledAt: number): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<rrd><version>0003</version><step>${STEP}</step><lastupdate>${sampledAt}</lastupdate>`
  for (const source of describe(measurement, sampledAt)) {
    yield `<ds>${element('name', source.name)}${element('type', source.type)}${element('minimal_heartbeat', source.minimal_heartbeat)}${element('min', source.min)}${element('max', source.max)}${element('last_ds', source.last_ds)}${element('value', source.value)}<unknown_sec>0</unknown_sec></ds>`
  }
  for (const { archive, consolidation, columns } of parts(measurement)) {
    const preparing =
      '<ds><primary_value>0.0</primary_value><secondary_value>0.0</secondary_value><value>0.0</value><unknown_datapoints>0</unknown_datapoints></ds>'
    yield `<rra><cf>${consolidation}</cf><pdp_per_row>${archive.samples}</pdp_per_row><params><xff>${writeNumber(TOLERANCE)}</xff></params><cdp_prep>${preparing.repeat(columns.length)}</cdp_prep><database>`
    for (const values of rowsOf(columns, archive, sampledAt)) {
      yield `<row>${values.map(value => element('v', value)).join('')}</row>`
    }
    yield '</database></rra>'
  }
  yield '</rrd>'
}

/** The same as pieces of JSON, in which every number is a text. */
export function* dumpAsJson(measurement: Measurement, sampledAt: number): Generator<string> {
  const sources = describe(measurement, sampledAt).map(source => ({
    ...source,
    unknown_sec: '0.0',
    last_updated: String(sampledAt),
  }))
  yield `{"version":"0003","step":"${STEP}","lastupdate":"${sampledAt}","ds":${JSON.stringify(sources)},"rra":[`
  let first = true
  for (const { archive, consolidation, columns } of parts(measurement)) {
    const preparing = columns.map(() => ({
      primary_value: '0.0',
      secondary_value: '0.0',
      value: '0.0',
      unknown_datapoints: '0',
    }))
    const head = {
      cf: consolidation,
      pdp_per_row: String(archive.samples),
      params: { xff: writeNumber(TOLERANCE) },
      cdp_prep: { ds: preparing },
    }
    const rows = [...rowsOf(columns, archive, sampledAt)]
    yield `${first ? '' : ','}${JSON.stringify(head).slice(0, -1)},"database":${JSON.stringify(rows)}}`
    first = false
  }
  yield ']}'
}

function describe(measurement: Measurement, sampledAt: number) {
  const moment = new Moment(sampledAt, STEP)
  return recorded(measurement).map(source => {
    const value = writeNumber(source.value(moment))
    return {
      name: source.name,
      type: source.type,
      minimal_heartbeat: writeNumber(HEARTBEAT),
      min: writeNumber(source.min),
      max: writeNumber(source.max),
      last_ds: value,
      value,
    }
  })
}

function* parts(measurement: Measurement) {
  const sources = recorded(measurement)
  for (const archive of archives) {
    for (const consolidation of measurement.consolidations) {
      const columns: Column[] = sources.map(source => ({ source, consolidation }))
      yield { archive, consolidation, columns }
    }
  }
}

function recorded({ sources, isRecorded }: Measurement) {
  return sources.filter(isRecorded)
}

function* rowsOf(columns: readonly Column[], archive: Archive, sampledAt: number): Generator<string[]> {
  const width = widthOf(archive)
  const last = newestRow(archive, sampledAt)
  for (const { values } of sampled(columns, last - (archive.rows - 1) * width, last, width)) {
    yield values.map(writeSample)
  }
}

function element(name: string, text: string): string {
  return `<${name}>${text}</${name}>`
}
