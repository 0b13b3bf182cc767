import { expect, it } from 'vitest'
import type { Standing } from '../handlers/standing'
import { withMessages } from './messages-section'

const standings = new Map<string, Standing>([
  ['VM.start', 'implemented'],
  ['VM.set_tags', 'generic'],
  ['VM.get_cooperative', 'refused'],
  ['VM.fly', 'not implemented'],
  ['SR.sink', 'not implemented'],
])

it('counts messages by what stands behind them, and names those that have nothing', () => {
  const page = withMessages('before\n<!-- messages -->\nold\n<!-- /messages -->\nafter\n', standings)
  expect(page).toContain('Of 5 messages of the model 1 have behaviour')
  expect(page).toContain('| VM | 1 | 1 | 1 | 1 |')
  expect(page).toContain('- VM: `fly`\n- SR: `sink`')
  expect(page).toMatch(/^before\n<!-- messages -->\n[\s\S]*<!-- \/messages -->\nafter\n$/)
  expect(page).not.toContain('old')
  expect(withMessages(page, standings)).toBe(page)
})

it('needs a place for it', () => {
  expect(() => withMessages('nothing', standings)).toThrow('has no <!-- messages -->')
})
