import { cloneElement, createElement, type HTMLAttributes, type ReactElement } from 'react'

/** What is laid on an element that somebody else gives, as the router's link. */
export type DrawnProps = HTMLAttributes<HTMLElement> & { [data: `data-${string}`]: unknown }

/** `element` with `props` laid over its own; a plain `tag` with them when there is none. */
export function drawnAs(
  element: ReactElement<object> | undefined,
  tag: 'a' | 'div',
  props: DrawnProps,
): ReactElement {
  return element ? cloneElement(element, props) : createElement(tag, props)
}
