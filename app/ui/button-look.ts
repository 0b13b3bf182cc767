import { cx } from './cx'

export type ButtonTone = 'primary' | 'neutral' | 'danger' | 'quiet'
export type ButtonSize = 's' | 'm'

const tones: Record<ButtonTone, string> = {
  primary: 'border-transparent bg-accent-solid text-on-solid hover:bg-accent-solid-hover',
  danger: 'border-transparent bg-danger-solid text-on-solid hover:bg-danger-solid-hover',
  neutral: 'border-line-control bg-raised text-default hover:bg-hover active:bg-press',
  quiet: 'border-transparent text-default hover:bg-hover active:bg-press data-popup-open:bg-press',
}

/** Cannot be pressed; `asks`: a press does something about that. */
export type ButtonOff = 'off' | 'asks' | null
const asks = 'border-line bg-transparent text-muted hover:bg-hover'
const off = 'border-line bg-transparent text-disabled'

/** The look shared by buttons and links that look like buttons. */
export function buttonLook(tone: ButtonTone, size: ButtonSize, disabled: ButtonOff = null): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-medium text-m transition-colors',
    size === 'm' ? 'h-control px-3' : 'h-control-s px-2.5',
    disabled ? cx(disabled === 'asks' ? asks : off, tone === 'quiet' && 'border-transparent') : tones[tone],
  )
}
