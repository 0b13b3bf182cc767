import { type ReactNode, useId } from 'react'
import { cx } from './cx'
import { Spinner } from './spinner'

interface RadioLineProps {
  name: string
  label: string
  /** An ornament before the label. */
  icon?: ReactNode
  /** What speaks against it, or what it means. */
  note?: ReactNode
  /** What it means, on a line of its own. */
  help?: ReactNode
  /** What kind it is of, at the end of the line. */
  kind?: string
  waiting?: boolean
  checked: boolean
  disabled?: boolean
  onChoose: () => void
}

/** One of several choices. One that can't be chosen can be reached all the same, so that its reason can be read. */
export function RadioLine({
  name,
  label,
  icon,
  note,
  help,
  kind,
  waiting,
  checked,
  disabled,
  onChoose,
}: RadioLineProps) {
  const id = useId()
  const kindId = useId()
  const described = [kind && kindId, (note || help) && id].filter(Boolean).join(' ')
  return (
    <label className="flex min-h-target items-baseline gap-2 rounded-control px-2 py-1 text-m hover:bg-hover has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <input
        type="radio"
        name={name}
        checked={checked}
        aria-label={label}
        aria-disabled={disabled}
        aria-describedby={described || undefined}
        onChange={() => {
          if (!disabled) onChoose()
        }}
        className="translate-y-0.5 accent-accent-solid aria-disabled:opacity-40"
      />
      {icon && <span className="translate-y-0.75 text-muted">{icon}</span>}
      <span className={help ? 'flex flex-col' : 'contents'}>
        <span
          className={cx(
            disabled ? 'text-muted' : 'font-medium text-strong',
            // What speaks against it is long, and takes no room from the name.
            note !== undefined && !help && 'max-w-3/5 shrink-0',
          )}
        >
          {label}
        </span>
        {waiting && <Spinner size={12} />}
        {(note || help) && (
          <span id={id} className="text-muted">
            {note || help}
          </span>
        )}
      </span>
      {kind && (
        <span id={kindId} className="ml-auto shrink-0 pl-4 text-muted">
          {kind}
        </span>
      )}
    </label>
  )
}
