import { expect, it } from 'vitest'
import type { OperationRow, VmRow } from '@/server/inventory/rows'
import { accessAs } from '@/server/testing/access'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator, openRooms } from '@/server/testing/rooms'
import { roomsWithPool } from '@/server/testing/rooms-with-pool'

const suite = databaseSuite()

const admin = { user: administrator, address: '192.0.2.7' }

async function withPool() {
  const { simulator, rooms, id, caughtUp } = await roomsWithPool(suite.database, suite.stops, 20)
  const signal = AbortSignal.timeout(15_000)
  return {
    simulator,
    rooms,
    id,
    pool: (is: (row: { emptyFolders: readonly string[]; fieldDefinitions: readonly object[] }) => boolean) =>
      rooms.inventory.waitFor(() => {
        const row = rooms.inventory.row(id)
        return row?.class === 'pool' && is(row) ? row : undefined
      }, signal),
    /** Its last word, once all is known that the pool had by then. */
    async ended(run: string) {
      const last = await new Promise<OperationRow>((resolve, reject) => {
        const look = (row: OperationRow) => {
          if (row.id !== run || row.state === 'running') return
          stop()
          resolve(row)
        }
        const stop = rooms.operations.subscribe(look)
        signal.addEventListener('abort', () => reject(new Error(`${run} has not ended`)), { once: true })
        for (const row of rooms.operations.rows()) look(row)
      })
      await caughtUp()
      return last
    },
  }
}

it('renames by a plain call, with what it was before in the log, and takes it back', async () => {
  const { rooms } = await withPool()
  const vm = await rooms.vm('web-01')
  const { id, undoable } = await rooms.operations.run(admin, {
    action: 'vm.rename',
    object: vm.id,
    input: { name: ' web-one ' },
  })
  expect(undoable).toBe(true)
  await rooms.vm('web-one', row => row.id === vm.id)
  expect(await rooms.outcome(id)).toMatchObject({
    result: 'succeeded',
    sentence: 'Rename web-01 to web-one',
    task: null,
    params: { name: 'web-one' },
    changes: { name: { before: 'web-01', after: 'web-one' } },
  })
  const [back] = await rooms.operations.undo(admin, id)
  expect(back?.started).toBe(1)
  await rooms.vm('web-01', row => row.id === vm.id)
  await expect(rooms.operations.undo(admin, id)).rejects.toThrow('can’t be undone any more')
})

it('refuses what the action can’t be told, at its field and before anything is written down', async () => {
  const { rooms } = await withPool()
  const vm = await rooms.vm('web-01')
  const run = (input: unknown) => rooms.operations.run(admin, { action: 'vm.rename', object: vm.id, input })
  await expect(run({ name: ' ' })).rejects.toMatchObject({
    shape: { code: 'bad-input', field: 'name', message: 'Give it a name.' },
  })
  await expect(run(undefined)).rejects.toMatchObject({ shape: { code: 'bad-input' } })
  expect(
    await rooms.db.auditEntry.count({
      where: { action: 'vm.rename', objectUuid: vm.uuid, sentence: { contains: ' to  ' } },
    }),
  ).toBe(0)
})

it('keeps what a setter was refused with, and the old name', async () => {
  const { rooms, simulator } = await withPool()
  const vm = await rooms.vm('web-01')
  simulator.faults.failCall('VM.set_name_label', 'PERMISSION_DENIED', ['not today'])
  await expect(
    rooms.operations.run(admin, { action: 'vm.rename', object: vm.id, input: { name: 'x' } }),
  ).rejects.toMatchObject({ shape: { xapi: { code: 'PERMISSION_DENIED' } } })
  expect((await rooms.vm('web-01')).id).toBe(vm.id)
})

it('[ACT-04] does to many what can be done, says why not of the rest, and takes all of it back', async () => {
  const { rooms, ended } = await withPool()
  const one = await rooms.vm('web-01')
  const two = await rooms.vm('web-02')
  const targets = { objects: [one.id, two.id, 'gone'] }
  const input = { add: ['blue', 'green'], remove: [] }
  const start = rooms.operations.runMany(admin, { action: 'object.setTags', targets, input })
  expect(start).toMatchObject({ started: 2, refused: [] })
  expect(await ended(start.id)).toMatchObject({
    state: 'succeeded',
    title: 'Tag 2 VMs with “blue”, “green”',
    parts: { total: 2, succeeded: 2, failed: 0, problems: [] },
  })
  const has = (row: VmRow) => row.tags.includes('blue') && row.tags.includes('green')
  await rooms.vm('web-01', has)
  await rooms.vm('web-02', has)
  const lines = await rooms.db.auditEntry.findMany({
    where: { params: { path: ['bulk'], equals: start.id } },
  })
  expect(lines.map(line => line.objectName).sort()).toEqual(['web-01', 'web-02'])
  for (const { id } of await rooms.operations.undo(admin, start.id)) await ended(id)
  expect((await rooms.vm('web-01', row => !row.tags.includes('blue'))).tags).toEqual(one.tags)
  expect((await rooms.vm('web-02', row => !row.tags.includes('blue'))).tags).toEqual(two.tags)
})

it('plans a shut-down of several: how many will, and who can’t and why', async () => {
  const { rooms, ended } = await withPool()
  const objects = [await rooms.vm('web-01'), await rooms.vm('web-02'), await rooms.vm('rds-03')].map(
    vm => vm.id,
  )
  const asked = { action: 'vm.shutDown', targets: { objects } }
  expect(await rooms.operations.plan(admin, asked)).toMatchObject({
    title: 'Shut down 3 VMs',
    will: '2 VMs will shut down.',
    can: 2,
    names: ['web-01', 'web-02'],
    cannot: [{ name: 'rds-03', reason: 'rds-03 is halted. Only a running VM can be shut down.' }],
  })
  const { id, started } = rooms.operations.runMany(admin, asked)
  expect(started).toBe(2)
  expect(await ended(id)).toMatchObject({
    state: 'succeeded',
    parts: { total: 2, succeeded: 2, problems: [{ name: 'rds-03' }] },
  })
  await rooms.vm('web-02', row => row.power_state === 'Halted')
  expect(
    await rooms.db.auditEntry.count({
      where: { result: 'refused', objectName: 'rds-03', params: { path: ['bulk'], equals: id } },
    }),
  ).toBe(1)
})

it('[VM-26] does to many at once, but not to more than eight, and tells how far they are on the average', async () => {
  const { simulator, rooms, ended } = await withPool()
  await rooms.vm('web-01')
  const { db } = simulator.pool
  const many = rooms.inventory
    .rows()
    .filter(row => row.class === 'VM' && row.trouble === null && row.allowed_operations.includes('snapshot'))
    .map(row => row.id)
    .slice(0, 20)
  expect(many).toHaveLength(20)
  let most = 0
  const unwatch = db.watch(() => {
    const busy = [...db.all('task')].filter(([, { status }]) => status === 'pending').length
    most = Math.max(most, busy)
  })
  const told: number[] = []
  const shares = new Map<string, number>()
  const wrong: string[] = []
  const stop = rooms.operations.subscribe(row => {
    if (row.bulk !== undefined) shares.set(row.id, row.state === 'running' ? (row.progress ?? 0) : 1)
    if (row.parts === undefined || row.progress === null) return
    told.push(row.progress)
    const ofAll = [...shares.values()].reduce((sum, share) => sum + share, 0) / row.parts.total
    if (Math.abs(ofAll - row.progress) > 1 / row.parts.total + 0.001)
      wrong.push(`${row.progress} for ${ofAll}`)
  })
  const input = { name: 'all of them', description: '', kind: 'disks' }
  const start = rooms.operations.runMany(admin, { action: 'vm.snapshot', targets: { objects: many }, input })
  expect(await ended(start.id)).toMatchObject({
    state: 'succeeded',
    progress: 1,
    parts: { total: many.length, succeeded: many.length, problems: [] },
  })
  unwatch()
  stop()
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(8)
  expect(wrong).toEqual([])
  // What is under way counts as far as it has come, and what was done stays done.
  expect(told.some(share => !Number.isInteger(Math.round(share * many.length * 100) / 100))).toBe(true)
  expect([...told].sort((a, b) => a - b)).toEqual(told)
})

it('cancels a run over many as one: what has not begun does not begin', async () => {
  const { rooms, ended } = await withPool()
  await rooms.vm('web-01')
  const objects = rooms.inventory.rows().flatMap(row => (row.class === 'VM' ? [row.id] : []))
  const input = { add: ['late'], remove: [] }
  const { id, started } = rooms.operations.runMany(admin, {
    action: 'object.setTags',
    targets: { objects },
    input,
  })
  expect(started).toBeGreaterThan(8)
  await rooms.operations.cancel(admin, id)
  const { state, parts } = await ended(id)
  expect(state).toBe('cancelled')
  expect(parts?.cancelled).toBeGreaterThan(0)
  expect((parts?.succeeded ?? 0) + (parts?.cancelled ?? 0)).toBe(started)
})

it('keeps a folder that loses its last object, as XenCenter does, and renames and deletes with all below', async () => {
  const { rooms, pool, ended } = await withPool()
  const vm = await rooms.vm('web-01')
  const put = (object: string, folder: string) =>
    rooms.operations.run(admin, { action: 'object.setFolder', object, input: { folder } })
  await put(vm.id, 'Attic/Front')
  await rooms.vm('web-01', row => row.folder === '/Attic/Front')
  await put(vm.id, '/Attic/Back')
  await rooms.vm('web-01', row => row.folder === '/Attic/Back')
  await pool(row => row.emptyFolders.includes('/Attic/Front'))
  const rename = rooms.operations.runMany(admin, {
    action: 'object.refile',
    targets: { folder: '/Attic' },
    input: { from: '/Attic', to: '/Rooms' },
  })
  expect(rename.started).toBe(2)
  await ended(rename.id)
  await rooms.vm('web-01', row => row.folder === '/Rooms/Back')
  await pool(row => row.emptyFolders.includes('/Rooms/Front') && !row.emptyFolders.includes('/Attic/Front'))
  const gone = rooms.operations.runMany(admin, {
    action: 'object.refile',
    targets: { folder: '/Rooms' },
    input: { from: '/Rooms', to: '' },
  })
  await ended(gone.id)
  await rooms.vm('web-01', row => row.folder === '')
  await pool(row => !row.emptyFolders.some(path => path.startsWith('/Rooms')))
  for (const { id } of await rooms.operations.undo(admin, gone.id)) await ended(id)
  await rooms.vm('web-01', row => row.folder === '/Rooms/Back')
  await pool(row => row.emptyFolders.includes('/Rooms/Front'))
})

it('loses no folder where two processes change the list at once', async () => {
  const { rooms, id, pool } = await withPool()
  const other = openRooms(suite.database)
  suite.stops.push(other.stop)
  await other.pools.start()
  await other.inventory.whenSettled()
  const paths = ['A', 'B', 'C', 'D', 'E', 'F'].map(name => `/${name}`)
  const runs = await Promise.all(
    paths.flatMap(path =>
      [rooms, other].map(one =>
        one.operations.run(admin, {
          action: 'pool.addFolders',
          object: id,
          input: { paths: [one === rooms ? `${path}/here` : `${path}/there`] },
        }),
      ),
    ),
  )
  expect(runs).toHaveLength(2 * paths.length)
  await pool(row => paths.every(path => row.emptyFolders.includes(`${path}/here`)))
  await pool(row => paths.every(path => row.emptyFolders.includes(`${path}/there`)))
})

it('refuses a folder in itself, and who may not organise', async () => {
  const { rooms } = await withPool()
  const into = { from: '/Attic', to: '/Attic/Front' }
  await expect(
    rooms.operations.plan(admin, { action: 'object.refile', targets: { folder: '/Attic' }, input: into }),
  ).rejects.toThrow('into itself')
  const vm = await rooms.vm('web-01')
  const reader = { ...admin, user: { ...administrator, access: accessAs('read-only') } }
  await expect(
    rooms.operations.run(reader, { action: 'object.setFolder', object: vm.id, input: { folder: '/x' } }),
  ).rejects.toMatchObject({ shape: { code: 'not-allowed' } })
})

it('[PROP-02] names, describes, tags and files an object of any class, and gives a host its iSCSI name; none has no name', async () => {
  const { rooms, simulator, id } = await withPool()
  const { db } = simulator.pool
  await rooms.vm('web-01')
  const row = (is: (row: { class: string; name_label: string }) => boolean) => {
    const found = rooms.inventory.rows().find(is)
    if (!found) throw new Error('there is no such object')
    return found
  }
  const run = async (action: string, object: string, input: unknown) => {
    const { id } = await rooms.operations.run(admin, { action, object, input })
    await rooms.outcome(id)
  }
  const objects = [
    ['vm', row(one => one.class === 'VM' && one.name_label === 'web-01').id],
    ['host', row(one => one.class === 'host' && one.name_label === 'fra-xen-02').id],
    ['storage', row(one => one.class === 'SR' && one.name_label === 'nfs-prod').id],
    ['network', row(one => one.class === 'network' && one.name_label === 'Storage').id],
    ['pool', id],
  ] as const
  for (const [cls, object] of objects) {
    await run(`${cls}.rename`, object, { name: `${cls} named anew` })
    await run(`${cls}.describe`, object, { description: 'Of tests' })
    await run('object.setTags', object, { add: ['kept'], remove: [] })
    await run('object.setFolder', object, { folder: '/Attic' })
    expect(rooms.inventory.row(object)).toMatchObject({
      name_label: `${cls} named anew`,
      name_description: 'Of tests',
      tags: expect.arrayContaining(['kept']),
      folder: '/Attic',
    })
    await expect(run(`${cls}.rename`, object, { name: '  ' })).rejects.toMatchObject({
      shape: { code: 'bad-input', field: 'name', message: 'Give it a name.' },
    })
  }
  const host = objects[1][1]
  await run('host.setIqn', host, { iqn: 'iqn.2026-11.net.example:two' })
  const { ref } = row(one => one.name_label === 'host named anew')
  expect([...db.all('host')].find(([one]) => one === ref)?.[1].iscsi_iqn).toBe('iqn.2026-11.net.example:two')
})

it('[PROP-03] defines a custom field where XenCenter does, fills it in, and deletes it with its values', async () => {
  const { rooms, pool, simulator, id } = await withPool()
  const vm = await rooms.vm('web-01')
  const run = (action: string, object: string, input: unknown) =>
    rooms.operations.run(admin, { action, object, input })
  await run('pool.defineField', id, { name: 'Owner', type: 'text' })
  await pool(row => row.fieldDefinitions.length === 1)
  await expect(run('pool.defineField', id, { name: 'Owner', type: 'date' })).rejects.toMatchObject({
    shape: { code: 'refused' },
  })
  await run('pool.defineField', id, { name: 'Due', type: 'date' })
  await pool(row => row.fieldDefinitions.length === 2)
  await run('object.setFields', vm.id, { values: { Owner: 'jane', Due: '2026-08-21 10:00:00Z' } })
  await rooms.vm('web-01', row => row.fields.Owner === 'jane' && row.fields.Due === '2026-08-21 10:00:00Z')
  const record = [...simulator.pool.db.all('pool')][0]?.[1]
  expect(record?.gui_config['XenCenter.CustomFields']).toBe(
    '<CustomFieldDefinitions><CustomFieldDefinition name="Owner" type="String" defaultValue="" /><CustomFieldDefinition name="Due" type="Date" defaultValue="" /></CustomFieldDefinitions>',
  )
  await run('pool.removeField', id, { name: 'Owner' })
  await pool(row => row.fieldDefinitions.length === 1)
  const kept = await rooms.vm('web-01', row => row.fields.Owner === undefined)
  expect(kept.fields.Due).toBe('2026-08-21 10:00:00Z')
})

it('lets nobody give or take rights by a folder or a tag that a role hangs on', async () => {
  const { rooms } = await withPool()
  const ann = await rooms.addUser('ann', 'vm-operator')
  await rooms.db.grant.createMany({
    data: [
      { userId: ann, role: 'vm-admin', scopeKind: 'folder', scopeRef: '/Lab', givenByName: 'admin' },
      { userId: ann, role: 'vm-admin', scopeKind: 'tag', scopeRef: 'hers', givenByName: 'admin' },
    ],
  })
  await rooms.rights.refresh()
  const as = { ...admin, user: { ...administrator, username: 'ann', access: rooms.rights.of(ann) } }
  const vm = await rooms.vm('web-01')
  const move = (folder: string) => ({ action: 'object.setFolder', object: vm.id, input: { folder } })
  const tag = (add: string[], remove: string[] = []) => ({
    action: 'object.setTags',
    object: vm.id,
    input: { add, remove },
  })
  const refused = { shape: { code: 'not-allowed', message: expect.stringContaining('hangs on this') } }
  await expect(rooms.operations.run(as, move('/Lab/Own'))).rejects.toMatchObject(refused)
  await expect(rooms.operations.run(as, tag(['hers']))).rejects.toMatchObject(refused)
  await rooms.operations.run(as, move('/Elsewhere'))
  await rooms.operations.run(as, tag(['free']))
  await rooms.vm('web-01', row => row.folder === '/Elsewhere' && row.tags.includes('free'))

  await rooms.operations.run(admin, tag(['hers']))
  await rooms.operations.run(admin, move('/Lab'))
  await rooms.vm('web-01', row => row.folder === '/Lab' && row.tags.includes('hers'))
  await expect(rooms.operations.run(as, move(''))).rejects.toMatchObject(refused)
  await expect(rooms.operations.run(as, tag([], ['hers']))).rejects.toMatchObject(refused)
  await rooms.operations.run(as, tag([], ['free']))
})
