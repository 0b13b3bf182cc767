/**
 * Where a browser says the pages are that it asks for: what people were told, or the name by which they came. Passkeys
 * are bound to it by the browser itself, so a made-up name finds none.
 */
export function originOf(host: string | undefined, publicUrl: string | undefined): string {
  return publicUrl === undefined ? `http://${host || 'localhost'}` : new URL(publicUrl).origin
}
