import type { ServerResponse } from 'node:http'
import type { SharedTexts } from '@/server/api/shared-texts'

/** Writes, where the answer only names what it has in common with others, the text that is kept of it. */
export function fillShared(response: ServerResponse, shared: SharedTexts): ServerResponse {
  const write: (chunk: string | Uint8Array) => boolean = response.write.bind(response)
  return Object.assign(response, {
    write(chunk: string | Uint8Array): boolean {
      if (typeof chunk === 'string') return write(chunk)
      let takesMore = true
      for (const piece of shared.fill(chunk)) takesMore = write(piece)
      return takesMore
    },
  })
}
