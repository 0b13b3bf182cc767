import { describe, expect, it } from 'vitest'
import { matchesWords } from './data-table-model'
import type { Column } from './data-table-types'

interface Vm {
  name: string
  memory: number
  tags: readonly string[]
}

const columns: readonly Column<Vm>[] = [
  { id: 'name', header: 'Name', width: 100, cell: vm => vm.name, sortBy: vm => vm.name },
  { id: 'memory', header: 'Memory', width: 100, cell: vm => vm.memory, sortBy: vm => vm.memory },
  { id: 'tags', header: 'Tags', width: 100, cell: vm => vm.tags, text: vm => vm.tags.join(' ') },
]
const vm: Vm = { name: 'Web-01', memory: 42, tags: ['prod', 'shop'] }

describe('matchesWords', () => {
  it('finds every word somewhere in the row, in any case', () => {
    expect(matchesWords(columns, vm, 'WEB shop')).toBe(true)
    expect(matchesWords(columns, vm, 'web test')).toBe(false)
  })
  it('lets everything through when there are no words', () =>
    expect(matchesWords(columns, vm, '  ')).toBe(true))
  it('does not take numbers that only sort for text', () =>
    expect(matchesWords(columns, vm, '42')).toBe(false))
  it('does not find a word across two columns', () => {
    expect(matchesWords(columns, { ...vm, name: 'we', tags: ['b'] }, 'web')).toBe(false)
  })
})
