import { describe, expect, it } from 'vitest'
import { csvField, csvOf } from './csv'
import type { Column } from './data-table-types'

describe('a field of a CSV file', () => {
  it.each([
    ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1+1', "' =1+1"],
    ['\t=1', `"'\t=1"`],
    ['＝1+1', "'＝1+1"],
  ])('is never a formula: %j', (text, written) => expect(csvField(text)).toBe(written))

  it.each([
    ['web-01', 'web-01'],
    ['a "b", c', '"a ""b"", c"'],
    ['two\nlines', '"two\nlines"'],
    ['-12', '-12'],
    [-12.5, '-12.5'],
    ['', ''],
  ])('%j reads %s', (value, written) => expect(csvField(value)).toBe(written))
})

it('writes headers and rows by what columns give to files', () => {
  interface Vm {
    name: string
    memory: number
    since: string | null
  }
  const columns: Column<Vm>[] = [
    { id: 'name', header: 'Name', width: 1, cell: vm => vm.name, sortBy: vm => vm.name },
    { id: 'memory', header: 'Memory', width: 1, cell: () => 'x', sortBy: vm => vm.memory },
    {
      id: 'since',
      header: 'Uptime',
      width: 1,
      cell: () => 'x',
      sortBy: vm => (vm.since ? -Date.parse(vm.since) : null),
      csv: vm => vm.since,
    },
  ]
  const rows = [
    { name: 'a,b', memory: 1024, since: '2026-08-21T10:15:30Z' },
    { name: '=1', memory: 0, since: null },
  ]
  expect(csvOf(columns, rows)).toBe(`Name,Memory,Uptime\r\n"a,b",1024,2026-08-21T10:15:30Z\r\n'=1,0,\r\n`)
})
