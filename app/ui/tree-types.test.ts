import { describe, expect, it } from 'vitest'
import { flatten, type TreeNode } from './tree-types'

const nodes: readonly TreeNode[] = [
  {
    id: 'pool',
    label: 'Pool',
    children: [
      { id: 'host', label: 'Host', children: [{ id: 'vm', label: 'VM' }] },
      { id: 'sr', label: 'SR' },
    ],
  },
]

describe('flatten', () => {
  it('counts levels, places and siblings as screen readers are told them', () => {
    const flat = flatten(nodes, () => true)
    expect(flat.map(({ node, level, position, size }) => [node.id, level, position, size])).toEqual([
      ['pool', 1, 1, 1],
      ['host', 2, 1, 2],
      ['vm', 3, 1, 1],
      ['sr', 2, 2, 2],
    ])
  })

  it('leaves out what is below a closed node', () => {
    const flat = flatten(nodes, id => id !== 'host')
    expect(flat.map(({ node }) => node.id)).toEqual(['pool', 'host', 'sr'])
    expect(flat[1]?.expanded).toBe(false)
    expect(flat[2]?.expanded).toBeUndefined()
  })
})
