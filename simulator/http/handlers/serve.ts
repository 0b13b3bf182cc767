import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Ref } from '../../../server/xapi/model/records'
import { asFailure, Failure } from '../../failure'
import type { Pool } from '../../pool'
import { refOf } from '../../tables/row'
import { Task } from '../../work/task'
import type { Status } from '../pages'
import type { Screens } from '../screens'
import { sendPage } from '../server'
import { hasBegun } from './answers'
import { allows, authenticate } from './authenticate'
import { Raised } from './raised'
import { routeOf } from './routes'
import type { Route, Visit } from './visit'

/** Who is asked for files and streams. */
export interface Served {
  readonly pool: Pool
  readonly host: Ref<'host'>
  readonly screens: Screens
}

/** Serves a GET or PUT. False when nothing answers at its path. */
export async function serveHandler(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://host')
  const route = routeOf(request.method ?? '', url.pathname)
  if (!route) return false
  await served.pool.faults.answering()
  const visit = { ...served, request, response, url, params: url.searchParams }
  try {
    await admit(visit, route)
  } catch (error) {
    refuse(visit, error)
  }
  return true
}

async function admit(visit: Visit, route: Route): Promise<void> {
  const { pool, host, request, params } = visit
  if (route.open?.(visit)) return route.serve(visit)
  const guest = await authenticate(pool, host, request, params)
  if (!guest) {
    failTask(visit, new Failure('SESSION_AUTHENTICATION_FAILED'))
    refuseWith(visit, 401, route.action)
    return
  }
  try {
    if (allows(pool, guest.session, route.action)) await route.serve(visit)
    else {
      failTask(visit, new Failure('RBAC_PERMISSION_DENIED', `http/${route.action}`, 'No permission'))
      refuseWith(visit, 403)
    }
  } finally {
    guest.done()
  }
}

/** Somebody waits for the task that a refused request names. */
function failTask({ pool, params }: Visit, failure: Failure): void {
  const named = params.get('task_id') ?? ''
  const row = pool.db.find('task', named)
  if (row) new Task(pool, row.name_label, { row: refOf<'task'>(named) }).fail(failure)
}

/** Shows what went wrong, unless the answer is already on its way: then it ends too early. */
function refuse(visit: Visit, error: unknown): void {
  const { request } = visit
  const { socket, method } = request
  if (!hasBegun(visit) && !socket.destroyed) refuseWith(visit, 500, describe(error))
  else if (method === 'PUT') {
    // The task tells; whoever is still sending hears the end rather than a connection that was cut.
    request.resume()
    socket.end()
  } else if (!socket.writableEnded) socket.destroy()
}

function refuseWith({ request, response }: Visit, status: Status, detail?: string): void {
  // A client that is still sending would not hear an answer over a connection that was cut.
  request.resume()
  sendPage(response, status, detail)
}

function describe(error: unknown): string {
  if (error instanceof Raised) return error.message
  const { code, params } = asFailure(error)
  return `${code}: [ ${params.join('; ')} ]`
}
