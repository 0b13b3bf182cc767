/** "0a:1b:2c:3d:4e:5f". The first octet's lowest bit is of group addresses, which no card has. */
export const macPattern = /^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/

/** As XAPI writes it, from what people type or paste: "0A-1B-2C-3D-4E-5F", "0a1b.2c3d.4e5f". */
export function tidyMac(typed: string): string {
  const digits = typed.trim().toLowerCase().replaceAll(/[:.-]/g, '')
  return /^[0-9a-f]{12}$/.test(digits) ? (digits.match(/../g)?.join(':') ?? '') : typed.trim()
}
