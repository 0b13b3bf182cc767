import { expect, test } from 'vitest'
import { drawOnce } from './draw-once'

test('the page is asked for once and read to its end', async () => {
  const asked: (string | undefined)[] = []
  let ended = false
  await drawOnce(async (request, response) => {
    asked.push(request.url)
    response.writeHead(200)
    response.write('first')
    response.end('rest', () => {
      ended = true
    })
  }, '/vms')
  expect(asked).toEqual(['/vms'])
  expect(ended).toBe(true)
})

test('what a page fails with is told, and so is a page that is none', async () => {
  const broken = drawOnce(() => Promise.reject(new Error('No such module')), '/vms')
  await expect(broken).rejects.toThrow('No such module')
  const missing = drawOnce(async (_, response) => void response.writeHead(404).end(), '/nothing')
  await expect(missing).rejects.toThrow('/nothing answered 404')
})
