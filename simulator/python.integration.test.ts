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

/** One VM through all that can become of it; says the power state after each step, and what was made on the way. */
const lifecycle = `
import json, sys, xmlrpc.client
url, user, password = sys.argv[1:]
api = xmlrpc.client.ServerProxy(url)

def call(name, *params):
    answer = getattr(api, name)(*params)
    if answer['Status'] != 'Success':
        raise SystemExit(name + ' ' + str(answer['ErrorDescription']))
    return answer['Value']

session = call('session.login_with_password', user, password, '1.0', 'python')
steps = []

def do(name, ref, *params, wait=False):
    if wait:
        token = call('event.from', session, ['task'], '', 0.0)['token']
        task = call('Async.VM.' + name, session, ref, *params)
        while call('task.get_status', session, task) == 'pending':
            token = call('event.from', session, ['task'], token, 10.0)['token']
        status = call('task.get_status', session, task)
        if status != 'success':
            raise SystemExit(name + ' ' + str(call('task.get_error_info', session, task)))
        call('task.destroy', session, task)
        made = None
    else:
        made = call('VM.' + name, session, ref, *params)
    steps.append([name, call('VM.get_power_state', session, ref)])
    return made

def ready(ref, operation):
    token = call('event.from', session, ['vm'], '', 0.0)['token']
    while operation not in call('VM.get_allowed_operations', session, ref):
        token = call('event.from', session, ['vm'], token, 10.0)['token']

def refused(name, *params):
    answer = getattr(api, name)(session, *params)
    return answer['ErrorDescription'][0] if answer['Status'] == 'Failure' else None

vm = call('VM.get_by_name_label', session, 'desk-07')[0]
do('start', vm, False, False, wait=True)
again = refused('VM.start', vm, False, False)
do('pause', vm)
do('unpause', vm, wait=True)
ready(vm, 'clean_reboot')
do('clean_reboot', vm, wait=True)
do('hard_reboot', vm)
ready(vm, 'suspend')
do('suspend', vm, wait=True)
do('resume', vm, False, False, wait=True)
here = call('VM.get_resident_on', session, vm)
there = next(ref for ref in call('host.get_all', session) if ref != here and ref in call('VM.get_possible_hosts', session, vm))
ready(vm, 'pool_migrate')
do('pool_migrate', vm, there, {'live': 'true'}, wait=True)
moved = call('VM.get_resident_on', session, vm) == there
point = do('snapshot', vm, 'before')
memory = do('checkpoint', vm, 'with memory')
ready(vm, 'clean_shutdown')
do('clean_shutdown', vm, wait=True)
call('VM.set_name_description', session, vm, 'changed afterwards')
do('revert', point)
steps.append(['reverted', call('VM.get_power_state', session, vm)])
reverted = call('VM.get_name_description', session, vm) != 'changed afterwards'
do('revert', memory)
steps.append(['reverted with memory', call('VM.get_power_state', session, vm)])
do('resume', vm, False, False)
do('hard_shutdown', vm, wait=True)
clone = do('clone', vm, 'desk-clone')
storage = call('SR.get_by_name_label', session, call('SR.get_name_label', session, call('pool.get_default_SR', session, call('pool.get_all', session)[0])))[0]
copy = do('copy', vm, 'desk-copy', storage)
template = call('VM.get_by_name_label', session, 'Debian Bookworm 12')[0]
fresh = do('clone', template, 'from a template')
# The template says which disks it wants, the client where they are to be made.
disks = call('VM.get_other_config', session, fresh)['disks'].replace('sr=""', 'sr="%s"' % call('SR.get_uuid', session, storage))
call('VM.remove_from_other_config', session, fresh, 'disks')
call('VM.add_to_other_config', session, fresh, 'disks', disks)
do('provision', fresh)
names = sorted(call('VM.get_name_label', session, one) for one in (clone, copy, fresh))
is_template = call('VM.get_is_a_template', session, fresh)
for one in (clone, copy, fresh, point, memory):
    call('VM.destroy', session, one)
gone = refused('VM.get_record', clone)
call('session.logout', session)
print(json.dumps({'steps': steps, 'again': again, 'moved': moved, 'reverted': reverted, 'names': names,
                  'is_template': is_template, 'gone': gone}))
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
  it('takes a VM through its whole life', async () => {
    simulator = await startSimulator({ clock: realClock(50) })
    const { url, username, password } = simulator
    const { stdout } = await promisify(execFile)('python3', ['-c', lifecycle, url, username, password])
    expect(JSON.parse(stdout)).toEqual({
      steps: [
        ['start', 'Running'],
        ['pause', 'Paused'],
        ['unpause', 'Running'],
        ['clean_reboot', 'Running'],
        ['hard_reboot', 'Running'],
        ['suspend', 'Suspended'],
        ['resume', 'Running'],
        ['pool_migrate', 'Running'],
        ['snapshot', 'Running'],
        ['checkpoint', 'Running'],
        ['clean_shutdown', 'Halted'],
        ['revert', 'Halted'],
        ['reverted', 'Halted'],
        ['revert', 'Suspended'],
        ['reverted with memory', 'Suspended'],
        ['resume', 'Running'],
        ['hard_shutdown', 'Halted'],
        ['clone', 'Halted'],
        ['copy', 'Halted'],
        ['clone', 'Halted'],
        ['provision', 'Halted'],
      ],
      again: 'VM_BAD_POWER_STATE',
      moved: true,
      reverted: true,
      names: ['desk-clone', 'desk-copy', 'from a template'],
      is_template: false,
      gone: 'HANDLE_INVALID',
    })
  })
})
