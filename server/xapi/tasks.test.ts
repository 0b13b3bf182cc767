import { describe, expect, it } from 'vitest'
import { TransportError, XapiError } from './errors'
import type { Ref } from './model/records'
import { login } from './session'
import { findTasks, followTask } from './tasks'
import type { FakeHost } from './testing/fake-host'
import { fakeTasks } from './testing/fake-tasks'
import { atEnd, failureOf, openHost } from './testing/open-hosts'
import type { Wire } from './wire'

async function pool(prepare: (host: FakeHost) => void = () => undefined) {
  const host = await openHost()
  prepare(host)
  const tasks = fakeTasks(host)
  const session = await login({ address: host.url, username: 'root', password: 'x' })
  atEnd(() => session.logout())
  return { host, tasks, session, vm: session.refOf('VM', 'OpaqueRef:vm') }
}

describe('a call that is run as a task', () => {
  it('gives what the work gives, tells how far it is, and leaves no task behind', async () => {
    const { host, tasks, session, vm } = await pool()
    host.answers['Async.VM.clone'] = () => tasks.create('clone')
    const shares: number[] = []
    const clone = session.async.VM.clone(vm, 'copy', {
      onProgress: share => {
        shares.push(share)
        const [task] = tasks.records.keys()
        if (share === 0) tasks.change(task ?? '', { progress: 0.5 })
        if (share === 0.5) tasks.succeed(task ?? '', '<value>OpaqueRef:copy</value>')
      },
    })
    expect(await clone).toBe('OpaqueRef:copy')
    expect(shares).toEqual([0, 0.5, 1])
    expect(tasks.records.size).toBe(0)
  })

  it('takes options behind its parameters, and leaves those out that were', async () => {
    const { host, tasks, session, vm } = await pool()
    const sent: Wire[][] = []
    let tag: string | undefined
    host.answers['Async.VM.snapshot'] = ([, ...params], _, request) => {
      sent.push(params)
      tag = request.headers['x-http-other-config-tag']?.toString()
      const task = tasks.create('snapshot')
      tasks.succeed(task, '<value>OpaqueRef:snapshot</value>')
      return task
    }
    expect(await session.async.VM.snapshot(vm, 'a')).toBe('OpaqueRef:snapshot')
    await session.async.VM.snapshot(vm, 'b', undefined, { tag: 'mine' })
    expect(tag).toBe('mine')
    await session.async.VM.snapshot(vm, 'c', [])
    expect(sent).toEqual([
      [vm, 'a'],
      [vm, 'b'],
      [vm, 'c', []],
    ])
    // @ts-expect-error: options are no parameter.
    await failureOf(session.async.VM.snapshot(vm, 'd', { tag: 'mine' }))
    // @ts-expect-error: has no asynchronous form.
    await failureOf(session.async.VM.get_record(vm))
  })

  it('throws what the work ended with', async () => {
    const { host, tasks, session, vm } = await pool()
    host.answers['Async.VM.start'] = () => {
      const task = tasks.create('start')
      tasks.fail(task, ['VM_BAD_POWER_STATE', 'OpaqueRef:vm', 'halted', 'running'])
      return task
    }
    const error = await failureOf(session.async.VM.start(vm, false, false))
    expect(error).toBeInstanceOf(XapiError)
    expect(error).toMatchObject({
      code: 'VM_BAD_POWER_STATE',
      params: [vm, 'halted', 'running'],
      call: 'VM.start',
    })
    host.answers['Async.VM.start'] = () => {
      const task = tasks.create('start')
      tasks.change(task, { status: 'cancelled', error_info: ['TASK_CANCELLED', task] })
      return task
    }
    expect(await failureOf(session.async.VM.start(vm, false, false))).toMatchObject({
      code: 'TASK_CANCELLED',
    })
  })

  it('asks the pool to stop when it is told to', async () => {
    const { host, tasks, session, vm } = await pool()
    host.answers['Async.VM.suspend'] = () => tasks.create('suspend')
    const stop = new AbortController()
    const error = await failureOf(
      session.async.VM.suspend(vm, { signal: stop.signal, onProgress: () => stop.abort() }),
    )
    expect(error).toBeInstanceOf(TransportError)
    expect(error).toMatchObject({ kind: 'cancelled' })
    expect(host.calls.filter(call => call.method === 'task.cancel')).toHaveLength(1)
  })

  it('follows many with one connection for events', async () => {
    const { host, tasks, session, vm } = await pool()
    host.answers['Async.VM.pause'] = () => tasks.create('pause')
    let waiting = 0
    let most = 0
    const from = host.answers['event.from']
    host.answers['event.from'] = async (...call) => {
      most = Math.max(most, ++waiting)
      const answer = await from?.(...call)
      waiting--
      return answer
    }
    const runs = Array.from({ length: 20 }, () =>
      session.async.VM.pause(vm, {
        onProgress: share => {
          if (share === 0 && tasks.records.size === 20)
            for (const task of tasks.records.keys()) tasks.succeed(task)
        },
      }),
    )
    expect(await Promise.all(runs)).toEqual(Array(20).fill(undefined))
    expect(most).toBe(1)
  })

  it('is told from a task whose row is gone', async () => {
    const { tasks, session } = await pool()
    const gone = session.refOf('task', 'OpaqueRef:gone')
    expect(await failureOf(followTask(session, gone, 'VM.start'))).toMatchObject({ code: 'HANDLE_INVALID' })
    const task = tasks.create('x')
    const following = failureOf(
      followTask(session, session.refOf('task', task), 'VM.start', {
        onProgress: () => tasks.lose(task),
      }),
    )
    expect(await following).toMatchObject({ code: 'HANDLE_INVALID', params: ['task', task] })
  })

  it('[ACT-03] is followed by its record at a pool without events, and past a cut connection', async () => {
    const old = await pool(host => {
      host.answers['host.get_API_version_major'] = () => '1'
      host.answers['host.get_API_version_minor'] = () => '3'
    })
    expect(old.session.supports('event.from')).toBe(false)
    let looks = 0
    const record = old.host.answers['task.get_record']
    const task = old.tasks.create('slow')
    old.host.answers['task.get_record'] = (...call) => {
      if (++looks === 2) old.tasks.succeed(task)
      return record?.(...call)
    }
    expect(await followTask(old.session, old.session.refOf('task', task), 'VM.start')).toBeUndefined()
    expect(old.host.calls.some(call => call.method === 'event.from')).toBe(false)

    const cut = await pool()
    const second = cut.tasks.create('cut')
    const from = cut.host.answers['event.from']
    let cuts = 0
    cut.host.answers['event.from'] = (params, response, request) => {
      if (++cuts > 3) return from?.(params, response, request)
      response.destroy()
      if (cuts === 3) cut.tasks.succeed(second)
      return undefined
    }
    expect(await followTask(cut.session, cut.session.refOf('task', second), 'VM.start')).toBeUndefined()
  })

  it('is found again by its tag', async () => {
    const { host, tasks, session, vm } = await pool()
    host.answers['Async.VM.start'] = (_, __, request) => {
      const task = tasks.create('start')
      tasks.change(task, { other_config: { 'http:tag': String(request.headers['x-http-other-config-tag']) } })
      return task
    }
    host.answers['task.get_all_records'] = () => Object.fromEntries(tasks.records)
    const tag = 'operation/7 ü'
    await session.begin({ tag }).VM.start(vm, false, false)
    await session.begin({ tag: 'other' }).VM.start(vm, false, false)
    const [task] = tasks.records.keys()
    expect(await findTasks(session, tag)).toEqual([task as Ref<'task'>])
  })
})
