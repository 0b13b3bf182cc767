import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleNames } from '@/server/catalogue/permissions'
import { auditExportPath, sendAuditExport } from '@/server/http/audit-export'
import { listedClasses } from '@/server/inventory/views'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { administrator, openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { type Simulator, startSimulator } from '@/simulator/simulator'
import { partsOfVm, renameAll, signsIn, signsOfPool } from '@/simulator/test-names'
import { appRouter } from './root'
import { serveApi } from './testing/api-server'
import { sampleInput } from './testing/sample-input'

const classes = listedClasses

interface Person {
  id: string
  name: string
  /** All that they may know of, as signs. */
  known: ReadonlySet<string>
}
type Db = Simulator['pool']['db']

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
let api: Awaited<ReturnType<typeof serveApi>>
const simulators: Simulator[] = []
const ids: string[] = []
/** By pool, whatever there was at any time: what somebody does not know of it is hidden from them. */
const signsAt: Set<string>[] = []
const people: Person[] = []
let owner: Person
/** Texts that inputs are made of: ids of objects, hidden from most. */
const texts: string[] = []
let hiddenVm: { ref: string; id: string }
let shownVm: { ref: string; id: string }

const dbOf = (at: number): Db => {
  const simulator = simulators[at]
  if (!simulator) throw new Error('no such pool')
  return simulator.pool.db
}
const idOf = (at: number, uuid: string) => `${ids[at]}.${uuid}`

beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
  let startable: string | undefined
  for (const randomSeed of [1, 2]) {
    const simulator = await startSimulator({ clock: realClock(20), randomSeed, heartbeat: false })
    simulators.push(simulator)
    // One that can be started.
    startable ??= [...simulator.pool.db.all('VM')].find(([, vm]) => vm.name_label === 'rds-03')?.[0] ?? ''
    renameAll(simulator.pool.db)
    watchSigns(simulators.length - 1)
    simulator.pool.db.watch(() => noteTasks(simulators.indexOf(simulator)))
    const { url: address, username, password } = simulator
    const given = { address, username, password, accepted: [], by: 'admin' }
    ids.push((await rooms.pools.connect(given, AbortSignal.timeout(15_000))).id)
  }
  const db = dbOf(0)
  const vms = [...db.all('VM')].filter(
    ([, vm]) => !vm.is_a_template && !vm.is_a_snapshot && !vm.is_control_domain,
  )
  const hidden = vms.find(([ref]) => ref === startable)
  if (!hidden) throw new Error('too small a pool')
  hiddenVm = { ref: hidden[0], id: idOf(0, hidden[1].uuid) }
  await rooms.inventory.waitFor(
    () => ids.every(id => rooms.inventory.pool(id)?.freshness.state === 'live'),
    AbortSignal.timeout(20_000),
  )
  const running = vms.filter(
    ([, vm]) => vm.power_state === 'Running' && rooms.inventory.row(idOf(0, vm.uuid))?.class === 'VM',
  )
  const [shown, tagged, filed] = running
  // The log tells of hidden objects too.
  const { id } = await rooms.operations.run(
    { user: administrator, address: '' },
    { action: 'vm.start', object: hiddenVm.id },
  )
  await rooms.outcome(id)
  const [host] = [...db.all('host')].filter(([ref]) => ref !== db.get('VM', hidden[0]).resident_on)
  const [storage] = [...db.all('SR')].filter(([, sr]) => sr.shared)
  const [network] = [...db.all('network')]
  if (!shown || !tagged || !filed || !hidden || !host || !storage || !network)
    throw new Error('too small a pool')
  db.update('VM', tagged[0], { tags: ['crawl'] })
  db.update('network', network[0], { tags: ['crawl'] })
  for (const [cls, ref] of [['VM', filed[0]] as const, ['SR', storage[0]] as const])
    db.update(cls, ref, { other_config: { ...db.get(cls, ref).other_config, folder: '/crawl' } })
  shownVm = { ref: shown[0], id: idOf(0, shown[1].uuid) }
  texts.push(hiddenVm.id, shownVm.id, idOf(0, host[1].uuid), ids[1] ?? '', db.get('VM', hidden[0]).name_label)

  const scopes = {
    object: { scopeKind: 'object', scopeRef: shownVm.id },
    host: { scopeKind: 'host', scopeRef: idOf(0, host[1].uuid) },
    tag: { scopeKind: 'tag', scopeRef: 'crawl' },
    folder: { scopeKind: 'folder', scopeRef: '/crawl' },
    pool: { scopeKind: 'pool', scopeRef: ids[0] ?? '' },
  }
  const reach: Record<keyof typeof scopes, Iterable<string>> = {
    object: partsOfVm(db, shown[0]),
    host: onHost(db, host[0]),
    tag: [...partsOfVm(db, tagged[0]), network[0]],
    folder: [...partsOfVm(db, filed[0]), storage[0]],
    pool: [],
  }
  for (const role of roleNames) {
    const kinds = role === 'pool-admin' || role === 'auditor' ? Object.keys(scopes) : ['object']
    for (const kind of kinds) {
      if (!isKey(scopes, kind)) continue
      const made = await person(`${role} over ${kind}`, { role, ...scopes[kind] }, [...reach[kind]])
      people.push(kind === 'pool' ? { ...made, known: signsAt[0] ?? new Set() } : made)
    }
  }
  owner = await person('owner', { role: 'owner', scopeKind: 'everything' }, [])
  await rooms.rights.refresh()
  await rooms.inventory.waitFor(
    () =>
      rooms.inventory.entry(idOf(0, filed[1].uuid))?.extra.folder === '/crawl' &&
      rooms.inventory.row(idOf(0, tagged[1].uuid))?.tags.includes('crawl'),
  )
  api = await serveApi(rooms, (services, user, url, response) =>
    sendAuditExport(services, user, { url, address: '' }, response),
  )
}, 120_000)

afterAll(async () => {
  await api.stop()
  await rooms.stop()
  for (const simulator of simulators) await simulator.stop()
  await database.stop()
})

const isKey = <T extends object>(of: T, key: string): key is keyof T & string => Object.hasOwn(of, key)

/** Collects what anything in a pool is known by now, and the tasks that come. */
function watchSigns(at: number): void {
  const db = dbOf(at)
  const signs = signsAt[at] ?? new Set<string>()
  signsAt[at] = signs
  for (const own of signsOfPool(db).values()) for (const one of own) signs.add(one)
}

function noteTasks(at: number): void {
  for (const [ref, { uuid }] of dbOf(at).all('task')) {
    for (const one of signsIn(`${ref} ${uuid}`)) signsAt[at]?.add(one)
  }
}

/** A host, what is a part of it, the VMs that run there or are at home there, and storage that only it has. */
function onHost(db: Db, host: string): string[] {
  const refs = new Set<string>([host])
  for (const cls of ['PIF', 'PBD', 'PCI', 'PGPU', 'host_cpu', 'PUSB'] as const)
    for (const [ref, row] of db.all(cls)) if (row.host === host) refs.add(ref)
  const local = new Set<string>()
  for (const [ref, sr] of db.all('SR')) {
    if (!sr.shared && sr.PBDs.some(pbd => db.get('PBD', pbd).host === host)) local.add(ref)
  }
  for (const ref of local) refs.add(ref)
  for (const [ref, vm] of db.all('VM')) {
    const disks = vm.VBDs.flatMap(vbd => db.find('VDI', db.get('VBD', vbd).VDI) ?? [])
    const atHome = vm.resident_on === host || vm.affinity === host || disks.some(disk => local.has(disk.SR))
    if (atHome && !vm.is_a_template) for (const part of partsOfVm(db, ref)) refs.add(part)
  }
  return [...refs]
}

async function person(name: string, grant: object, refs: readonly string[]): Promise<Person> {
  const all = signsOfPool(dbOf(0))
  const known = new Set(refs.flatMap(ref => [...(all.get(ref) ?? [])]))
  const { id } = await rooms.db.user.create({
    data: {
      username: name,
      grants: { create: { role: 'read-only', scopeKind: 'everything', ...grant, givenByName: 'a test' } },
    },
  })
  return { id, name, known }
}

/** Signs in a text that the person must not know. */
function leaked({ known }: Person, text: string): string[] {
  const found = [...signsIn(text)].filter(sign => signsAt.some(signs => signs.has(sign)) && !known.has(sign))
  if (text.includes(`${ids[1]}`)) found.push('the hidden pool’s id')
  const { port } = new URL(simulators[1]?.url ?? '')
  if (text.includes(`127.0.0.1:${port}`)) found.push('the hidden pool’s address')
  return found
}

const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const definition: unknown = Reflect.get(Object(procedure), '_def')
  const inputs: unknown = Reflect.get(Object(definition), 'inputs')
  return { path, type: Reflect.get(Object(definition), 'type'), inputs: Array.isArray(inputs) ? inputs : [] }
})

async function ask({ id }: Person, path: string, input: unknown, type: unknown): Promise<string> {
  const given = input === undefined ? '' : JSON.stringify(input)
  const headers = { 'x-user': id, 'content-type': 'application/json' }
  const answer =
    type === 'mutation'
      ? await fetch(`${api.url}/${path}`, { method: 'POST', headers, body: given || null })
      : await fetch(`${api.url}/${path}${given && `?input=${encodeURIComponent(given)}`}`, { headers })
  return `${[...answer.headers].join('\n')}\n${await answer.text()}`
}

const around = (text: string, sign: string) => {
  const at = text.toLowerCase().indexOf(sign)
  return text.slice(Math.max(0, at - 120), at + 60)
}

/** What was asked with is no leak when it comes back: they knew it. */
const without = (text: string, input: unknown) => {
  const asked = signsIn(JSON.stringify(input) ?? '')
  return [...asked].reduce(
    (rest, sign) => rest.replaceAll(new RegExp(sign.replaceAll('.', '\\.'), 'gi'), ''),
    text,
  )
}

test('no question and no refusal says anything of what is hidden', async () => {
  const found: string[] = []
  for (const who of people) {
    let shown = 0
    for (const { path, type, inputs } of procedures) {
      if (type === 'subscription') continue
      // Without a text, what is filtered by one is there.
      const given =
        type === 'mutation' || inputs.length === 0 ? texts.slice(0, 1) : [...texts, ...classes.map(() => '')]
      for (const [choice, text] of given.entries()) {
        const input = sampleInput(inputs, text, choice)
        const answer = await ask(who, path, input, type)
        shown += [...signsIn(answer)].filter(sign => who.known.has(sign)).length
        const leaks = leaked(who, without(answer, input))
        if (leaks.length > 0)
          found.push(`${who.name}: ${path} ${JSON.stringify(input)}: ${leaks.slice(0, 3)}`)
      }
    }
    expect([who.name, shown > 0]).toEqual([who.name, true])
  }
  expect(found).toEqual([])
}, 240_000)

test('no export says anything of what is hidden', async () => {
  for (const format of ['csv', 'jsonl']) {
    for (const who of people) {
      const answer = await fetch(`${api.url}${auditExportPath}?format=${format}`, {
        headers: { 'x-user': who.id },
      })
      expect([who.name, leaked(who, await answer.text())]).toEqual([who.name, []])
    }
    const whole = await fetch(`${api.url}${auditExportPath}?format=${format}`, {
      headers: { 'x-user': owner.id },
    })
    expect(leaked(owner, await whole.text()).length).toBeGreaterThan(1)
  }
}, 60_000)

const firstGroup: Partial<Record<string, string>> = {
  ...{ template: 'home', VM_appliance: 'pool', VMSS: 'pool' },
  ...{ VDI: 'pool', snapshot: 'pool' },
}
/** Each list as it is, and in groups: their heads have names too. */
const lists = classes.flatMap(cls =>
  [{}, { groups: [firstGroup[cls] ?? 'host'] }, { groups: ['pool', 'tags'] }].map(groups => ({
    key: `${cls} ${JSON.stringify(groups)}`,
    query: { class: cls, within: null, filter: '', sort: { id: 'name', desc: false }, ...groups },
    from: 0,
    count: 500,
  })),
)

/** A stream as it comes, byte by byte. */
function listen({ id }: Person, path: string, input: object) {
  const over = new AbortController()
  let text = ''
  const done = (async () => {
    const url = `${api.url}/${path}?input=${encodeURIComponent(JSON.stringify(input))}`
    const headers = { 'x-user': id, accept: 'text/event-stream' }
    const answer = await fetch(url, { headers, signal: over.signal })
    const decoder = new TextDecoder()
    for await (const part of answer.body ?? []) text += decoder.decode(part, { stream: true })
  })().catch((error: unknown) => {
    if (!over.signal.aborted) throw error
  })
  return {
    text: () => text,
    async stop() {
      over.abort()
      await done
    },
  }
}

test('no stream says anything of what is hidden, whatever happens to it', async () => {
  const db = dbOf(0)
  const interests = (seq: number) => ({
    seq,
    lists,
    tree: {
      shows: { defaultTemplates: true, customTemplates: true, localStorage: true, hidden: true },
      toggled: ids.flatMap(id => [`networks ${id}`, `templates ${id}`]),
      ...{ reveal: hiddenVm.id, from: 0, count: 500 },
    },
    rows: [hiddenVm.id, shownVm.id],
  })
  const everyone = [...people, owner]
  const opened = everyone.map(who => {
    const tab = `tab-${who.id}`
    return {
      who,
      show: (seq: number) => ask(who, 'live.show', { tab, interests: interests(seq) }, 'mutation'),
      changes: listen(who, 'live.changes', { tab }),
      details: [hiddenVm.id, shownVm.id].flatMap(id => [
        listen(who, 'live.vm', { id }),
        listen(who, 'live.host', { id: texts[2] ?? '' }),
      ]),
    }
  })
  const answered = (seq: number) =>
    Promise.all(
      opened.map(async ({ show, changes, who }) => {
        expect(await show(seq)).toContain('"result"')
        await expect
          .poll(() => changes.text().includes(`"seq":${seq}`), { timeout: 20_000, message: who.name })
          .toBe(true)
      }),
    )
  try {
    await answered(1)
    // Hidden things change, are busy, get other names and go.
    const run = await rooms.operations.run(
      { user: administrator, address: '' },
      { action: 'vm.shutDown', object: hiddenVm.id },
    )
    renameAll(dbOf(1))
    watchSigns(1)
    for (const [ref, vm] of [...db.all('VM')]) {
      if (ref !== shownVm.ref) db.update('VM', ref, { memory_dynamic_max: vm.memory_dynamic_max + 2 ** 20 })
    }
    await rooms.outcome(run.id)
    await rooms.inventory.whenTold()
    await answered(2)
  } finally {
    await Promise.all(opened.flatMap(({ changes, details }) => [changes, ...details].map(one => one.stop())))
  }
  const found: string[] = []
  for (const { who, changes, details } of opened) {
    const text = [changes, ...details].map(one => one.text()).join('\n')
    if (who === owner) {
      expect(leaked(owner, text).length).toBeGreaterThan(100)
      continue
    }
    expect([...signsIn(text)].filter(sign => who.known.has(sign)).length).toBeGreaterThan(0)
    const asked = [hiddenVm.id, shownVm.id, texts[2]]
    const leaks = leaked(who, without(text, asked))
    for (const leak of leaks.slice(0, 3)) found.push(`${who.name}: ${around(text, leak)}`)
  }
  expect(found).toEqual([])
}, 120_000)
