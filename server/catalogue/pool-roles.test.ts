import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { allActions } from './catalogue'
import { type Permission, permissionsOf, poolRoleNames } from './permissions'

const file = path.resolve('../shared/xenapi/datamodel.json')
const message = z.object({ role: z.string().optional() })
const model = z.object({
  classes: z.record(z.string(), z.object({ messages: z.record(z.string(), message) })),
  nonMessagePermissionsByMinRole: z.record(z.string(), z.array(z.string())),
})

/** The XenAPI calls that an action makes, found by letting it make them. */
function callsOf(action: ReturnType<typeof allActions>[number]): string[] {
  const calls: string[] = []
  const recorder = new Proxy(
    {},
    {
      get: (_, cls) =>
        new Proxy(
          {},
          { get: (__, name) => () => Promise.resolve(calls.push(`${String(cls)}.${String(name)}`)) },
        ),
    },
  )
  void Reflect.apply(action.run, action, [{ xapi: recorder, ref: 'OpaqueRef:x', row: {} }])
  return calls
}

/** The lowest of XenServer's roles that holds a permission here. */
const lowestHere = (permission: Permission) =>
  poolRoleNames.find(role => permissionsOf(role).has(permission)) ?? 'none'

test.skipIf(!existsSync(file))(
  'XenServer’s six roles have here, for the calls that actions make, the powers they have there',
  () => {
    const { classes, nonMessagePermissionsByMinRole } = model.parse(JSON.parse(readFileSync(file, 'utf8')))
    const there = (call: string) => {
      const [cls = '', name = ''] = call.split('.')
      return classes[cls]?.messages[name]?.role ?? 'unknown'
    }
    const expected = allActions().map(action => {
      const roles = callsOf(action).map(there)
      expect(roles).not.toEqual([])
      const highest = Math.max(...roles.map(role => poolRoleNames.indexOf(role)))
      return [action.id, poolRoleNames[highest]]
    })
    expect(allActions().map(action => [action.id, lowestHere(action.permission)])).toEqual(expected)
    const console = Object.entries(nonMessagePermissionsByMinRole).find(([, held]) =>
      held.includes('http/connect_console'),
    )
    expect(lowestHere('vm.console')).toBe(console?.[0])
  },
)

test('each of the six holds what the ones before it hold', () => {
  for (const [at, role] of poolRoleNames.entries()) {
    for (const held of permissionsOf(poolRoleNames[at - 1] ?? ''))
      expect(permissionsOf(role).has(held)).toBe(true)
  }
})
