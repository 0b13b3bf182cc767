import { describe, expect, it } from 'vitest'
import { Database } from './database'
import { refOf } from './row'

describe('the tables of a pool', () => {
  it('fill fields nobody gave from the model', () => {
    const db = new Database()
    const vm = db.get('VM', db.create('VM', { name_label: 'a' }))
    expect(vm).toMatchObject({
      name_label: 'a',
      VBDs: [],
      power_state: 'Halted',
      snapshot_time: '1970-01-01T00:00:00Z',
    })
    expect(vm.uuid).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('keep relations on both ends', () => {
    const db = new Database()
    const host = db.create('host', {})
    const other = db.create('host', {})
    const vm = db.create('VM', { resident_on: host })
    const vbd = db.create('VBD', { VM: vm })
    expect(db.get('host', host).resident_VMs).toEqual([vm])
    expect(db.get('VM', vm).VBDs).toEqual([vbd])
    db.update('VM', vm, { resident_on: other })
    expect(db.get('host', host).resident_VMs).toEqual([])
    expect(db.get('host', other).resident_VMs).toEqual([vm])
    db.destroy('VBD', vbd)
    expect(db.get('VM', vm).VBDs).toEqual([])
  })

  it('build relations of a loaded pool, whatever the rows say of them', () => {
    const db = new Database()
    db.load([
      { cls: 'VM', ref: 'OpaqueRef:vm', row: { name_label: 'a', VBDs: ['OpaqueRef:gone'] } },
      { cls: 'VBD', ref: 'OpaqueRef:vbd', row: { VM: 'OpaqueRef:vm' } },
    ])
    expect(db.get('VM', 'OpaqueRef:vm').VBDs).toEqual(['OpaqueRef:vbd'])
  })

  it('refuse refs and uuids of no row', () => {
    const db = new Database()
    expect(() => db.get('VM', 'OpaqueRef:x')).toThrow('HANDLE_INVALID VM OpaqueRef:x')
    expect(() => db.byUuid('SR', 'x')).toThrow('UUID_INVALID SR x')
    expect(() => db.update('VM', 'OpaqueRef:x', { name_label: '' })).toThrow('HANDLE_INVALID')
  })

  it('do not move for a write that changes nothing', () => {
    const db = new Database()
    const vm = db.create('VM', { tags: ['a'] })
    let told = 0
    db.watch(() => {
      told++
    })
    const { generation } = db
    db.update('VM', vm, { tags: ['a'], affinity: refOf<'host'>('OpaqueRef:NULL') })
    expect(db.generation).toBe(generation)
    expect(told).toBe(0)
    db.update('VM', vm, { tags: ['b'] })
    expect(told).toBe(1)
  })
})
