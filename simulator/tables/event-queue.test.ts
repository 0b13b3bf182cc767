import { describe, expect, it } from 'vitest'
import { EventQueue } from './event-queue'

const change = (ref: string, cls = 'VM') => ({ class: cls, operation: 'mod' as const, ref })

describe('the queue of the old interface', () => {
  it('keeps what somebody registered for when it happened', () => {
    const queue = new EventQueue()
    queue.add(change('before'))
    queue.register('one', ['vm'])
    queue.add(change('a'))
    queue.add(change('b', 'network'))
    expect(queue.take('one').map(({ ref }) => ref)).toEqual(['a'])
    expect(queue.take('one')).toEqual([])
    expect(queue.nextId).toBe(1)
  })

  it('gives each session what it asked for, of what was kept for any', () => {
    const queue = new EventQueue()
    queue.register('one', ['*'])
    queue.register('two', ['VM/a', 'nosuch'])
    for (const ref of ['a', 'b']) queue.add(change(ref))
    expect(queue.take('one').map(({ ref }) => ref)).toEqual(['a', 'b'])
    expect(queue.take('two').map(({ ref }) => ref)).toEqual(['a'])
  })

  it('takes back a registration in its own words only', () => {
    const queue = new EventQueue()
    queue.register('one', ['*', 'vm'])
    queue.unregister('one', ['VM'])
    queue.add(change('a'))
    expect(queue.take('one')).toHaveLength(1)
    queue.unregister('one', ['*'])
    queue.add(change('b'))
    expect(queue.take('one')).toEqual([])
  })

  it('says once that events are lost when there were too many, and goes on from there', () => {
    const queue = new EventQueue(200)
    queue.register('slow', ['vm'])
    for (let i = 0; i < 20; i++) queue.add(change(`ref-${i}`))
    expect(() => queue.take('slow')).toThrow('EVENTS_LOST')
    queue.add(change('later'))
    expect(queue.take('slow').map(({ ref }) => ref)).toEqual(['later'])
  })

  it('loses nothing for those who were quick', () => {
    const queue = new EventQueue(200)
    queue.register('quick', ['vm'])
    const heard: string[] = []
    for (let i = 0; i < 20; i++) {
      queue.add(change(`ref-${i}`))
      heard.push(...queue.take('quick').map(({ ref }) => ref))
    }
    expect(heard).toHaveLength(20)
  })

  it('wakes those who wait when a session goes', () => {
    const queue = new EventQueue()
    queue.register('one', ['vm'])
    let woken = 0
    queue.watch(() => woken++)
    queue.forget('one')
    queue.forget('one')
    expect(woken).toBe(1)
    expect(queue.isRegistered('one')).toBe(false)
  })
})
