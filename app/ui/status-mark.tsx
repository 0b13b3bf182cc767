import { cx } from './cx'

export const statuses = ['ok', 'idle', 'held', 'moving', 'warn', 'trouble', 'unknown'] as const
export type Status = (typeof statuses)[number]

const marks: Record<Status, string> = {
  ok: 'text-ok-mark',
  idle: 'text-idle-mark',
  held: 'text-held-mark',
  moving: 'text-moving-mark',
  warn: 'text-warn-mark',
  trouble: 'text-trouble-mark',
  unknown: 'text-unknown-mark',
}

const words: Record<Status, string> = {
  ok: 'text-muted',
  idle: 'text-muted',
  held: 'text-muted',
  moving: 'text-muted',
  warn: 'text-warn',
  trouble: 'text-trouble',
  unknown: 'text-faint',
}

const loudWords: Record<Status, string> = {
  ok: 'text-ok',
  idle: 'text-idle',
  held: 'text-held',
  moving: 'text-moving',
  warn: 'text-warn',
  trouble: 'text-trouble',
  unknown: 'text-unknown',
}

function Shape({ status, half }: { status: Status; half: boolean }) {
  switch (status) {
    case 'ok':
      return <circle cx="6" cy="6" r="4.5" fill="currentColor" />
    case 'idle':
      return (
        <rect x="2" y="2" width="8" height="8" rx="1" fill="none" stroke="currentColor" strokeWidth="1.6" />
      )
    case 'held':
      return half ? (
        <>
          <circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" />
        </>
      ) : (
        <path d="M2.5 1.8h2.4v8.4H2.5zM7.1 1.8h2.4v8.4H7.1z" fill="currentColor" />
      )
    case 'moving':
      return (
        <>
          <circle
            cx="6"
            cy="6"
            r="4.3"
            fill="none"
            stroke="currentColor"
            strokeOpacity=".35"
            strokeWidth="1.8"
          />
          <path
            d="M6 1.7A4.3 4.3 0 0 1 10.3 6"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinecap="round"
          />
        </>
      )
    case 'warn':
      return <path d="M6 .9 11.4 10.6H.6z" fill="currentColor" strokeLinejoin="round" />
    case 'trouble':
      return (
        <>
          <path d="M3.7.5h4.6l3.2 3.2v4.6l-3.2 3.2H3.7L.5 8.3V3.7z" fill="currentColor" />
          <path d="M6 2.9v3.6M6 8.2v.9" stroke="var(--base)" strokeWidth="1.5" strokeLinecap="round" />
        </>
      )
    case 'unknown':
      return (
        <circle
          cx="6"
          cy="6"
          r="4.3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray="2 1.9"
        />
      )
  }
}

interface StatusShapeProps {
  status: Status
  /** For `held`: the half disc of Suspended and maintenance instead of the two bars of Paused. */
  half?: boolean
  /** Said by screen readers where no word stands beside the shape. */
  label?: string
  size?: number
  className?: string
}

/** The shape alone. Without `label` it is an ornament and the word must stand beside it. */
export function StatusShape({ status, half = false, label, size = 12, className }: StatusShapeProps) {
  return (
    <svg
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      className={cx('shrink-0', marks[status], status === 'moving' && 'animate-turn', className)}
    >
      <Shape status={status} half={half} />
    </svg>
  )
}

interface StatusMarkProps {
  status: Status
  /** XAPI's own word: Running, Halted … */
  word: string
  half?: boolean
  /** Colours the word of every status, as in a page's head; in tables only warn and trouble are loud. */
  loud?: boolean
  className?: string
}

/** Word, shape and colour: always all three. */
export function StatusMark({ status, word, half = false, loud = false, className }: StatusMarkProps) {
  return (
    <span className={cx('inline-flex min-w-0 max-w-full items-center gap-1.5 align-top', className)}>
      <StatusShape status={status} half={half} />
      <span className={cx('truncate', loud ? cx('font-medium', loudWords[status]) : words[status])}>
        {word}
      </span>
    </span>
  )
}
