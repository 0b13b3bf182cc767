import type { Wire, WireStruct } from '../wire'
import { type FakeHost, Refusal } from './fake-host'

/** Lets a fake host have tasks, which a test moves on; their changes arrive by event.from. */
export interface FakeTasks {
  readonly records: Map<string, WireStruct>
  /** Makes a task and gives its reference. */
  create(label: string): string
  change(task: string, changes: WireStruct): void
  succeed(task: string, result?: string): void
  fail(task: string, error: readonly string[]): void
  /** Takes the row away, as a restart does. */
  lose(task: string): void
}

export function fakeTasks(host: FakeHost): FakeTasks {
  const records = new Map<string, WireStruct>()
  let count = 0
  let wake: (() => void)[] = []
  const changed = (task: string) => {
    generation.set(task, ++now)
    for (const resolve of wake.splice(0)) resolve()
  }
  const generation = new Map<string, number>()
  let now = 0
  const tasks: FakeTasks = {
    records,
    create(label) {
      const task = `OpaqueRef:task-${++count}`
      records.set(task, { name_label: label, status: 'pending', progress: 0, result: '', error_info: [] })
      changed(task)
      return task
    },
    change(task, changes) {
      records.set(task, { ...records.get(task), ...changes })
      changed(task)
    },
    succeed: (task, result = '') => tasks.change(task, { status: 'success', progress: 1, result }),
    fail: (task, error) => tasks.change(task, { status: 'failure', progress: 1, error_info: [...error] }),
    lose(task) {
      if (records.delete(task)) changed(task)
    },
  }
  const batch = (from: number): Wire => ({
    token: String(now),
    valid_ref_counts: { task: records.size },
    events: [...generation]
      .filter(([, at]) => at > from)
      .map(([ref]): Wire => {
        const snapshot = records.get(ref)
        return { class: 'task', operation: snapshot ? 'mod' : 'del', ref, ...(snapshot ? { snapshot } : {}) }
      }),
  })
  Object.assign(host.answers, {
    'task.create': ([, label]: Wire[]) => tasks.create(String(label)),
    'task.get_record': ([, task]: Wire[]) => {
      const record = records.get(String(task))
      if (record === undefined) throw new Refusal('HANDLE_INVALID', ['task', String(task)])
      return record
    },
    'task.set_status': ([, task, status]: Wire[]) => {
      tasks.change(String(task), { status: String(status) })
      return ''
    },
    // As hosts do: a pending one stays.
    'task.destroy': ([, task]: Wire[]) => {
      if (records.get(String(task))?.status !== 'pending') tasks.lose(String(task))
      return ''
    },
    'task.cancel': () => '',
    'event.from': async ([, , token]: Wire[]) => {
      const from = Number(token)
      if (from >= now && now > 0)
        await new Promise<void>(resolve => {
          wake = [...wake, resolve]
        })
      return batch(from)
    },
  })
  return tasks
}
