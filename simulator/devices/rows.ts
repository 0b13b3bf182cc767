import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'

type Vbd = Omit<Partial<Records['VBD']>, 'uuid' | 'metrics'>
type Vif = Omit<Partial<Records['VIF']>, 'uuid' | 'metrics'>

/** A disk drive of a VM, with the row of metrics that nobody reads any more but that comes and goes with it. */
export function addVbd(pool: Pool, fields: Vbd, currently_attached = false): Ref<'VBD'> {
  const metrics = pool.db.create('VBD_metrics', {})
  return pool.db.create('VBD', { ...fields, metrics, currently_attached, current_operations: {} })
}

export function dropVbd(pool: Pool, ref: Ref<'VBD'>): void {
  const vbd = pool.db.find('VBD', ref)
  if (!vbd) return
  pool.db.destroy('VBD', ref)
  pool.db.destroy('VBD_metrics', vbd.metrics)
}

export function addVif(pool: Pool, fields: Vif): Ref<'VIF'> {
  const metrics = pool.db.create('VIF_metrics', {})
  return pool.db.create('VIF', { ...fields, metrics, currently_attached: false, current_operations: {} })
}

export function dropVif(pool: Pool, ref: Ref<'VIF'>): void {
  const vif = pool.db.find('VIF', ref)
  if (!vif) return
  pool.db.destroy('VIF', ref)
  pool.db.destroy('VIF_metrics', vif.metrics)
}

/** Locally administered, as xapi makes them. */
export function newMac(): string {
  const hex = randomUUID().replaceAll('-', '').slice(0, 10)
  return `02:${hex.match(/../g)?.join(':')}`
}

/** The kernel's name of a disk by its position: 0 → `xvda`. Positions written as names stay as they are. */
export function deviceName(userdevice: string): string {
  const position = Number(userdevice)
  if (!Number.isInteger(position) || position < 0) return userdevice
  const letter = (index: number) => String.fromCharCode(97 + index)
  return position < 26
    ? `xvd${letter(position)}`
    : `xvd${letter(Math.floor(position / 26) - 1)}${letter(position % 26)}`
}
