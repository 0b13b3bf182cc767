import type { Metadata } from 'next'
import { told } from '@/server/shared/text'

/** The title of a page, in the reader's language: `export const generateMetadata = titled('VMs')`. */
export function titled(title: string): () => Metadata {
  return () => ({ title: told(title) })
}
