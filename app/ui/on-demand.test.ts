import { expect, test } from 'vitest'
import { OnDemand } from './on-demand'

test('a part is fetched once, however many ask for it', async () => {
  let fetched = 0
  const source = new OnDemand(async () => {
    fetched += 1
    return { name: 'menu' }
  })
  expect(source.get(true)).toBeUndefined()
  await Promise.all([source.load(), source.load()])
  await source.load()
  expect(fetched).toBe(1)
  expect(source.get(true)).toEqual({ name: 'menu' })
})

test('who listens hears that it has come, and no more after leaving', async () => {
  let heard = 0
  const source = new OnDemand(async () => 'part')
  const leave = source.subscribe(() => {
    heard += 1
    leave()
  })
  await source.load()
  await source.load()
  expect(heard).toBe(1)
})

test('a failed fetch is told to who needs the part, and tried anew by the next who asks', async () => {
  let answer: () => Promise<string> = () => Promise.reject(new Error('The server is gone'))
  const source = new OnDemand(() => answer())
  await source.load()
  expect(source.get(false)).toBeUndefined()
  expect(() => source.get(true)).toThrow('The server is gone')
  answer = async () => 'part'
  await source.load()
  expect(source.get(true)).toBe('part')
})
