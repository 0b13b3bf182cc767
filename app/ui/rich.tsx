import { cloneElement, Fragment, type ReactElement, type ReactNode } from 'react'
import type { ICUTags } from 'use-intl/core'
import { parts, type Values } from '@/server/shared/text'

type Drawn = (chunks: (string | ReactElement)[]) => ReactElement

/** A text with parts that look or behave otherwise: `rich('Go to <a>the hosts</a>.', { a: text => <a …>{text}</a> })`. */
export function rich<M extends string>(message: M, values: Values<M> & ICUTags<M, Drawn>): ReactNode {
  const made = parts<ReactElement, M>(message, values)
  return made.map((part, index) =>
    typeof part === 'string' ? <Fragment key={index}>{part}</Fragment> : cloneElement(part, { key: index }),
  )
}
