import { beforeEach, describe, expect, it } from 'vitest'
import { type TestPool, testPool } from '../test-pool'
import { Task } from '../work/task'
import { freeMemory } from './memory'
import { poolMigrate } from './migrate'
import { pause, unpause } from './pause'
import { start } from './start'
import { cleanReboot, cleanShutdown, hardShutdown, shutdown } from './stop'
import { resume, suspend } from './suspend'

const NULL = 'OpaqueRef:NULL'

let test: TestPool
beforeEach(() => {
  test = testPool()
})

function messages(): string[] {
  return [...test.pool.messages.all()].map(({ message }) => message.name)
}

describe('a start', () => {
  it('shows on the VM, its devices and the host, and ends with a running domain', async () => {
    const { pool, clock, vm } = test
    const ref = vm('desk-07')
    const task = test.begin('Async.VM.start', one => start(pool, one, ref, { paused: false }))
    await clock.advance(0.5)
    const begun = pool.db.get('VM', ref)
    expect(begun.current_operations).toEqual({ [task]: 'start' })
    expect(begun.allowed_operations).toEqual([])
    expect(begun.power_state).toBe('Halted')
    const host = begun.scheduled_to_be_resident_on
    expect(pool.db.get('host', host).current_operations).toEqual({ [task]: 'vm_start' })
    for (const vbd of begun.VBDs) {
      expect(pool.db.get('VBD', vbd).currently_attached).toBe(true)
      expect(pool.db.get('VBD', vbd).current_operations).toEqual({ [task]: 'attach' })
    }
    expect(pool.db.get('task', task).progress).toBeGreaterThan(0)
    expect(pool.db.get('task', task).progress).toBeLessThan(1)

    await clock.advance(3)
    const started = pool.db.get('VM', ref)
    expect(started.power_state).toBe('Running')
    expect(started.resident_on).toBe(host)
    expect(started.domid).toBeGreaterThan(0)
    expect(started.consoles).toHaveLength(1)
    expect(started.current_operations).toEqual({})
    expect(started.scheduled_to_be_resident_on).toBe(NULL)
    expect(pool.db.get('host', host).resident_VMs).toContain(ref)
    expect(pool.db.get('host', host).current_operations).toEqual({})
    expect(pool.db.get('task', task)).toMatchObject({
      status: 'success',
      progress: 1,
      result: '<value></value>',
    })
    expect(messages().at(-1)).toBe('VM_STARTED')
  })

  it('is not over before its delay, while the VM runs already', async () => {
    const { pool, clock, vm } = test
    const ref = vm('desk-07')
    pool.db.update('VM', ref, { start_delay: 20 })
    const task = test.begin('Async.VM.start', one => start(pool, one, ref, { paused: false }))
    await clock.advance(20)
    expect(pool.db.get('VM', ref)).toMatchObject({
      power_state: 'Running',
      current_operations: { [task]: 'start' },
    })
    expect(pool.db.get('task', task).status).toBe('pending')
    await clock.advance(3)
    expect(pool.db.get('task', task).status).toBe('success')
    expect(pool.db.get('VM', ref).current_operations).toEqual({})
  })

  it('lets the guest report some time later, and only then offers what needs the guest', async () => {
    const { pool, clock, vm } = test
    const ref = vm('desk-07')
    test.begin('Async.VM.start', one => start(pool, one, ref, { paused: false }))
    await clock.advance(2.5)
    expect(pool.db.get('VM', ref).guest_metrics).toBe(NULL)
    expect(pool.db.get('VM', ref).allowed_operations).not.toContain('clean_shutdown')
    await clock.advance(10)
    const guest = pool.db.get('VM_guest_metrics', pool.db.get('VM', ref).guest_metrics)
    expect(guest.os_version.name).toContain('Windows 11')
    expect(guest.networks['0/ip']).toBe('10.20.40.107')
    expect(pool.db.get('VM', ref).allowed_operations).toContain('clean_shutdown')
  })

  it('reserves memory on the host while it is under way', async () => {
    const { pool, clock, vm } = test
    const ref = vm('rds-03')
    test.begin('Async.VM.start', one => start(pool, one, ref, { paused: false }))
    await clock.advance(0.5)
    const host = pool.db.get('VM', ref).scheduled_to_be_resident_on
    const underWay = freeMemory(pool, host)
    await clock.advance(5)
    expect(freeMemory(pool, host)).toBe(underWay)
  })

  it('leaves the VM as it was when storage fails on the way', async () => {
    const { pool, clock, vm } = test
    const ref = vm('mail-archive')
    const task = test.begin('Async.VM.start', one => start(pool, one, ref, { paused: false }))
    await clock.advance(5)
    expect(pool.db.get('task', task).status).toBe('failure')
    expect(pool.db.get('task', task).error_info[0]).toBe('SR_BACKEND_FAILURE_46')
    const now = pool.db.get('VM', ref)
    expect(now).toMatchObject({
      power_state: 'Halted',
      resident_on: NULL,
      domid: -1,
      current_operations: {},
      consoles: [],
    })
    expect(now.VBDs.map(vbd => pool.db.get('VBD', vbd).currently_attached)).not.toContain(true)
    expect(now.allowed_operations).toContain('start')
  })

  it('can be cancelled, and is undone', async () => {
    const { pool, clock, vm } = test
    const ref = vm('desk-08')
    const task = test.begin('Async.VM.start', one => start(pool, one, ref, { paused: false }))
    await clock.advance(0.5)
    pool.tasks.get(task)?.cancel()
    await clock.advance(1)
    expect(pool.db.get('task', task)).toMatchObject({
      status: 'cancelled',
      error_info: ['TASK_CANCELLED', task],
    })
    expect(pool.db.get('VM', ref)).toMatchObject({ power_state: 'Halted', scheduled_to_be_resident_on: NULL })
  })
})

describe('what is refused', () => {
  const refused = (work: (task: Task) => Promise<void>) =>
    test.refusal(() => work(new Task(test.pool, 'VM.something')))
  const starting = (name: string, host?: string) => {
    const { pool, vm } = test
    const on =
      host === undefined
        ? undefined
        : [...pool.db.all('host')].find(([, one]) => one.name_label === host)?.[0]
    return refused(task => start(pool, task, vm(name), { paused: false, ...(on && { host: on }) }))
  }

  it('start of a running VM', async () => {
    expect(await starting('dc-01')).toEqual(['VM_BAD_POWER_STATE', test.vm('dc-01'), 'halted', 'running'])
  })

  it('start of a template and of a snapshot', async () => {
    expect(await starting('Windows 11')).toEqual(['VM_IS_TEMPLATE', test.vm('Windows 11'), 'start'])
    expect(await starting('nightly')).toEqual(['VM_IS_SNAPSHOT', test.vm('nightly'), 'start'])
  })

  it('an operation that is blocked, before anything else', async () => {
    const [code, ref, reason] = await starting('ca-root')
    expect([code, ref]).toEqual(['OPERATION_BLOCKED', test.vm('ca-root')])
    expect(reason).toContain('two people')
  })

  it('a VM whose storage no host has', async () => {
    expect(await starting('erp-old')).toEqual(['NO_HOSTS_AVAILABLE'])
    const [code, ref] = await starting('erp-old', 'fra-xen-01')
    expect([code, ref]).toEqual(['VM_REQUIRES_SR', test.vm('erp-old')])
  })

  it('a VM larger than any host', async () => {
    expect(await starting('analytics-01')).toEqual(['NO_HOSTS_AVAILABLE'])
    const [code, needed, free] = await starting('analytics-01', 'fra-xen-01')
    expect(code).toBe('HOST_NOT_ENOUGH_FREE_MEMORY')
    expect(Number(needed)).toBeGreaterThan(Number(free))
  })

  it('a disabled host, and one that is down', async () => {
    const { pool } = test
    const [ref, host] = [...pool.db.all('host')].find(([, one]) => one.name_label === 'fra-xen-02') ?? []
    if (!ref || !host) throw new Error('no host')
    pool.db.update('host', ref, { enabled: false })
    expect(await starting('desk-07', 'fra-xen-02')).toEqual(['HOST_DISABLED', ref])
    pool.db.update('host_metrics', host.metrics, { live: false })
    expect(await starting('desk-07', 'fra-xen-02')).toEqual(['HOST_NOT_LIVE'])
  })

  it('a clean shutdown of a guest without tools', async () => {
    const ref = test.vm('fw-lab')
    expect(await refused(task => cleanShutdown(test.pool, task, ref))).toEqual(['VM_LACKS_FEATURE', ref])
    expect(test.pool.db.get('VM', ref).allowed_operations).toEqual(
      expect.not.arrayContaining(['clean_shutdown', 'clean_reboot', 'suspend', 'pool_migrate']),
    )
  })

  it('a second operation while one is going on', async () => {
    const { pool, clock, vm } = test
    const ref = vm('web-01')
    const task = test.begin('Async.VM.clean_shutdown', one => cleanShutdown(pool, one, ref))
    await clock.advance(0.5)
    expect(await refused(one => suspend(pool, one, ref))).toEqual([
      'OTHER_OPERATION_IN_PROGRESS',
      'VM',
      ref,
      'clean_shutdown',
      task,
    ])
    expect(pool.db.get('VM', ref).allowed_operations).toEqual(['hard_reboot', 'hard_shutdown'])
  })

  it('most things on a control domain', async () => {
    const name = 'Control domain on host: fra-xen-01'
    const ref = test.vm(name)
    expect(await refused(task => hardShutdown(test.pool, task, ref))).toEqual([
      'OPERATION_NOT_ALLOWED',
      'This operation is not allowed on a control domain',
    ])
  })
})

describe('the end of a domain', () => {
  it('is clean when the guest is asked', async () => {
    const { pool, clock, vm } = test
    const ref = vm('web-01')
    const host = pool.db.get('VM', ref).resident_on
    const before = freeMemory(pool, host)
    test.begin('Async.VM.clean_shutdown', one => cleanShutdown(pool, one, ref))
    await clock.advance(4)
    expect(pool.db.get('VM', ref)).toMatchObject({
      power_state: 'Halted',
      resident_on: NULL,
      domid: -1,
      consoles: [],
    })
    expect(pool.db.get('host', host).resident_VMs).not.toContain(ref)
    expect(freeMemory(pool, host)).toBeGreaterThan(before)
    expect(messages().at(-1)).toBe('VM_SHUTDOWN')
  })

  it('is followed by the delay, which is also all the time a guest has before its plug is pulled', async () => {
    const { pool, clock, vm } = test
    const ref = vm('web-01')
    const ends = async (shutdown_delay: number, halted: number) => {
      pool.db.update('VM', ref, { shutdown_delay })
      const task = test.begin('Async.VM.shutdown', one => shutdown(pool, one, ref))
      await clock.advance(halted)
      expect(pool.db.get('VM', ref).power_state).toBe('Halted')
      expect(pool.db.get('task', task).status).toBe('pending')
      await clock.advance(shutdown_delay)
      expect(pool.db.get('task', task).status).toBe('success')
      return [...pool.messages.all()].at(-1)?.message.body
    }
    expect(await ends(9, 4)).not.toContain('forcibly')
    test.begin('Async.VM.start', one => start(pool, one, ref, { paused: false }))
    await clock.advance(30)
    expect(await ends(1, 2)).toContain('forcibly')
  })

  it('comes at once when the plug is pulled, whatever else is going on', async () => {
    const { pool, clock, vm } = test
    const ref = vm('web-01')
    const clean = test.begin('Async.VM.clean_shutdown', one => cleanShutdown(pool, one, ref))
    await clock.advance(0.5)
    const hard = test.begin('Async.VM.hard_shutdown', one => hardShutdown(pool, one, ref))
    await clock.advance(2)
    expect(pool.db.get('VM', ref).power_state).toBe('Halted')
    expect(pool.db.get('task', clean).status).toBe('cancelled')
    await clock.advance(5)
    expect(pool.db.get('VM', ref).current_operations).toEqual({})
    expect(pool.db.get('task', hard).status).toBe('success')
  })

  it('is forced by a shutdown that the guest cannot hear', async () => {
    const { pool, clock, vm } = test
    test.begin('Async.VM.shutdown', one => shutdown(pool, one, vm('fw-lab')))
    await clock.advance(4)
    expect(pool.db.get('VM', vm('fw-lab')).power_state).toBe('Halted')
  })

  it('is followed by a new one in a reboot: same host, another number, the same console', async () => {
    const { pool, clock, vm } = test
    const before = pool.db.get('VM', vm('web-01'))
    test.begin('Async.VM.clean_reboot', one => cleanReboot(pool, one, vm('web-01')))
    await clock.advance(20)
    const after = pool.db.get('VM', vm('web-01'))
    expect(after.domid).not.toBe(before.domid)
    expect(after.resident_on).toBe(before.resident_on)
    expect(after.consoles).toEqual(before.consoles)
    expect(after.guest_metrics).not.toBe(before.guest_metrics)
    expect(pool.db.find('VM_guest_metrics', before.guest_metrics)).toBeUndefined()
    expect(pool.db.get('VM_metrics', after.metrics).start_time.startsWith('2026-01-15T09:00')).toBe(true)
  })
})

describe('sleep', () => {
  it('writes an image and gives up the domain; a resume brings both back', async () => {
    const { pool, clock, vm } = test
    const ref = vm('web-02')
    test.begin('Async.VM.suspend', one => suspend(pool, one, ref))
    await clock.advance(6)
    const asleep = pool.db.get('VM', ref)
    expect(asleep).toMatchObject({ power_state: 'Suspended', resident_on: NULL, domid: -1, consoles: [] })
    expect(pool.db.get('VDI', asleep.suspend_VDI).type).toBe('suspend')
    test.begin('Async.VM.resume', one => resume(pool, one, ref, { paused: false }))
    await clock.advance(6)
    const awake = pool.db.get('VM', ref)
    expect(awake).toMatchObject({ power_state: 'Running', suspend_VDI: NULL })
    expect(pool.db.find('VDI', asleep.suspend_VDI)).toBeUndefined()
  })

  it('is undone when cancelled: nothing of the image is left', async () => {
    const { pool, clock, vm } = test
    const images = () => [...pool.db.all('VDI')].filter(([, vdi]) => vdi.type === 'suspend').length
    const before = images()
    const task = test.begin('Async.VM.suspend', one => suspend(pool, one, vm('web-02')))
    await clock.advance(1)
    expect(images()).toBe(before + 1)
    pool.tasks.get(task)?.cancel()
    await clock.advance(1)
    expect(images()).toBe(before)
    expect(pool.db.get('VM', vm('web-02')).power_state).toBe('Running')
  })

  it('can be a pause', async () => {
    const { pool, clock, vm } = test
    test.begin('Async.VM.pause', one => pause(pool, one, vm('web-03')))
    await clock.advance(1)
    expect(pool.db.get('VM', vm('web-03')).power_state).toBe('Paused')
    expect(pool.db.get('VM', vm('web-03')).allowed_operations).toContain('unpause')
    test.begin('Async.VM.unpause', one => unpause(pool, one, vm('web-03')))
    await clock.advance(1)
    expect(pool.db.get('VM', vm('web-03')).power_state).toBe('Running')
  })
})

describe('a migration', () => {
  it('moves the domain, its memory and its console to the other host', async () => {
    const { pool, clock, vm } = test
    const ref = vm('grafana')
    const before = pool.db.get('VM', ref)
    const [target] = [...pool.db.all('host')].find(([, host]) => host.name_label === 'fra-xen-02') ?? []
    if (!target) throw new Error('no host')
    test.begin('Async.VM.pool_migrate', one => poolMigrate(pool, one, ref, target, {}))
    await clock.advance(2)
    expect(pool.db.get('VM', ref)).toMatchObject({
      power_state: 'Running',
      resident_on: before.resident_on,
      scheduled_to_be_resident_on: target,
    })
    await clock.advance(10)
    const after = pool.db.get('VM', ref)
    expect(after).toMatchObject({
      power_state: 'Running',
      resident_on: target,
      scheduled_to_be_resident_on: NULL,
    })
    expect(after.consoles).toHaveLength(1)
    expect(after.consoles).not.toEqual(before.consoles)
    expect(pool.db.get('host', before.resident_on).resident_VMs).not.toContain(ref)
    expect(messages().at(-1)).toBe('VM_MIGRATED')
  })
})
