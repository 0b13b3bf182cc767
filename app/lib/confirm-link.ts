import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { AppRouter } from '@/server/api/types'
import { appError } from './app-error'
import { recentSignIn } from './recent-sign-in'

/**
 * A request that needs a recent sign-in waits until the person has confirmed, and is made again: to a form it is one
 * that took longer. The server has done nothing of it before. Who would not confirm gets the refusal.
 */
export const confirmLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable(observer => {
      let over = false
      let running = attempt(true)
      function attempt(first: boolean) {
        return next(op).subscribe({
          next: value => observer.next(value),
          complete: () => observer.complete(),
          error(error) {
            if (!first || !recentSignIn.attended || appError(error).code !== 'recent-sign-in-required')
              return observer.error(error)
            void recentSignIn.ask().then(confirmed => {
              if (over) return
              if (confirmed) running = attempt(false)
              else observer.error(error)
            })
          },
        })
      }
      return () => {
        over = true
        running.unsubscribe()
      }
    })
