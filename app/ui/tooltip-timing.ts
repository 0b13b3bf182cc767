const firstAfterMs = 500
/** How long after one has closed its neighbours still open at once. */
const warmForMs = 300
/** Time to get from the trigger onto the tooltip. */
const graceMs = 100

/** When tooltips open and close: of all there are, one at a time. */
class Timing {
  private current: TooltipTimer | null = null
  private closedAt = Number.NEGATIVE_INFINITY

  get warm(): boolean {
    return this.current !== null || performance.now() - this.closedAt < warmForMs
  }

  opened(timer: TooltipTimer): void {
    if (this.current !== timer) this.current?.close()
    this.current = timer
  }

  closed(timer: TooltipTimer): void {
    if (this.current !== timer) return
    this.current = null
    this.closedAt = performance.now()
  }
}
const timing = new Timing()

/** One tooltip's: the first that is pointed at waits, its neighbours open at once. */
export class TooltipTimer {
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly show: (shown: boolean) => void) {}

  point(): void {
    clearTimeout(this.timer)
    if (timing.warm) this.open()
    else this.timer = setTimeout(() => this.open(), firstAfterMs)
  }

  leave(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.close(), graceMs)
  }

  /** The pointer has reached the tooltip itself. */
  hold(): void {
    clearTimeout(this.timer)
  }

  open(): void {
    clearTimeout(this.timer)
    timing.opened(this)
    this.show(true)
  }

  close(): void {
    clearTimeout(this.timer)
    timing.closed(this)
    this.show(false)
  }

  /** Its trigger is gone. */
  dispose(): void {
    clearTimeout(this.timer)
    timing.closed(this)
  }
}
