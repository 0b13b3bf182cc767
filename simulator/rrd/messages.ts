import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Handlers } from '../handlers/types'
import type { Pool } from '../pool'
import { STEP } from './archives'
import type { Measurement } from './measurements'
import { Moment } from './moment'

/** What the daemon that measures says, as far as it reaches clients. */
function refusal(text: string): Failure {
  return new Failure('INTERNAL_ERROR', `IDL Error: [S(Rrdd_internal_error);S(${text})]`)
}

const missing = (what: string) => refusal(`Rrd_interface.Rrdd_error([S(Datasource_missing);S(${what})])`)

function list(measurement: Measurement | undefined) {
  return (measurement?.sources ?? []).map(source => ({
    name_label: source.name,
    name_description: source.description,
    enabled: measurement?.isRecorded(source) ?? false,
    standard: source.standard,
    units: source.units,
    min: source.min,
    max: source.max,
    // Values are asked for one by one.
    value: 0,
  }))
}

function query(pool: Pool, host: string, measurement: Measurement, name: string): number {
  const source = measurement.sources.find(one => one.name === name)
  if (!source || !measurement.isRecorded(source)) throw refusal(`Rrd.Invalid_data_source("${name}")`)
  const sampledAt = pool.measurements.sampledAt(host)
  return source.value(new Moment(sampledAt - (sampledAt % STEP), STEP))
}

function record(pool: Pool, measurement: Measurement, name: string): void {
  if (!measurement.sources.some(one => one.name === name)) throw missing(name)
  pool.measurements.record(measurement.uuid, name, true)
}

/** VMs are measured while they run; `states`: those in which this can be asked. */
function assertState(pool: Pool, ref: Ref<'VM'>, states: readonly string[]): void {
  const state = pool.db.get('VM', ref).power_state.toLowerCase()
  if (!states.includes(state)) throw new Failure('VM_BAD_POWER_STATE', ref, states.join(';'), state)
}

function vmMeasurement(pool: Pool, ref: Ref<'VM'>): Measurement {
  const found = pool.measurements.vm(ref)
  if (!found) throw missing(`VM: ${pool.db.get('VM', ref).uuid}`)
  return found
}

function srMeasurement(pool: Pool, ref: Ref<'SR'>): Measurement {
  const found = pool.measurements.sr(ref)
  if (!found) throw missing(`SR: ${pool.db.get('SR', ref).uuid}`)
  return found
}

export const vmDataSources: Handlers<'VM'> = {
  get_data_sources: ({ pool }, ref) => {
    assertState(pool, ref, ['running'])
    return list(pool.measurements.vm(ref))
  },
  query_data_source: ({ pool }, ref, name) => {
    assertState(pool, ref, ['running', 'paused'])
    return query(pool, pool.db.get('VM', ref).resident_on, vmMeasurement(pool, ref), name)
  },
  record_data_source: ({ pool }, ref, name) => {
    assertState(pool, ref, ['running', 'paused'])
    record(pool, vmMeasurement(pool, ref), name)
  },
  forget_data_source_archives: ({ pool }, ref, name) =>
    pool.measurements.record(pool.db.get('VM', ref).uuid, name, false),
}

export const hostDataSources: Handlers<'host'> = {
  get_data_sources: ({ pool }, ref) => list(pool.measurements.host(ref)),
  query_data_source: ({ pool }, ref, name) => query(pool, ref, pool.measurements.host(ref), name),
  record_data_source: ({ pool }, ref, name) => record(pool, pool.measurements.host(ref), name),
  forget_data_source_archives: ({ pool }, ref, name) =>
    pool.measurements.record(pool.db.get('host', ref).uuid, name, false),
}

export const srDataSources: Handlers<'SR'> = {
  get_data_sources: ({ pool }, ref) => list(pool.measurements.sr(ref)),
  query_data_source: ({ pool }, ref, name) => query(pool, ref, srMeasurement(pool, ref), name),
  record_data_source: ({ pool }, ref, name) => record(pool, srMeasurement(pool, ref), name),
  forget_data_source_archives: ({ pool }, ref, name) =>
    pool.measurements.record(pool.db.get('SR', ref).uuid, name, false),
}
