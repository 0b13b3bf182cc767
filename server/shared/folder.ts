/** The path of one of XenCenter's folders as it is compared: "/lab/web", with a slash before it and none at its end. */
export function folderPath(text: string): string {
  const path = text.trim().replace(/\/+$/, '')
  return path === '' || path.startsWith('/') ? path : `/${path}`
}
