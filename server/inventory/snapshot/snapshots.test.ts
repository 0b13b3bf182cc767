import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FollowedClass, followedClasses } from '../classes'
import { Store } from '../store'
import { eventOf } from '../testing/fake-pool'
import { anyRef, keptOf, record } from '../testing/records'
import { createSnapshots } from './snapshots'

const key = Buffer.alloc(32, 7)
const { signal } = new AbortController()
let folder: string
let said: string[]

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'domus-snapshots-'))
  said = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const snapshots = (with_: Buffer = key) =>
  createSnapshots({ folder, key: with_, log: line => said.push(line) })
const fileOf = (pool: string) => path.join(folder, `${pool}.inventory`)

function put<C extends FollowedClass>(store: Store, cls: C, name: string, fields: object = {}): void {
  store.apply([
    eventOf({
      class: cls,
      ref: anyRef<C>(name),
      operation: 'add',
      snapshot: { ...record(cls), ...keptOf(cls, fields) },
    }),
  ])
}

/** Everything a store holds, as plain data. */
function contents(store: Store): unknown {
  return followedClasses.map(cls => [cls, [...store.all(cls)].sort(([a], [b]) => (a < b ? -1 : 1))])
}

async function readBack(from = snapshots()): Promise<Store | undefined> {
  const kept = await from.read('p', signal)
  if (kept === undefined) return undefined
  const store = new Store()
  for (const { class: cls, ref, record } of kept.records)
    store.apply([eventOf({ class: cls, ref, operation: 'add', snapshot: record })])
  return store
}

function smallStore(): Store {
  const store = new Store()
  for (let at = 0; at < 250; at++) put(store, 'VM', `VM-${at}`, { uuid: `vm-${at}`, name_label: `vm ${at}` })
  put(store, 'host', 'host-1', { other_config: { password: 'correct horse' } })
  return store
}

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.array(fc.string()),
  fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double()), { noNullPrototype: true }),
)
const row = fc.record({
  cls: fc.constantFrom(...followedClasses),
  name: fc.stringMatching(/^OpaqueRef:[a-f0-9]{1,4}$/),
  fields: fc.dictionary(fc.constantFrom('uuid', 'name_label', 'tags', 'other_config'), value, {
    noNullPrototype: true,
  }),
})

test('what is written is what is read, whatever the records hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 120 }), fc.nat(), async (rows, at) => {
      const store = new Store()
      for (const { cls, name, fields } of rows) put(store, cls, name, { ...fields, uuid: name })
      expect(await snapshots().write('p', store, at, signal)).toBe(true)
      expect((await snapshots().read('p', signal))?.at).toBe(at)
      const back = await readBack()
      expect(back && contents(back)).toEqual(contents(store))
    }),
    { numRuns: 40 },
  )
  expect(said).toEqual([])
})

test('each VM comes behind all that its row is made of, and everything once', async () => {
  const store = new Store()
  for (let at = 0; at < 150; at++) {
    const links = { metrics: `metrics-${at}`, guest_metrics: `guest-${at}`, suspend_VDI: `memory-${at}` }
    put(store, 'VM', `VM-${at}`, { uuid: `vm-${at}`, ...links })
    put(store, 'VM_metrics', `metrics-${at}`)
    put(store, 'VM_guest_metrics', `guest-${at}`)
    put(store, 'VDI', `memory-${at}`, { uuid: `memory-${at}`, SR: 'SR-1' })
    // Two share each disk.
    const disk = `disk-${at - (at % 2)}`
    put(store, 'VDI', disk, { uuid: disk, SR: 'SR-1' })
    put(store, 'VBD', `VBD-${at}`, { uuid: `vbd-${at}`, VM: `VM-${at}`, VDI: disk })
    put(store, 'VIF', `VIF-${at}`, { uuid: `vif-${at}`, VM: `VM-${at}`, network: 'network-1' })
    put(store, 'console', `console-${at}`, { uuid: `console-${at}`, VM: `VM-${at}` })
  }
  put(store, 'VDI', 'nobody’s', { uuid: 'nobody’s', SR: 'SR-1' })
  put(store, 'SR', 'SR-1', { uuid: 'sr' })
  put(store, 'network', 'network-1', { uuid: 'network' })
  await snapshots().write('p', store, 1, signal)
  const kept = await snapshots().read('p', signal)
  const order = [...(kept?.records ?? [])].map(({ class: cls, ref }) => `${cls} ${ref}`)
  expect(new Set(order).size).toBe(order.length)
  expect(order).toHaveLength(150 * 7 + 75 + 3)
  for (let at = 0; at < 150; at++) {
    const vm = order.indexOf(`VM VM-${at}`)
    const parts = ['SR SR-1', 'network network-1', `VM_metrics metrics-${at}`, `VM_guest_metrics guest-${at}`]
    parts.push(`VDI memory-${at}`, `VDI disk-${at - (at % 2)}`, `VBD VBD-${at}`)
    parts.push(`VIF VIF-${at}`, `console console-${at}`)
    for (const part of parts) expect(order.slice(0, vm)).toContain(part)
  }
})

test('a file is its owner’s alone and shows nothing of what it holds', async () => {
  await snapshots().write('p', smallStore(), 1, signal)
  expect(statSync(fileOf('p')).mode & 0o777).toBe(0o600)
  expect(readFileSync(fileOf('p')).includes('correct horse')).toBe(false)
  expect(readdirSync(folder)).toEqual(['p.inventory'])
})

test('where nothing was kept nothing is read, and nothing is said', async () => {
  expect(await readBack()).toBeUndefined()
  expect(said).toEqual([])
})

test('a file that was altered or cut anywhere is not used, and one line says so', async () => {
  await snapshots().write('p', smallStore(), 1, signal)
  const whole = readFileSync(fileOf('p'))
  const damaged = fc.oneof(
    fc.nat(whole.length - 1).map(at => {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      return bytes
    }),
    fc.nat(whole.length - 1).map(length => whole.subarray(0, length)),
    fc.uint8Array({ minLength: 1, maxLength: 64 }).map(more => Buffer.concat([whole, more])),
  )
  await fc.assert(
    fc.asyncProperty(damaged, async bytes => {
      said = []
      writeFileSync(fileOf('p'), bytes)
      expect(await readBack()).toBeUndefined()
      expect(said).toHaveLength(1)
      expect(said[0]).toMatch(/^What was kept of pool p is not used: /)
    }),
  )
})

test('a file of another installation, another pool or another version is not used', async () => {
  await snapshots(Buffer.alloc(32, 8)).write('p', smallStore(), 1, signal)
  expect(await readBack()).toBeUndefined()
  await snapshots().write('q', smallStore(), 1, signal)
  writeFileSync(fileOf('p'), readFileSync(fileOf('q')))
  expect(await readBack()).toBeUndefined()
  const text = readFileSync(fileOf('q')).toString('latin1')
  await snapshots().write('p', smallStore(), 1, signal)
  expect(await readBack()).toBeDefined()
  writeFileSync(fileOf('p'), text.replace('domus inventory 1', 'domus inventory 0'), 'latin1')
  expect(await readBack()).toBeUndefined()
  expect(said).toHaveLength(3)
  expect(said[2]).toContain('another version')
})

test('writing that is given up leaves what was there', async () => {
  await snapshots().write('p', smallStore(), 1, signal)
  expect(await snapshots().write('p', smallStore(), 2, AbortSignal.abort())).toBe(false)
  expect(readdirSync(folder)).toEqual(['p.inventory'])
  expect((await snapshots().read('p', signal))?.at).toBe(1)
  expect(said).toEqual([])
})

test('what was kept of pools that are gone is removed, also what was left unfinished', async () => {
  await snapshots().write('p', smallStore(), 1, signal)
  await snapshots().write('q', smallStore(), 1, signal)
  writeFileSync(`${fileOf('p')}.new`, 'half')
  await snapshots().keepOnly(['p'])
  expect(readdirSync(folder)).toEqual(['p.inventory'])
  await snapshots().remove('p')
  expect(readdirSync(folder)).toEqual([])
})

test('a folder that cannot be written costs a line, not the pool', async () => {
  writeFileSync(path.join(folder, 'file'), '')
  const nowhere = createSnapshots({ folder: path.join(folder, 'file'), key, log: line => said.push(line) })
  expect(await nowhere.write('p', smallStore(), 1, signal)).toBe(false)
  expect(said).toHaveLength(1)
})
