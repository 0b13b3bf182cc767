import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeValue } from '../../server/xapi/encode'
import { start } from '../lifecycle/start'
import { hardShutdown, shutdown } from '../lifecycle/stop'
import { resume } from '../lifecycle/suspend'
import { testPool } from '../test-pool'
import { databasePool } from './database'

const folder = resolve(import.meta.dirname, '../../../shared/pools')
const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.xml')) : []

describe.skipIf(files.length === 0)(`pools of ${folder} (skipped where the folder is missing)`, () => {
  it.each(files)('%s: every VM can be started, shut down and seen', async file => {
    const test = testPool(ground => databasePool(join(folder, file), ground))
    const { pool, clock } = test
    const machines = [...pool.db.all('VM')].filter(([, vm]) => !vm.is_a_template && !vm.is_control_domain)
    expect(machines.length).toBeGreaterThan(0)
    for (const [ref, { name_label, power_state }] of machines) {
      if (power_state === 'Running') expect(pool.db.get('VM', ref).consoles, name_label).not.toEqual([])
      const down = test.begin('VM.shutdown', async task => {
        if (power_state !== 'Halted') await shutdown(pool, task, ref)
      })
      await clock.advance(10)
      expect(pool.db.get('task', down).error_info, `shutdown of ${name_label}`).toEqual([])
      expect(pool.db.get('VM', ref).power_state).toBe('Halted')
    }
    for (const [ref, { name_label }] of machines) {
      const up = test.begin('VM.start', task => start(pool, task, ref, { paused: false }))
      await clock.advance(20)
      expect(pool.db.get('task', up).error_info, `start of ${name_label}`).toEqual([])
      const vm = pool.db.get('VM', ref)
      expect(vm.power_state).toBe('Running')
      expect(pool.db.get('console', vm.consoles[0] ?? '').location).toContain('/console?uuid=')
    }
    for (const [ref] of machines) {
      test.begin('VM.hard_shutdown', task => hardShutdown(pool, task, ref))
      await clock.advance(5)
      expect(pool.db.get('VM', ref)).toMatchObject({ power_state: 'Halted', consoles: [] })
    }
  })

  it.each(files)('%s: every record can be sent', file => {
    const { pool } = testPool(ground => databasePool(join(folder, file), ground))
    for (const [cls, table] of pool.db.tables()) {
      for (const { row } of table.entries.values())
        expect(() => encodeValue(`record ${cls}`, row)).not.toThrow()
    }
  })

  it.each(files)('%s: suspended VMs can be resumed', async file => {
    const test = testPool(ground => databasePool(join(folder, file), ground))
    for (const [ref, vm] of test.pool.db.all('VM')) {
      if (vm.power_state !== 'Suspended' || vm.is_a_snapshot || vm.is_a_template) continue
      const task = test.begin('VM.resume', one => resume(test.pool, one, ref, { paused: false }))
      await test.clock.advance(10)
      expect(test.pool.db.get('task', task).error_info).toEqual([])
    }
  })
})

describe('a file that is no pool database', () => {
  it('is refused with a sentence', () => {
    expect(() => testPool(ground => databasePool('/nosuch.xml', ground))).toThrow(
      'The pool database /nosuch.xml cannot be read (ENOENT)',
    )
    expect(() => testPool(ground => databasePool(import.meta.filename, ground))).toThrow('no pool database')
  })
})
