import { preload } from 'react-dom'

/**
 * What `SessionGate` asks first, as the client of the interface writes it: both in one batch. A browser takes what it has
 * fetched already only for the very same address.
 */
export const firstQuestions = '/api/trpc/session.me,preference.all?batch=1&input=%7B%7D'

/** Has the browser ask who is signed in while it still fetches the scripts of the page: nothing is drawn before. */
export function askEarly(): void {
  preload(firstQuestions, { as: 'fetch', crossOrigin: 'anonymous' })
}
