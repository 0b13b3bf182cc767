import { expect, it } from 'vitest'
import { choicesFor } from '@/server/api/new-vm'
import { secretsIn } from '@/server/api/secret-inputs'
import { keepingSecret } from '@/server/audit/secrets'
import { newVbd, newVdi } from '@/server/catalogue/device-records'
import type { Template } from '@/server/inventory/templates/template'
import { beingMadePrefix } from '@/server/shared/being-made'
import { seedBytes } from '@/server/shared/seed'
import { accessAs } from '@/server/testing/access'
import { poolSuite } from '@/server/testing/pool-suite'
import { readIso } from '@/server/testing/read-iso'
import { administrator } from '@/server/testing/rooms'
import { settleOpenLines } from './recover'
import { tagOf } from './tag'

const startRooms = poolSuite()

const GiB = 2 ** 30
const now = () => ({ user: { ...administrator, authenticatedAt: Date.now() }, address: '192.0.2.7' })

async function withPool(speed = 20) {
  const { simulator, rooms } = await startRooms(speed)
  const { db } = simulator.pool
  const pool = (await rooms.vm('web-01')).pool
  const row = (cls: 'SR' | 'network' | 'host', name: string) => {
    const found = rooms.inventory.rows().find(one => one.class === cls && one.name_label === name)
    if (!found) throw new Error(`no ${cls} ${name}`)
    return found
  }
  const choices = () => {
    const { view, release } = rooms.sights.take(administrator.access)
    try {
      return choicesFor({ inventory: rooms.inventory, sight: view, user: administrator }, pool)
    } finally {
      release()
    }
  }
  const template = (name: string): Template => {
    const found = choices().templates.find(one => one.name === name)
    if (!found) throw new Error(`no template ${name}`)
    return found
  }
  const sr = rooms.inventory.rows().find(one => one.class === 'SR' && one.isDefault)
  if (sr?.class !== 'SR') throw new Error('no default storage')
  const network = choices().automaticNetworks[0] ?? ''
  const input = (of: Template, more: object = {}) => ({
    ...{ template: of.id, name: 'newborn', description: 'Made by a test', home: null },
    ...{ memory: { from: of.memory, to: of.memory }, vcpus: of.vcpus, media: { from: 'nothing' } },
    disks: of.described.map(({ size }, at) => ({ sr: sr.id, name: `newborn ${at}`, description: '', size })),
    own: of.own.map(({ position, name, size, sr }) => ({ position, name, from: size, to: size, sr })),
    nics: [{ network, mac: '' }],
    start: false,
    ...more,
  })
  const make = async (told: object) => {
    const { id } = await rooms.operations.run(now(), { action: 'vm.create', object: pool, input: told })
    return rooms.outcome(id)
  }
  const count = () => ({
    VM: [...db.all('VM')].length,
    VDI: [...db.all('VDI')].length,
    VBD: [...db.all('VBD')].length,
    VIF: [...db.all('VIF')].length,
  })
  const named = (name: string) => {
    const found = [...db.all('VM')].find(([, vm]) => vm.name_label === name)
    if (!found) throw new Error(`no VM ${name}`)
    return { ref: found[0], ...found[1] }
  }
  return { simulator, rooms, db, pool, row, choices, template, sr, network, input, make, count, named }
}

it('[NVM-15] makes a VM of a template with what was asked for, and starts it', {
  timeout: 60_000,
}, async () => {
  const { rooms, db, row, template, sr, network, input, make, named } = await withPool()
  const debian = template('Debian Bookworm 12')
  expect(debian).toMatchObject({
    ...{ kind: 'default', family: 'Debian', hvm: true, firmware: 'bios', memory: GiB },
    ...{ own: [], networks: [], home: null, limits: { vcpusMax: 64, nics: 7 } },
    described: [{ position: '0', size: 10 * GiB, sr: null }],
    installs: { disc: true, network: true, address: false, needed: true },
  })
  const home = row('host', 'fra-xen-02')
  const told = input(debian, {
    ...{ home: home.id, memory: { from: GiB, to: 3 * GiB }, vcpus: { max: 4, first: 2 }, start: true },
    ...{ coresPerSocket: 2, media: { from: 'network' } },
    nics: [
      { network, mac: '0a:00:00:00:00:01' },
      { network, mac: '' },
    ],
  })
  expect(await make(told)).toMatchObject({ result: 'succeeded', sentence: 'Make the VM newborn' })
  const made = await rooms.vm('newborn', vm => vm.power_state === 'Running')
  expect(made).toMatchObject({
    ...{ name_description: 'Made by a test', memory: 3 * GiB, host: home.id, home: home.id, vcpus: 2 },
    ...{ disks: 1, diskBytes: 10 * GiB, networks: [network] },
  })
  const record = named('newborn')
  expect(record).toMatchObject({
    ...{ is_a_template: false, VCPUs_max: 4, VCPUs_at_startup: 2 },
    ...{ memory_static_max: 3 * GiB, memory_dynamic_min: 3 * GiB },
    platform: { 'cores-per-socket': '2' },
    HVM_boot_params: { order: 'ncd' },
    suspend_SR: sr.ref,
  })
  expect(Object.keys(record.other_config)).not.toContain('disks')
  expect(Object.keys(record.other_config)).not.toContain('domus:being-made')
  const drives = record.VBDs.map(ref => db.get('VBD', ref))
  expect(drives.map(({ type, userdevice }) => [type, userdevice]).sort()).toEqual([
    ['CD', '3'],
    ['Disk', '0'],
  ])
  const disk = drives.find(({ type }) => type === 'Disk')
  expect(disk).toMatchObject({ bootable: true, mode: 'RW', other_config: { owner: '' } })
  expect(db.get('VDI', disk?.VDI ?? expect.unreachable())).toMatchObject({
    ...{ name_label: 'newborn 0', virtual_size: 10 * GiB, sm_config: { vmhint: record.uuid } },
  })
  expect(record.VIFs.map(ref => db.get('VIF', ref).device).sort()).toEqual(['0', '1'])
  expect(record.VIFs.map(ref => db.get('VIF', ref).MAC)).toContain('0a:00:00:00:00:01')
})

it('[NVM-09] a new VM has a range of memory and vCPUs to be added, as far as its system and the pool have it', async () => {
  const { db, template, input, make, named, rooms } = await withPool()
  const debian = template('Debian Bookworm 12')
  expect(debian).toMatchObject({
    hotplug: true,
    rangeObstacle: 'unknown',
    memoryLeast: GiB,
    memoryLimit: GiB,
  })
  expect(template('Windows 11')).toMatchObject({ hotplug: false })
  const memory = { from: GiB, to: 4 * GiB, least: 2 * GiB, limit: 8 * GiB }
  const told = input(debian, { memory, vcpus: { first: 2, max: 8 }, coresPerSocket: 4 })
  await expect(make({ ...told, memory: { ...memory, least: 5 * GiB } })).rejects.toThrow(
    'The least can’t be more than the most.',
  )
  await expect(make({ ...told, memory: { ...memory, limit: 3 * GiB } })).rejects.toThrow(
    'The most can’t be above the limit.',
  )
  await expect(make({ ...told, memory: { ...memory, least: GiB / 2, limit: 16 * GiB } })).rejects.toThrow(
    'Its guest needs 25 % of what it can be raised to: 4 GiB at least.',
  )
  expect(await make(told)).toMatchObject({ result: 'succeeded' })
  expect(named('newborn')).toMatchObject({
    ...{ memory_dynamic_min: 2 * GiB, memory_dynamic_max: 4 * GiB, memory_static_max: 8 * GiB },
    ...{ VCPUs_at_startup: 2, VCPUs_max: 8, platform: { 'cores-per-socket': '4' } },
  })
  const [[pool, { restrictions }] = expect.unreachable()] = [...db.all('pool')]
  const unlicensed = { restrict_dmc: 'true', restrict_set_vcpus_number_live: 'true' }
  db.update('pool', pool, { restrictions: { ...restrictions, ...unlicensed } })
  await rooms.inventory.waitFor(
    () => (template('Debian Bookworm 12').rangeObstacle === 'licence' ? true : undefined),
    AbortSignal.timeout(15_000),
  )
  expect(template('Debian Bookworm 12').hotplug).toBe(false)
  await expect(make({ ...told, name: 'second' })).rejects.toThrow('The pool’s licence does not include it')
})

it('[NVM-16] a VM that is being made is seen by nobody until it is whole', async () => {
  const { rooms, simulator, template, input, make } = await withPool()
  const seen = new Set<string>()
  const half = new Set<string>()
  const stopWatching = rooms.inventory.subscribe(({ set }) => {
    for (const row of set) if (row.class === 'VM') seen.add(row.name_label)
  })
  simulator.pool.db.watch(() => {
    for (const [, vm] of simulator.pool.db.all('VM'))
      if (vm.name_label.startsWith(beingMadePrefix)) half.add(vm.name_label)
  })
  expect(await make(input(template('Windows 11')))).toMatchObject({ result: 'succeeded' })
  await rooms.vm('newborn')
  stopWatching()
  expect([...half]).toEqual([`${beingMadePrefix}newborn`])
  expect([...seen].filter(name => name.startsWith(beingMadePrefix))).toEqual([])
  await expect(make(input(template('Windows 11'), { name: `${beingMadePrefix}x` }))).rejects.toThrow(
    'Names of VMs that are being made begin like that.',
  )
})

it('[NVM-15] what fails half way leaves nothing behind, at whichever step', { timeout: 60_000 }, async () => {
  const { simulator, rooms, template, input, make, count } = await withPool()
  const before = count()
  const told = input(template('Debian Bookworm 12'), { memory: { from: GiB, to: 2 * GiB } })
  for (const call of [
    'VM.provision',
    'VM.set_memory_limits',
    'VBD.create',
    'VDI.create',
    'VIF.create',
    'VM.set_name_label',
  ]) {
    simulator.faults.failCall(call, 'SR_BACKEND_FAILURE_44', ['', 'There is no room left', ''])
    expect(await make(told), call).toMatchObject({ result: 'failed', errorCode: 'SR_BACKEND_FAILURE_44' })
    expect(count(), call).toEqual(before)
  }
  // The same again, when nothing stands in its way.
  expect(await make(told)).toMatchObject({ result: 'succeeded' })
  await rooms.vm('newborn')
})

it('[NVM-15] a Windows VM gets Secure Boot, a virtual TPM, the drivers’ device and BIOS strings', async () => {
  const { rooms, db, row, choices, template, input, make, named } = await withPool()
  const windows = template('Windows 11')
  expect(windows).toMatchObject({
    ...{ family: 'Windows', firmware: 'uefi', vtpm: 'needed', biosObstacle: null },
    obstacles: { bios: null, uefi: null, secure: null },
  })
  expect(choices().vtpmObstacle).toBeNull()
  const host = row('host', 'fra-xen-03')
  const told = input(windows, {
    ...{ firmware: 'secure', vtpm: true, vendorDevice: true, biosOf: host.id },
    media: { from: 'nothing' },
  })
  expect(await make(told)).toMatchObject({ errorText: null, result: 'succeeded' })
  await rooms.vm('newborn')
  const record = named('newborn')
  expect(record).toMatchObject({
    ...{ has_vendor_device: true, HVM_boot_params: { firmware: 'uefi' }, platform: { secureboot: 'true' } },
    bios_strings: db.get('host', rooms.pools.session(windows.id.split('.')[0] ?? '').refOf('host', host.ref))
      .bios_strings,
  })
  expect(Object.keys(record.bios_strings)).not.toEqual([])
  expect(record.VTPMs).toHaveLength(1)

  // What is refused at the last of it takes all of it back, the TPM too.
  const before = [...db.all('VTPM')].length
  await make({ ...told, name: 'twin', nics: [], disks: [], biosOf: null })
  await rooms.vm('twin')
  expect([...db.all('VTPM')].length).toBe(before + 1)
})

it('[NVM-10] [NVM-15] gets a graphics card where the pool has one to give, its licence has it, and the maker may', async () => {
  const { rooms, db, pool, choices, template, input, make, named, simulator } = await withPool()
  const [kind = expect.unreachable()] = choices().gpuKinds
  expect(choices().gpuKinds).toMatchObject([{ whole: true, free: 1 }])
  const windows = template('Windows 11')
  expect(windows.hasGpu).toBe(false)
  const told = input(windows, { gpu: { group: kind.group, type: kind.type }, media: { from: 'nothing' } })
  const user = { ...now().user, userId: 'vm-power-admin', access: accessAs('vm-power-admin') }
  await expect(
    rooms.operations.run({ ...now(), user }, { action: 'vm.create', object: pool, input: told }),
  ).rejects.toThrow('The role pool-operator does.')

  simulator.faults.failCall('VGPU.create', 'VM_PCI_BUS_FULL', ['OpaqueRef:x'])
  const before = [...db.all('VM')].length
  expect(await make(told)).toMatchObject({ result: 'failed', errorCode: 'VM_PCI_BUS_FULL' })
  expect([...db.all('VM')].length).toBe(before)
  expect(await make(told)).toMatchObject({ errorText: null, result: 'succeeded' })
  await rooms.vm('newborn')
  const [vgpu = expect.unreachable()] = named('newborn').VGPUs
  expect(db.get('VGPU', vgpu)).toMatchObject({ device: '0' })

  const [[ref, { restrictions }] = expect.unreachable()] = [...db.all('pool')]
  db.update('pool', ref, { restrictions: { ...restrictions, restrict_gpu: 'true' } })
  await rooms.inventory.waitFor(
    () => (choices().gpuKinds.length === 0 ? true : undefined),
    AbortSignal.timeout(15_000),
  )
  await expect(make({ ...told, name: 'another' })).rejects.toThrow('The pool can’t give it this card now.')
})

it('who may not choose memory or a home server makes VMs with what the template has', async () => {
  const { rooms, pool, row, template, input } = await withPool()
  const debian = template('Debian Bookworm 12')
  const as = (role: string) => ({ ...now(), user: { ...now().user, userId: role, access: accessAs(role) } })
  const make = (role: string, told: object) =>
    rooms.operations.run(as(role), { action: 'vm.create', object: pool, input: told })
  await expect(make('vm-operator', input(debian))).rejects.toThrow('The role vm-admin does.')
  const more = input(debian, { memory: { from: debian.memory, to: 2 * debian.memory } })
  await expect(make('vm-admin', more)).rejects.toThrow('The role vm-power-admin does.')
  const home = input(debian, { home: row('host', 'fra-xen-02').id })
  await expect(make('vm-admin', home)).rejects.toThrow('The role vm-power-admin does.')
  const { id } = await make('vm-admin', input(debian))
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
})

it('of a snapshot a VM is made by who may copy its VM', async () => {
  const { rooms, choices, input, make } = await withPool()
  const vm = await rooms.vm('print-01')
  const { id } = await rooms.operations.run(now(), {
    action: 'vm.snapshot',
    object: vm.id,
    input: { name: 'good', kind: 'disks' },
  })
  await rooms.outcome(id)
  const snapshot = await rooms.inventory.waitFor(
    () =>
      choices().templates.find(
        ({ kind, name, own }) => kind === 'snapshot' && name === 'good' && own.length > 0,
      ),
    AbortSignal.timeout(15_000),
  )
  expect(snapshot).toMatchObject({ snapshotOf: { id: vm.id, name: 'print-01' }, suggested: 'print-01 (1)' })
  const told = input(snapshot, { snapshotOf: vm.id })
  await expect(make({ ...told, snapshotOf: null })).rejects.toThrow('This template is gone.')
  expect(await make(told)).toMatchObject({ result: 'succeeded' })
  expect(await rooms.vm('newborn', one => one.disks === vm.disks)).toMatchObject({ power_state: 'Halted' })
})

it('a VM that is whole and does not start stays, and the line says so', async () => {
  const { simulator, rooms, template, input, make } = await withPool()
  simulator.faults.failCall('VM.start', 'HOST_NOT_ENOUGH_FREE_MEMORY', ['2', '1'])
  expect(await make(input(template('Rocky Linux 9'), { start: true }))).toMatchObject({
    result: 'failed',
    errorCode: 'HOST_NOT_ENOUGH_FREE_MEMORY',
    errorText: expect.stringMatching(/^newborn was made, but it does not run\. /),
  })
  expect(await rooms.vm('newborn')).toMatchObject({ power_state: 'Halted', disks: 1 })
})

it('of a custom template the disks are cloned or copied, named, enlarged, or left out', async () => {
  const { rooms, db, row, template, input, make, named, count } = await withPool()
  const vm = await rooms.vm('print-01')
  const { id } = await rooms.operations.run(now(), { action: 'vm.toTemplate', object: vm.id })
  await rooms.outcome(id)
  const custom = await rooms.inventory.waitFor(() => {
    try {
      return template('print-01')
    } catch {
      return undefined
    }
  }, AbortSignal.timeout(15_000))
  expect(custom).toMatchObject({ kind: 'custom', installs: { needed: false }, described: [] })
  expect(custom.own.length).toBeGreaterThan(0)
  const [first] = custom.own
  if (!first) return
  const grown = {
    ...{ position: first.position, name: 'system of newborn', sr: first.sr },
    ...{ from: first.size, to: first.size + GiB },
  }
  expect(await make(input(custom, { own: [grown], disks: [] }))).toMatchObject({ result: 'succeeded' })
  const made = await rooms.vm('newborn', one => one.disks === 1)
  expect(made.diskBytes).toBe(first.size + GiB)
  const disks = named('newborn')
    .VBDs.map(ref => db.get('VBD', ref))
    .filter(({ type }) => type === 'Disk')
  expect(disks.map(({ VDI }) => db.get('VDI', VDI).name_label)).toEqual(['system of newborn'])

  const other = row('SR', 'Local storage')
  const before = count()
  await make(input(custom, { name: 'copied', copyTo: other.id }))
  await rooms.vm('copied', one => one.disks === custom.own.length)
  const copies = named('copied')
    .VBDs.map(ref => db.get('VBD', ref))
    .filter(({ type }) => type === 'Disk')
  expect(copies.map(({ VDI }) => db.get('VDI', VDI).SR)).toEqual(custom.own.map(() => other.ref))
  // Nothing of it is left where the disks were before.
  expect(count().VDI).toBe(before.VDI + custom.own.length)

  // None of them: a VM without disks.
  await make(input(custom, { name: 'diskless', own: [], media: { from: 'network' } }))
  expect(await rooms.vm('diskless')).toMatchObject({ disks: 0 })

  await expect(make(input(custom, { own: [{ ...grown, from: first.size - 1 }] }))).rejects.toThrow(
    'The template was changed meanwhile. Look at it again.',
  )
})

it('a project’s limits hold for what is made in it, and it belongs to the project', async () => {
  const { rooms, template, input, make } = await withPool()
  const project = await rooms.db.project.create({ data: { name: 'Web', maxVms: 1, maxVcpus: 4 } })
  await rooms.rights.refresh()
  const debian = template('Debian Bookworm 12')
  const told = input(debian, { project: project.id })
  await expect(make({ ...told, vcpus: { max: 5, first: 1 } })).rejects.toThrow('and this takes 5 more')
  expect(await make(told)).toMatchObject({ result: 'succeeded' })
  const made = await rooms.vm('newborn')
  expect(await rooms.db.projectObject.findMany({ where: { projectId: project.id } })).toEqual([
    expect.objectContaining({ object: made.id }),
  ])
  await expect(make({ ...told, name: 'second' })).rejects.toThrow('has 1 of 1 VMs, and this takes 1 more')

  // What fails gives back what it held.
  await rooms.db.project.update({ where: { id: project.id }, data: { maxVms: 2 } })
  await rooms.db.projectAllowed.create({
    data: { projectId: project.id, object: template('Windows 11').id },
  })
  await expect(make({ ...told, name: 'second' })).rejects.toThrow('may not use what this needs')
})

it('one that is cancelled half way leaves nothing behind', async () => {
  const { rooms, template, input, count, pool } = await withPool(1)
  const before = count()
  const { id } = await rooms.operations.run(now(), {
    action: 'vm.create',
    object: pool,
    input: input(template('Debian Bookworm 12')),
  })
  await rooms.operations.cancel(now(), id)
  expect(await rooms.outcome(id)).toMatchObject({ result: 'cancelled' })
  expect(count()).toEqual(before)
})

const cloudConfig = `#cloud-config
users:
  - name: jane
    hashed_passwd: $6$never$toldToAnybody
`

it('a guest is told what to be by a drive of its own, which goes with it and of which the log says nothing', {
  timeout: 60_000,
}, async () => {
  const { simulator, rooms, db, template, input, make, named, count } = await withPool()
  const before = count()
  const seed = { kind: 'cloud-init', userData: cloudConfig, networkConfig: 'version: 2\nethernets: {}\n' }
  const debian = template('Debian Bookworm 12')
  const told = input(debian, { name: 'Web 1', seed })
  const secrets = secretsIn('operation.run', { action: 'vm.create', object: 'x', input: told })
  expect(secrets).toEqual(new Set([seed.userData, seed.networkConfig]))
  const outcome = await keepingSecret(secrets, () => make(told))
  expect(outcome).toMatchObject({ errorText: null, result: 'succeeded' })
  const made = await rooms.vm('Web 1', vm => vm.disks === 2)
  const record = named('Web 1')
  const drives = record.VBDs.map(ref => db.get('VBD', ref)).filter(({ type }) => type === 'Disk')
  const [system, drive] = drives.sort((a, b) => Number(a.userdevice) - Number(b.userdevice))
  if (!system || !drive) throw new Error('no drive')
  expect(drive).toMatchObject({ mode: 'RW', bootable: false, other_config: { owner: '' } })
  const disk = db.get('VDI', drive.VDI)
  expect(disk).toMatchObject({ SR: db.get('VDI', system.VDI).SR, virtual_size: seedBytes })
  const { plain, joliet } = readIso(simulator.pool.disks.of(drive.VDI).read(0, seedBytes))
  expect([plain.label, joliet.label]).toEqual(['cidata', 'cidata'])
  expect(Object.fromEntries([...joliet.files].map(([name, bytes]) => [name, bytes.toString()]))).toEqual({
    'meta-data;1': `instance-id: ${record.uuid}\nlocal-hostname: web-1\n`,
    'user-data;1': cloudConfig,
    'network-config;1': 'version: 2\nethernets: {}\n',
  })

  const written = await rooms.db.$queryRaw<{ body: string }[]>`SELECT body FROM "AuditEvent"`
  expect(written.some(({ body }) => body.includes('Web 1'))).toBe(true)
  expect(written.filter(({ body }) => /toldToAnybody|ethernets/.test(body))).toEqual([])
  expect([...db.all('task')].filter(([, task]) => JSON.stringify(task).includes('toldTo'))).toEqual([])

  const { id } = await rooms.operations.run(now(), {
    ...{ action: 'vm.delete', object: made.id },
    input: {
      disks: rooms.operations
        .belongings(now(), { objects: [made.id] })
        .flatMap(({ disks }) => disks.map(one => one.id)),
      snapshots: [],
    },
  })
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
  expect(count()).toEqual(before)
})

it('a drive that can’t be written leaves nothing of the VM behind, nor does a text that can’t be read make one', async () => {
  const { simulator, template, input, make, count } = await withPool()
  const before = count()
  const debian = template('Debian Bookworm 12')
  const seed = { kind: 'cloud-init', userData: cloudConfig, networkConfig: '' }
  await expect(
    make(input(debian, { seed: { ...seed, userData: '#cloud-config\na: 1\na: 2' } })),
  ).rejects.toThrow('Line 3, column 1: This key is there already.')
  await expect(make(input(debian, { seed, disks: [] }))).rejects.toThrow('It has no disks, and so no storage')
  simulator.faults.failCall('/import_raw_vdi', 'VDI_IO_ERROR', ['Device I/O errors'])
  expect(await make(input(debian, { seed }))).toMatchObject({ result: 'failed', errorCode: 'VDI_IO_ERROR' })
  expect(count()).toEqual(before)
})

it('what was half made when the pool stopped answering is taken away once it answers again', {
  timeout: 60_000,
}, async () => {
  const { simulator, rooms, template, input, make, count } = await withPool()
  const before = count()
  const told = input(template('Debian Bookworm 12'))
  for (const call of ['Async.VM.clone', 'VBD.create', 'VIF.create']) {
    simulator.faults.cutAnswer(call, 10)
    expect(await make(told), call).toMatchObject({
      result: 'failed',
      errorText:
        'The pool stopped answering while this was under way. What there was of it has been taken away.',
    })
    expect(count(), call).toEqual(before)
  }
  expect(await make(told)).toMatchObject({ result: 'succeeded' })
  await rooms.vm('newborn')
})

it('what a process was making when it ended is taken away by the next', async () => {
  const { rooms, db, template, input, count, pool, sr } = await withPool()
  const before = count()
  const line = await rooms.audit.begin({
    ...{ userName: 'admin', address: '', action: 'vm.create', sentence: 'Make the VM half' },
    pool: { id: pool, name: '' },
    object: { class: 'pool', uuid: poolUuid(rooms, pool), ref: '', name: '' },
    params: input(template('Debian Bookworm 12')),
  })
  const session = rooms.pools.session(pool)
  const debian = [...db.all('VM')].find(([, vm]) => vm.name_label === 'Debian Bookworm 12')?.[0]
  if (!debian) throw new Error('no template')
  const mark = tagOf(line, poolUuid(rooms, pool))
  // One whose clone is under way, and one that has a disk already; the third was made by somebody else.
  await session.begin({ tag: `${mark}/1` }).VM.clone(debian, `${beingMadePrefix}half`)
  const half = await session.call.VM.clone(debian, `${beingMadePrefix}second half`)
  await session.call.VM.add_to_other_config(half, 'domus:being-made', mark)
  const disk = await session.call.VDI.create(
    newVdi({ sr: session.refOf('SR', sr.ref), name: 'half', description: '', size: GiB }),
  )
  await session.call.VBD.create(newVbd({ vm: half, disk, type: 'Disk', readOnly: false }))
  await session.call.VM.clone(debian, `${beingMadePrefix}of another`)
  await rooms.inventory.waitFor(
    () => rooms.inventory.store(pool)?.find('VM', half)?.other_config['domus:being-made'] === mark,
    AbortSignal.timeout(15_000),
  )
  await rooms.inventory.waitFor(
    () =>
      [...(rooms.inventory.store(pool)?.all('task').values() ?? [])].some(
        task => task.other_config['http:tag'] === encodeURIComponent(`${mark}/1`),
      ),
    AbortSignal.timeout(15_000),
  )
  const left = (await rooms.audit.orphans([])).filter(({ id }) => id === line)
  await settleOpenLines(rooms, left, AbortSignal.timeout(15_000))
  expect(await rooms.outcome(String(line))).toMatchObject({
    result: 'cancelled',
    errorText: 'Domus ended while this was under way: what there was of it has been taken away.',
  })
  expect(count()).toEqual({ ...before, VM: before.VM + 1 })
})
const poolUuid = (rooms: { inventory: { row(id: string): { uuid: string } | undefined } }, pool: string) =>
  rooms.inventory.row(pool)?.uuid ?? ''
