import { describe, expect, it } from 'vitest'
import { callKind, eventTimeout, timeouts } from './call-kind'
import { facts } from './facts'

describe('kinds of calls', () => {
  it('are told by their names', () => {
    expect(['VM.get_record', 'VM.get_all_records_where', 'host_cpu.get_all'].map(callKind)).toEqual(
      Array(3).fill('read'),
    )
    expect(['VM.start', 'VM.set_tags', 'VM.forget', 'event.from', 'session.logout'].map(callKind)).toEqual(
      Array(5).fill('work'),
    )
    expect(callKind('Async.VM.get_possible_hosts')).toBe('begin')
  })

  it('count nothing for a read that a host does by making or changing something', () => {
    const reads = Object.entries(facts.classes).flatMap(([name, { messages }]) =>
      Object.keys(messages).map(message => `${name}.${message}`),
    )
    const changing = /\.(set_|add_|remove_|create|destroy|start|copy|clone|migrate|plug|unplug)/
    expect(reads.filter(method => callKind(method) === 'read' && changing.test(method))).toEqual([])
    expect(reads.filter(method => callKind(method) === 'read').length).toBeGreaterThan(1000)
  })

  it('have time limits of their own', () => {
    // A host gives up the clean shutdown of a guest after 1200 s, and tells only then.
    expect(timeouts.work).toBeGreaterThan(1200_000)
    expect(timeouts.read).toBeLessThan(timeouts.work)
    expect(timeouts.begin).toBeLessThan(timeouts.work)
    expect(eventTimeout('1,1', 30)).toBeGreaterThan(30_000)
    expect(eventTimeout('', 30)).toBeGreaterThan(eventTimeout('1,1', 30))
  })
})
