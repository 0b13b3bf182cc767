/** Opens a console in a window of its own, or raises the one that it has. */
export function openConsoleWindow(path: string): void {
  window.open(path, `console ${path}`, 'popup,width=1056,height=840')
}
