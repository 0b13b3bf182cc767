import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inTurns } from './turns'

/** Chunks that are all there already, as when they came faster than they are read. */
async function* chunks(...sizes: number[]) {
  for (const size of sizes) yield Buffer.alloc(size, 'x')
}

/** Work that takes some time of the processor. */
function work(milliseconds: number) {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

it('hands over everything, in pieces that are not large', async () => {
  const sizes: number[] = []
  await inTurns(chunks(1, 40_000, 16_384, 0), piece => sizes.push(piece.length))
  expect(sizes).toEqual([1, 16_384, 16_384, 7232, 16_384])
})

it('lets other work go on while it has more to read', async () => {
  let reading = true
  let turns = 0
  const others = async () => {
    for (; reading; turns++) await turnOfOthers()
  }
  const waiting = others()
  // One chunk that takes a hundred milliseconds, and chunks that take as much together.
  await inTurns(chunks(20 * 16_384, ...Array(20).fill(1000)), () => work(5))
  reading = false
  await waiting
  expect(turns).toBeGreaterThanOrEqual(30)
})

it('passes on what goes wrong', async () => {
  const failing = async function* () {
    yield Buffer.from('x')
    throw new Error('cut')
  }
  await expect(inTurns(failing(), () => undefined)).rejects.toThrow('cut')
  await expect(
    inTurns(chunks(1), () => {
      throw new Error('malformed')
    }),
  ).rejects.toThrow('malformed')
})
