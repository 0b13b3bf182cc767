import { expect, it } from 'vitest'
import { decodeTaskResult } from './task-result'

it('reads what a task gave', () => {
  expect(decodeTaskResult('Async.VM.clone', '<value>OpaqueRef:1</value>')).toBe('OpaqueRef:1')
  expect(decodeTaskResult('VM.start', '<value></value>')).toBeUndefined()
  expect(decodeTaskResult('VM.clone', '')).toBeUndefined()
  expect(decodeTaskResult('VM.clone', 'done')).toBeUndefined()
  const set = '<value><array><data><value>OpaqueRef:1</value></data></array></value>'
  expect(decodeTaskResult('Async.VM.get_possible_hosts', set)).toEqual(['OpaqueRef:1'])
})
