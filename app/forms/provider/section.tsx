import type { ReactNode } from 'react'

/** A part of a long form. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex flex-col gap-3 border-line-subtle border-t pt-3">
      <legend className="title-s float-left w-full pb-1">{title}</legend>
      {children}
    </fieldset>
  )
}
