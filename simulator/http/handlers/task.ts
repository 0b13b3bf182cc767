import { Failure } from '../../failure'
import { refOf } from '../../tables/row'
import { Task } from '../../work/task'
import type { Visit } from './visit'

/**
 * Does the work of a request behind a task: the one the client made for it, else one of its own. `work` gives the
 * result as the XML-RPC text of a value. The task ends as the work does; what it rejects with is passed on. Whoever
 * cancels the task ends the connection.
 */
export async function behindTask(
  { pool, params, request }: Visit,
  name: string,
  work: (task: Task) => Promise<string>,
): Promise<void> {
  const task = taskOf()
  const cut = () => request.socket.destroy()
  task.signal.addEventListener('abort', cut, { once: true })
  task.cancellable(true)
  try {
    task.succeed(await work(task))
  } catch (error) {
    task.fail(task.signal.aborted ? task.signal.reason : error)
    throw error
  } finally {
    task.signal.removeEventListener('abort', cut)
  }

  function taskOf(): Task {
    const given = params.get('task_id')
    if (given !== null) {
      if (!pool.db.find('task', given)) throw new Failure('HANDLE_INVALID', 'task', given)
      return new Task(pool, name, { row: refOf<'task'>(given) })
    }
    const parent = params.get('subtask_of') ?? ''
    return new Task(pool, name, pool.db.find('task', parent) ? { parent: refOf<'task'>(parent) } : {})
  }
}
