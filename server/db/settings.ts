import { z } from 'zod'
import type { Db } from './client'
import type { Prisma } from './generated/client'
import { defineTopic } from './topic'

/** Told by the database when a row of settings was made or changed. */
export const settingChanged = defineTopic('setting.changed', z.object({ key: z.string() }))

export interface Setting<Value> {
  /** The value as this process knows it: the default until `load`. */
  current(): Value
  /** Reads it from the database, at the start and when another process has changed it. */
  load(): Promise<void>
  save(value: Value): Promise<void>
  onChange(listener: () => void): () => void
}

/**
 * Settings that people change in the interface: a row of one key, kept in memory because every request asks. A row
 * that is not of the schema (any more) is an error: to go on with defaults could open what was closed.
 */
export function createSetting<Value extends Prisma.InputJsonObject>(
  db: Db,
  key: string,
  schema: z.ZodType<Value>,
  initial: Value,
): Setting<Value> {
  let value = initial
  const listeners = new Set<() => void>()
  const take = (next: Value) => {
    const same = JSON.stringify(next) === JSON.stringify(value)
    value = next
    if (!same) for (const listener of [...listeners]) listener()
  }
  return {
    current: () => value,
    async load() {
      const row = await db.setting.findUnique({ where: { key } })
      take(row ? schema.parse(row.value) : initial)
    },
    async save(next) {
      const checked = schema.parse(next)
      await db.setting.upsert({
        where: { key },
        create: { key, value: checked },
        update: { value: checked },
      })
      take(checked)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
