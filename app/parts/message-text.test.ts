import { expect, test } from 'vitest'
import { messageStatus, messageTitle } from './message-text'

test('names of messages are read as sentences begin', () => {
  expect(messageTitle('VM_STARTED')).toBe('VM started')
  expect(messageTitle('HA_HOST_FAILED')).toBe('HA host failed')
  expect(messageTitle('ALARM')).toBe('Alarm')
  expect(messageTitle('')).toBe('')
})

test('the gravest are trouble, information is not', () => {
  expect([1, 2, 3, 4, 5, 0].map(priority => messageStatus(priority).status)).toEqual([
    'trouble',
    'trouble',
    'warn',
    'ok',
    'idle',
    'unknown',
  ])
})
