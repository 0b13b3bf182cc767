import { count } from '@/app/lib/format'
import { Banner } from '@/app/ui/banner'

export type AttemptFailure = 'refused' | 'expired' | 'unavailable' | 'unreachable'

interface AttemptNoteProps {
  failure: AttemptFailure | null
  /** Seconds to wait before the next attempt counts; 0: none. */
  wait: number
  /** What was not right, and what to do. */
  refused: { title: string; body: string }
}

/** What came of an attempt to sign in, where it was not that. */
export function AttemptNote({ failure, wait, refused }: AttemptNoteProps) {
  if (wait > 0) {
    return (
      <Banner tone="warn" live="alert" title="Too many failed attempts">
        {/* Only the first number is read out: a count read every second drowns everything else. */}
        <span aria-live="off">Try again in {count(wait, 'second')}.</span>
      </Banner>
    )
  }
  switch (failure) {
    case 'refused':
      return (
        <Banner tone="trouble" live="alert" title={refused.title}>
          {refused.body}
        </Banner>
      )
    case 'expired':
      return (
        <Banner tone="trouble" live="alert" title="This first password is too old">
          Ask an administrator for another, or for a link to choose one.
        </Banner>
      )
    case 'unavailable':
      return (
        <Banner tone="trouble" live="alert" title="A directory did not answer">
          Whether the password is right could not be asked. Try again in a moment.
        </Banner>
      )
    case 'unreachable':
      return (
        <Banner tone="trouble" live="alert" title="The Domus server did not answer">
          Check the network connection and that the server runs, then try again.
        </Banner>
      )
    default:
      return null
  }
}
