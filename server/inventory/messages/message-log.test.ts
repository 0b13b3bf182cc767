import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ObjectMessages } from '../details'
import { createInventory } from '../inventory'
import { describe as describeError } from '../testing/describe'
import { FakeClock } from '../testing/fake-clock'
import { FakePool } from '../testing/fake-pool'
import { smallPool } from '../testing/small-pool'
import { MessageLog } from './message-log'

test('the newest of a pool are kept, whatever they are about and in whatever order they come', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ about: fc.constantFrom('a', 'b', 'c'), minute: fc.integer({ min: 0, max: 59 }) }),
        {
          maxLength: 30,
        },
      ),
      fc.integer({ min: 1, max: 10 }),
      (said, most) => {
        const pool = new FakePool()
        const at = (minute: number) => `2026-11-01T10:${String(minute).padStart(2, '0')}:00.000Z`
        for (const { about, minute } of said) pool.note('VM_STARTED', about, at(minute))
        const log = new MessageLog(most)
        log.fill(pool.messageEvents())
        const newest = said
          .map(({ minute }) => at(minute))
          .sort()
          .reverse()
          .slice(0, most)
        const kept = ['a', 'b', 'c'].flatMap(about => log.of(about)?.messages ?? [])
        expect(
          kept
            .map(message => message.at)
            .sort()
            .reverse(),
        ).toEqual(newest)
        expect(log.of('a')?.complete).toBe(said.length <= most)
      },
    ),
  )
})

test('a message put away at the pool is gone, and one told twice stands once', () => {
  const pool = new FakePool()
  pool.note('VM_STARTED', 'a', '2026-11-01T10:00:00.000Z')
  const told = pool.messageEvents()
  const log = new MessageLog()
  expect(log.of('a')).toBeNull()
  log.fill(told)
  log.take(told)
  expect(log.of('a')?.messages).toHaveLength(1)
  pool.note('VM_PAUSED', 'a', '2026-11-01T10:00:00.000Z')
  log.take(pool.messageEvents())
  expect(log.of('a')?.messages.map(message => message.name)).toEqual(['VM_PAUSED', 'VM_STARTED'])
  log.take(pool.messageEvents().map(({ ref }) => ({ class: 'message', ref, operation: 'del' })))
  expect(log.of('a')).toEqual({ messages: [], complete: true })
})

test('who looks at an object is told what the pool notes of it, and nothing of others', async () => {
  const clock = new FakeClock()
  const pool = smallPool()
  pool.note('VM_STARTED', 'VM-web', '2026-11-01T10:00:00.000Z')
  const inventory = createInventory({ clock, describe: describeError, random: () => 1 })
  inventory.follow({ id: 'p', name: 'Lab', address: '10.0.0.1' }, pool.connect)
  await clock.advance(100)
  const told: (ObjectMessages | null)[] = []
  const stop = inventory.watchMessages('p.VM-web', noted => told.push(noted))
  pool.note('VM_REBOOTED', 'VM-db', '2026-11-01T11:00:00.000Z')
  pool.note('VM_SHUTDOWN', 'VM-web', '2026-11-01T12:00:00.000Z')
  await clock.advance(100)
  stop()
  expect(told.map(noted => noted?.messages.map(message => message.name))).toEqual([
    ['VM_STARTED'],
    ['VM_SHUTDOWN', 'VM_STARTED'],
  ])
  await inventory.stop()
})
