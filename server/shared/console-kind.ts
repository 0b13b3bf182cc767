/** What a console carries: a picture (RFB), or the characters of a terminal (vt100). */
export const consoleKinds = ['screen', 'text'] as const
export type ConsoleKind = (typeof consoleKinds)[number]
