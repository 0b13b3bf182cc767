import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scope } from '@/server/access/engine/scope'
import { createPlaces } from '@/server/access/places'
import { createSights } from '@/server/access/sight/sights'
import { createInventory } from '@/server/inventory/inventory'
import { describe } from '@/server/inventory/testing/describe'
import { FakeClock } from '@/server/inventory/testing/fake-clock'
import { smallPool } from '@/server/inventory/testing/small-pool'
import type { Interests, ListInterest, LiveMessage } from '@/server/inventory/views'
import { accessAs } from '@/server/testing/access'
import { LiveTab } from './live-tab'
import { wireMessage } from './live-wire'
import { SharedTexts, sharedText } from './shared-texts'

const scope = (kind: Scope['kind'], value: string): Scope => ({ kind, ref: value })
const everything = scope('everything', '')
const scopes = [
  everything,
  scope('object', 'p.VM-web'),
  scope('object', 'p.VM-db'),
  scope('host', 'p.host-one'),
  scope('object', 'p.SR-shared'),
  scope('folder', '/team'),
  scope('tag', 'seen'),
]
const list = (from: number, count: number): ListInterest => ({
  key: 'vms',
  query: { class: 'VM', within: null, filter: '', sort: { id: 'name', desc: false } },
  from,
  count,
})

async function room() {
  const clock = new FakeClock()
  const pool = smallPool()
  const inventory = createInventory({ clock, describe, random: () => 1 })
  const sights = createSights(inventory, clock)
  inventory.follow({ id: 'p', name: 'Lab', address: '10.0.0.1' }, pool.connect)
  await clock.advance(100)
  /** A tab, what it was told as text that is shared, and the same as text of its own. */
  const open = (where: Scope, interests: Interests) => {
    const access = accessAs('read-only', where, createPlaces(inventory))
    const tab = new LiveTab(sights.take(access).view, { rows: () => [] }, access)
    tab.show(interests)
    const shared = new SharedTexts()
    let begun = false
    return (): { message: LiveMessage; text: string; alone: string } | null => {
      const message = begun ? tab.next() : tab.begin(undefined)
      begun = true
      return (
        message && { message, text: written(shared, message), alone: JSON.stringify(wireMessage(message)) }
      )
    }
  }
  return { clock, pool, inventory, open }
}

function written(shared: SharedTexts, message: LiveMessage): string {
  const chunk = Buffer.from(`data: ${JSON.stringify(wireMessage(message, shared))}\n`)
  return Buffer.concat(shared.fill(chunk)).toString().slice('data: '.length, -1)
}

const tabs = fc.array(
  fc.record({
    where: fc.constantFrom(...scopes),
    from: fc.integer({ min: 0, max: 2 }),
    count: fc.integer({ min: 0, max: 3 }),
    tree: fc.boolean(),
  }),
  { minLength: 2, maxLength: 6 },
)
const changes = fc.array(
  fc.record({
    vm: fc.constantFrom('web', 'db', 'new'),
    name_label: fc.constantFrom('a', 'b"\\', 'ü', '".1"'),
    folder: fc.constantFrom('', '/team', '/other'),
    tags: fc.constantFrom<string[]>([], ['seen']),
  }),
  { maxLength: 6 },
)

test('whoever sees what, the text that is shared is that of their own message', async () => {
  await fc.assert(
    fc.asyncProperty(tabs, changes, async (shown, made) => {
      const { clock, pool, open } = await room()
      const all = shown.map(({ where, from, count, tree }) =>
        open(where, {
          seq: 1,
          lists: [list(from, count)],
          tree: tree ? { toggled: [], reveal: null, from: 0, count: 20 } : null,
          rows: [],
        }),
      )
      const look = () => {
        for (const next of all) {
          const told = next()
          if (told) expect(JSON.parse(told.text)).toEqual(JSON.parse(told.alone))
        }
      }
      look()
      for (const { vm, name_label, folder, tags } of made) {
        pool.put('VM', vm, { name_label, tags, other_config: { folder } })
        await clock.advance(100)
        look()
      }
    }),
    { numRuns: 60 },
  )
})

test('tabs that show the same are told one and the same text', async () => {
  const { clock, pool, open } = await room()
  const interests = {
    seq: 1,
    lists: [list(0, 10)],
    tree: { toggled: [], reveal: null, from: 0, count: 20 },
    rows: [],
  }
  const [one, two] = [open(everything, interests), open(everything, interests)]
  const [narrow, alike] = [scopes[1], scopes[1]].map(where => open(where ?? everything, interests))
  for (const next of [one, two, narrow, alike]) next?.()
  pool.put('VM', 'web', { name_label: 'renamed', power_state: 'Running' })
  await clock.advance(100)
  const told = [one, two, narrow, alike].map(next => next?.()?.message)
  const textOf = (at: number) => sharedText(told[at]?.set[0] ?? {})
  expect(textOf(0)).toBe(textOf(1))
  expect(textOf(2)).toBe(textOf(3))
  expect(textOf(2).equals(textOf(0))).toBe(false)
  expect(told[0]?.lists[0]?.ids).toBe(told[1]?.lists[0]?.ids)
  expect(told[0]?.tree).toBe(told[1]?.tree)
})

test('a text that only looks like a mark stays as it is', () => {
  const shared = new SharedTexts()
  const value = { name: 'x"y' }
  const text = JSON.stringify({ a: shared.one(value), b: 'AAAAAAAAAAAAAAAAAAAA.1' })
  expect(Buffer.concat(shared.fill(Buffer.from(text))).toString()).toBe(
    '{"a":{"name":"x\\"y"},"b":"AAAAAAAAAAAAAAAAAAAA.1"}',
  )
  expect(Buffer.concat(shared.fill(Buffer.from('event: ping\n'))).toString()).toBe('event: ping\n')
})
