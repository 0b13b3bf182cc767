import { afterEach, expect, test, vi } from 'vitest'
import { api } from '@/app/lib/trpc'
import { firstQuestions } from './ask-early'

afterEach(() => vi.unstubAllGlobals())

test('What is asked early is what the gate asks, to the letter: else the browser would ask twice', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (address: string, { method }: RequestInit) => {
    asked.push(`${method} ${address}`)
    return Response.json([{ result: { data: null } }, { result: { data: {} } }])
  })
  await Promise.all([api.session.me.query(), api.preference.all.query()])
  expect(asked).toEqual([`GET ${firstQuestions}`])
})
