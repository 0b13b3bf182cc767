/** The part of noVNC 1.7 that is used here; the package has no types of its own (docs/API.md describes it). */
declare module '@novnc/novnc' {
  interface RfbEvents {
    connect: CustomEvent<Record<string, never>>
    /** `clean` is false when the connection ended by an error. */
    disconnect: CustomEvent<{ clean: boolean }>
    securityfailure: CustomEvent<{ status: number; reason?: string }>
    credentialsrequired: CustomEvent<{ types: string[] }>
    /** The guest has put text on its clipboard. */
    clipboard: CustomEvent<{ text: string }>
    desktopname: CustomEvent<{ name: string }>
  }

  /** One connection; it cannot be used again once it has ended. Puts its screen into `target`. */
  // biome-ignore lint/style/noDefaultExport: it is how the package exports it
  export default class RFB {
    constructor(
      target: HTMLElement,
      channel: WebSocket,
      options?: { shared?: boolean; wsProtocols?: string[] },
    )
    viewOnly: boolean
    focusOnClick: boolean
    scaleViewport: boolean
    /** 0…9, of JPEG. */
    qualityLevel: number
    /** 0…9, of what is packed without loss. */
    compressionLevel: number
    clipViewport: boolean
    resizeSession: boolean
    showDotCursor: boolean
    background: string
    disconnect(): void
    /** Without `down`: pressed and released. */
    sendKey(keysym: number, code: string, down?: boolean): void
    sendCtrlAltDel(): void
    focus(options?: FocusOptions): void
    blur(): void
    clipboardPasteFrom(text: string): void
    addEventListener<Type extends keyof RfbEvents>(
      type: Type,
      listener: (event: RfbEvents[Type]) => void,
    ): void
  }
}
