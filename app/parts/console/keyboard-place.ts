import { ReleaseChord } from './console-keys'
import type { ConsoleDriver } from './console-session'

/** A driver and the element of the page that it draws into. */
export interface ConsolePlace extends ConsoleDriver {
  readonly element: HTMLElement
  /** What the VM or host is called. */
  label: string
  /** Called when the keys that release the keyboard were pressed. */
  onRelease: () => void
  /** Called when the keys begin to go to the guest, and when they no longer do. */
  onCapture: (captured: boolean) => void
}

interface KeyboardHeard {
  onCapture(captured: boolean): void
  /** Ctrl+Alt+Shift was pressed and let go; whoever takes the keys has not seen the last of it yet. */
  onRelease(): void
}

/** An element, as large as what it stands in, whose keys belong to a guest while it has the focus. */
export function keyboardPlace({ onCapture, onRelease }: KeyboardHeard): HTMLElement {
  const element = document.createElement('div')
  element.className = 'absolute inset-0'
  // The page's shortcuts leave alone what is typed in here.
  element.dataset.keys = 'own'
  element.addEventListener('focusin', () => onCapture(true))
  element.addEventListener('focusout', () => onCapture(false))
  const chord = new ReleaseChord()
  element.addEventListener('keydown', event => chord.down(event), true)
  element.addEventListener(
    'keyup',
    event => {
      if (chord.up(event)) onRelease()
    },
    true,
  )
  return element
}
