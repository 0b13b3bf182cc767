import { Banner } from '@/app/ui/banner'
import { t, told } from '@/server/shared/text'

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
      <Banner tone="warn" live="alert" title={t('Too many failed attempts')}>
        {/* Only the first number is read out: a count read every second drowns everything else. */}
        <span aria-live="off">
          {t('Try again in {n, plural, one {# second} other {# seconds}}.', { n: wait })}
        </span>
      </Banner>
    )
  }
  switch (failure) {
    case 'refused':
      return (
        <Banner tone="trouble" live="alert" title={told(refused.title)}>
          {told(refused.body)}
        </Banner>
      )
    case 'expired':
      return (
        <Banner tone="trouble" live="alert" title={t('This first password is too old')}>
          {t('Ask an administrator for another, or for a link to choose one.')}
        </Banner>
      )
    case 'unavailable':
      return (
        <Banner tone="trouble" live="alert" title={t('A directory did not answer')}>
          {t('Whether the password is right could not be asked. Try again in a moment.')}
        </Banner>
      )
    case 'unreachable':
      return (
        <Banner tone="trouble" live="alert" title={t('The Domus server did not answer')}>
          {t('Check the network connection and that the server runs, then try again.')}
        </Banner>
      )
    default:
      return null
  }
}
