import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { realClock } from './clock'
import { type Simulator, startSimulator } from './simulator'

const python = spawnSync('python3', ['-c', 'import xmlrpc.client']).status === 0

/** A client nobody here wrote: logs in, lists, starts a VM, follows the task and the events. */
const script = `
import json, sys, xmlrpc.client
url, user, password = sys.argv[1:]
api = xmlrpc.client.ServerProxy(url)

def call(name, *params):
    answer = getattr(api, name)(*params)
    if answer['Status'] != 'Success':
        raise SystemExit(answer['ErrorDescription'])
    return answer['Value']

session = call('session.login_with_password', user, password, '1.0', 'python')
vms = call('VM.get_all_records', session)
hosts = call('host.get_all_records', session)
storage = call('SR.get_all_records', session)
first = call('event.from', session, ['*'], '', 5.0)
vm = next(ref for ref, one in vms.items() if one['name_label'] == 'desk-07')
token, seen, status = first['token'], [], 'pending'
task = call('Async.VM.start', session, vm, False, False)
while status == 'pending':
    batch = call('event.from', session, ['vm', 'task', 'message'], token, 10.0)
    token = batch['token']
    for event in batch['events']:
        if event['ref'] == vm:
            seen.append(event['snapshot']['power_state'])
        if event['ref'] == task:
            status = event['snapshot']['status']
        if event['class'] == 'message':
            seen.append(event['snapshot']['name'])
record = call('task.get_record', session, task)
call('task.destroy', session, task)
call('session.logout', session)
print(json.dumps({
    'vms': len(vms), 'hosts': len(hosts), 'storage': len(storage), 'first': len(first['events']),
    'counts': first['valid_ref_counts']['vm'], 'status': status, 'result': record['result'], 'seen': seen,
}))
`

let simulator: Simulator | undefined
afterEach(() => simulator?.stop())

describe.skipIf(!python)('xmlrpc.client of Python (skipped where python3 is missing)', () => {
  it('can work with the pool', async () => {
    simulator = await startSimulator({ clock: realClock(10) })
    const { url, username, password, pool } = simulator
    const { stdout } = await promisify(execFile)('python3', ['-c', script, url, username, password])
    const told: unknown = JSON.parse(stdout)
    expect(told).toMatchObject({
      vms: pool.db.table('VM').entries.size,
      hosts: 3,
      storage: pool.db.table('SR').entries.size,
      counts: pool.db.table('VM').entries.size,
      status: 'success',
      result: '<value></value>',
      seen: expect.arrayContaining(['Halted', 'Running', 'VM_STARTED']),
    })
  })
})
