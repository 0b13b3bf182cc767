import { describe, expect, it } from 'vitest'
import { changesSince, type Position, parseToken, rowCounts, START, writeToken } from './changes'
import { Database } from './database'
import { Messages } from './messages'
import { parseSubscription } from './subscription'

function setup() {
  const db = new Database()
  const messages = new Messages()
  const look = (classes: readonly string[], since: Position = START) =>
    changesSince(db, messages, parseSubscription(classes), since)
  const told = (classes: readonly string[], since?: Position) =>
    look(classes, since).events.map(({ class: cls, operation, ref }) => [operation, cls, ref])
  return { db, messages, look, told }
}

const message = {
  name: 'X',
  priority: 5,
  cls: 'VM',
  obj_uuid: 'u',
  timestamp: '2026-01-01T00:00:00Z',
  body: '',
}

describe('tokens', () => {
  it('are two numbers of twenty digits', () => {
    expect(writeToken({ database: 42, messages: 7 })).toBe('00000000000000000042,00000000000000000007')
    expect(parseToken('00000000000000000042,00000000000000000007')).toEqual({ database: 42, messages: 7 })
  })

  it.each(['nonsense', '5', '1,2,3', 'a,b', '99999999999999999999,0'])(
    'are refused when they are none: %s',
    token => {
      expect(() => parseToken(token)).toThrow(`EVENT_FROM_TOKEN_PARSE_FAILURE ${token}`)
    },
  )

  it.each(['', '-1,-1', '0,0'])('begin anew with "%s"', token => {
    expect(parseToken(token)).toEqual(START)
  })
})

describe('what a client is told', () => {
  it('is everything at first, as added', () => {
    const { db, told } = setup()
    const vm = db.create('VM', {})
    db.update('VM', vm, { name_label: 'a' })
    expect(told(['vm'])).toEqual([['add', 'VM', vm]])
  })

  it('is one entry per object, with the state of now', () => {
    const { db, look } = setup()
    const network = db.create('network', {})
    const { position } = look(['network'])
    for (const text of ['1', '2', '3']) db.update('network', network, { name_description: text })
    const { events } = look(['network'], position)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ operation: 'mod', snapshot: { name_description: '3' } })
  })

  it('leaves out what came and went in between, and names what went', () => {
    const { db, look, told } = setup()
    const old = db.create('network', {})
    const { position } = look(['*'])
    db.destroy('network', db.create('network', {}))
    expect(told(['network'], position)).toEqual([])
    db.destroy('network', old)
    expect(told(['network'], position)).toEqual([['del', 'network', old]])
  })

  it('shows both ends of a relation', () => {
    const { db, look, told } = setup()
    const vm = db.create('VM', {})
    const { position } = look(['*'])
    const vbd = db.create('VBD', { VM: vm })
    expect(told(['*'], position)).toEqual([
      ['add', 'VBD', vbd],
      ['mod', 'VM', vm],
    ])
  })

  it('is every deletion of a message that is remembered, also of those never heard of', () => {
    const { messages, told } = setup()
    const old = messages.create(message)
    messages.destroy(old)
    const now = messages.create(message)
    expect(told(['message'])).toEqual([
      ['del', 'message', old],
      ['add', 'message', now],
    ])
  })

  it('is all messages, whichever was asked for', () => {
    const { messages, told } = setup()
    const refs = [messages.create(message), messages.create(message)]
    expect(told([`message/${refs[0]}`]).map(([, , ref]) => ref)).toEqual(refs)
  })

  it('comes in the order of writes within a class', () => {
    const { db, look, told } = setup()
    const refs = ['a', 'b', 'c', 'd'].map(name => db.create('network', { name_label: name }))
    const { position } = look(['network'])
    for (const index of [2, 0, 2, 3]) db.update('network', refs[index] ?? '', { MTU: db.generation })
    db.destroy('network', refs[3] ?? '')
    expect(told(['network'], position).map(([operation, , ref]) => [operation, ref])).toEqual([
      ['mod', refs[0]],
      ['mod', refs[2]],
      ['del', refs[3]],
    ])
  })

  it('comes in order: messages, added, modified, deleted', () => {
    const { db, messages, look } = setup()
    const vm = db.create('VM', {})
    const network = db.create('network', {})
    const { position } = look(['*'])
    db.destroy('network', network)
    db.update('VM', vm, { name_label: 'a' })
    db.create('SR', {})
    messages.create(message)
    const { events } = look(['*'], position)
    expect(events.map(one => `${one.class} ${one.operation}`)).toEqual([
      'message add',
      'SR add',
      'VM mod',
      'network del',
    ])
  })

  it('is filtered by class and by object, whatever the case', () => {
    const { db, told } = setup()
    const a = db.create('VM', {})
    db.create('VM', {})
    db.create('SR', {})
    expect(told(['Vm'])).toHaveLength(2)
    expect(told([`vm/${a}`])).toEqual([['add', 'VM', a]])
    expect(told(['nosuch', 'VM/a/b', ''])).toEqual([])
  })

  it('does not move the token when there is nothing', () => {
    const { db, look } = setup()
    db.create('VM', {})
    const first = look(['vm'])
    db.create('SR', {})
    expect(look(['vm'], first.position).position).toEqual(first.position)
    expect(look(['nosuch']).position).toEqual(START)
  })

  it('never is a session, a user or a secret', () => {
    const { db, told } = setup()
    db.create('session', {})
    db.create('user', {})
    db.create('secret', {})
    expect(told(['*', 'session', 'user', 'secret'])).toEqual([])
  })

  it('forgets old deletions, which only the counts betray', () => {
    const { db, look, told } = setup()
    const refs = Array.from({ length: 600 }, () => db.create('VDI', {}))
    const { position } = look(['vdi'])
    for (const ref of refs) db.destroy('VDI', ref)
    const deletions = told(['vdi'], position)
    expect(deletions.length).toBeLessThan(600)
    expect(deletions.length).toBeGreaterThanOrEqual(256)
    expect(rowCounts(db).vdi).toBe(0)
  })
})

it('counts the rows of all tables, roles and messages never', () => {
  const { db, messages } = setup()
  db.create('VM', {})
  db.create('session', {})
  messages.create(message)
  expect(rowCounts(db)).toMatchObject({ vm: 1, session: 1, role: 0, message: 0, host: 0 })
})
