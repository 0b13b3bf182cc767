'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'

/** A ref that always holds what the last render gave: for handlers that must stay the same. */
export function useLatest<T>(value: T): RefObject<T> {
  const ref = useRef(value)
  useLayoutEffect(() => {
    ref.current = value
  })
  return ref
}
