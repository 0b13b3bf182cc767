import type RFB from '@novnc/novnc'
import { consoleClose } from '@/server/shared/console-close'
import { t } from '@/server/shared/text'
import type {
  ConsoleEvents,
  ConsoleLink,
  ConsoleQuality,
  ConsoleScale,
  ConsoleTicket,
} from './console-session'
import { openSocket, say } from './console-socket'
import { type ConsolePlace, keyboardPlace } from './keyboard-place'

/**
 * noVNC in an element of its own, which is moved into whatever page part shows the console. While there is no
 * connection the element keeps the last picture. Only for browsers: noVNC is loaded at the first connection.
 */
export class NoVncDriver implements ConsolePlace {
  readonly element: HTMLElement
  /** Called when the keys that release the keyboard were pressed. */
  onRelease: () => void = () => undefined
  /** Called when the keys begin to go to the guest, and when they no longer do. */
  onCapture: (captured: boolean) => void = () => undefined
  private rfb: RFB | null = null
  private lastPicture: HTMLCanvasElement | null = null
  private scale: ConsoleScale = 'fit'
  private viewOnly = false
  private quality: ConsoleQuality = 'balanced'
  /** The keys went to the guest when the connection ended: they will again. */
  private hadFocus = false

  constructor(
    /** What the VM or host is called. */
    public label: string,
  ) {
    this.element = keyboardPlace({
      onCapture: captured => this.onCapture(captured),
      // noVNC sees the event after us; only then has the guest seen the keys come up.
      onRelease: () => setTimeout(() => this.onRelease()),
    })
  }

  async open({ ticket, path }: ConsoleTicket, events: ConsoleEvents): Promise<ConsoleLink> {
    const { default: Rfb } = await import('@novnc/novnc')
    const socket = openSocket({ ticket, path }, events)
    let over = false
    const end = (code: number, reason: string) => {
      if (over) return
      over = true
      this.detach()
      events.ended(code, reason)
    }
    // Before noVNC hears of it: it takes its screen away when the connection ends.
    socket.addEventListener('close', event => end(event.code, event.reason))
    const rfb = new Rfb(this.element, socket, { shared: true })
    this.rfb = rfb
    this.prepare(rfb)
    rfb.addEventListener('connect', () => {
      this.dropPicture()
      // Only where nothing else has been focused since.
      if (this.hadFocus && document.activeElement === document.body) this.focus()
      this.hadFocus = false
      events.connected()
    })
    rfb.addEventListener('clipboard', event => events.copied(event.detail.text))
    rfb.addEventListener('credentialsrequired', () => {
      end(consoleClose.notAllowed, t('The console asks for a password, which consoles of Xen do not have.'))
      rfb.disconnect()
    })
    rfb.addEventListener('disconnect', () =>
      end(consoleClose.internal, t('The console sent what no console sends.')),
    )
    return {
      close: () => {
        if (over) return
        over = true
        this.detach()
        rfb.disconnect()
      },
      press: keys => {
        for (const key of keys) rfb.sendKey(key.keysym, key.code, true)
        for (const key of [...keys].reverse()) rfb.sendKey(key.keysym, key.code, false)
      },
      pressCtrlAltDel: () => rfb.sendCtrlAltDel(),
      paste: text => rfb.clipboardPasteFrom(text),
      ask: what => say(socket, what),
    }
  }

  setQuality(quality: ConsoleQuality): void {
    this.quality = quality
    if (this.rfb) setQuality(this.rfb, quality)
  }

  async capture(): Promise<Blob | null> {
    const screen = this.screen()
    if (!screen || screen.width === 0 || screen.height === 0) return null
    return new Promise(resolve => screen.toBlob(resolve, 'image/png'))
  }

  setScale(scale: ConsoleScale): void {
    this.scale = scale
    if (this.rfb) this.rfb.scaleViewport = scale === 'fit'
    if (this.lastPicture) this.lastPicture.className = pictureLook(scale)
  }

  setViewOnly(viewOnly: boolean): void {
    this.viewOnly = viewOnly
    if (this.rfb) this.rfb.viewOnly = viewOnly
  }

  focus(): void {
    this.rfb?.focus({ preventScroll: true })
  }

  dispose(): void {
    this.dropPicture()
    this.element.remove()
  }

  private prepare(rfb: RFB): void {
    rfb.scaleViewport = this.scale === 'fit'
    rfb.viewOnly = this.viewOnly
    setQuality(rfb, this.quality)
    rfb.background = 'transparent'
    // A text console shows no pointer of its own; without the dot one would not know where one points.
    rfb.showDotCursor = true
    const canvas = this.screen()
    if (!canvas) return
    canvas.tabIndex = 0
    // All keys go in, none are read out: what an application is.
    canvas.setAttribute('role', 'application')
    canvas.setAttribute(
      'aria-label',
      t('Console of {label}. All keys go to it. Ctrl+Alt+Shift leaves it.', { label: this.label }),
    )
  }

  /** The canvas of noVNC, while there is one. */
  private screen(): HTMLCanvasElement | null {
    return this.element.querySelector<HTMLCanvasElement>('canvas[tabindex]')
  }

  /** The connection is over or about to be; noVNC has not yet taken its screen away. */
  private detach(): void {
    this.hadFocus ||= this.element.contains(document.activeElement)
    this.onCapture(false)
    this.keepPicture()
    this.rfb = null
  }

  private keepPicture(): void {
    const screen = this.screen()
    if (!screen || screen.width === 0 || screen.height === 0) return
    const copy = document.createElement('canvas')
    copy.width = screen.width
    copy.height = screen.height
    copy.getContext('2d')?.drawImage(screen, 0, 0)
    copy.className = pictureLook(this.scale)
    copy.setAttribute('aria-hidden', 'true')
    this.dropPicture()
    this.lastPicture = copy
    this.element.append(copy)
  }

  private dropPicture(): void {
    this.lastPicture?.remove()
    this.lastPicture = null
  }
}

/** Of JPEG, and of what is packed without loss: 0…9. They count where the server knows Tight. */
function setQuality(rfb: RFB, quality: ConsoleQuality): void {
  const [picture, packing] = { best: [9, 1], balanced: [6, 2], slow: [1, 9] }[quality]
  if (picture !== undefined) rfb.qualityLevel = picture
  if (packing !== undefined) rfb.compressionLevel = packing
}

function pictureLook(scale: ConsoleScale): string {
  const size = scale === 'fit' ? 'size-full object-contain' : ''
  return `pointer-events-none absolute inset-0 m-auto brightness-50 grayscale ${size}`
}
