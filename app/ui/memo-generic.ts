import { memo, type ReactNode } from 'react'

/** `memo`, with the type parameters of the component kept: at run time they do not exist. */
export function memoGeneric<T extends (props: never) => ReactNode>(component: T): T {
  return memo(component) as unknown as T
}
