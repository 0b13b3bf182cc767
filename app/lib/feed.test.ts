import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Feed, type FeedHandlers, type Link } from './feed'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function rig() {
  const opened: { handlers: FeedHandlers<string>; from: string | undefined }[] = []
  const messages: string[] = []
  const links: Link[] = []
  const feed = new Feed<string>(
    (handlers, from) => {
      opened.push({ handlers, from })
      return { unsubscribe: () => undefined }
    },
    { message: data => messages.push(data), link: link => links.push(link) },
  )
  return { feed, opened, messages, links }
}

describe('Feed', () => {
  it('reopens where it stopped, with growing pauses', () => {
    const { feed, opened } = rig()
    feed.start()
    feed.lastEventId = '41'
    opened[0]?.handlers.onError(new Error('reset'))
    expect(opened).toHaveLength(1)
    vi.advanceTimersByTime(500)
    expect(opened[1]?.from).toBe('41')
    opened[1]?.handlers.onError(new Error('reset'))
    vi.advanceTimersByTime(500)
    expect(opened).toHaveLength(2)
    vi.advanceTimersByTime(500)
    expect(opened).toHaveLength(3)
  })

  it('starts with short pauses again after it has heard something', () => {
    const { feed, opened, links } = rig()
    feed.start()
    opened[0]?.handlers.onError(new Error('reset'))
    vi.advanceTimersByTime(500)
    opened[1]?.handlers.onStarted()
    expect(links.at(-1)).toEqual({ state: 'live' })
    opened[1]?.handlers.onError(new Error('reset'))
    vi.advanceTimersByTime(500)
    expect(opened).toHaveLength(3)
  })

  it('does not listen to a subscription it has given up', () => {
    const { feed, opened, messages } = rig()
    feed.start()
    opened[0]?.handlers.onError(new Error('reset'))
    opened[0]?.handlers.onData('late')
    expect(messages).toEqual([])
    feed.stop()
    vi.advanceTimersByTime(60_000)
    expect(opened).toHaveLength(1)
  })

  it('asks again when the server has closed it', () => {
    const { feed, opened } = rig()
    feed.start()
    feed.lastEventId = '7'
    opened[0]?.handlers.onComplete()
    vi.advanceTimersByTime(500)
    expect(opened[1]?.from).toBe('7')
  })

  it('stays closed once the session is over', () => {
    const { feed, opened, links } = rig()
    feed.start()
    opened[0]?.handlers.onError({ data: { app: { code: 'not-signed-in', message: 'Sign in first.' } } })
    vi.advanceTimersByTime(60_000)
    expect(opened).toHaveLength(1)
    expect(links.at(-1)).toMatchObject({ state: 'lost', error: { code: 'not-signed-in' } })
  })
})
