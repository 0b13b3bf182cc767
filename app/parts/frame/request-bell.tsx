'use client'

import { useEffect, useRef } from 'react'
import { useRequestNews } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { refreshRequests } from '@/app/lib/requests'
import { Icon } from '@/app/ui/symbol'
import { t } from '@/server/shared/text'
import { PageLink } from '../page-link'

/** Says that requests wait for an answer, or that one's own were answered. Not there while there is nothing to say. */
export function RequestBell() {
  const news = useRequestNews()
  const text = JSON.stringify(news)
  const told = useRef(text)
  // What is shown of requests anywhere is read again when they change.
  useEffect(() => {
    if (text !== told.current) void refreshRequests()
    told.current = text
  }, [text])
  const { toAnswer, answers } = news
  const sentence = [
    toAnswer.length > 0 &&
      t('{n, plural, one {# request waits} other {# requests wait}} for your answer', {
        n: toAnswer.length,
      }),
    answers.length > 0 &&
      t('{n, plural, one {# request} other {# requests}} of yours answered', { n: answers.length }),
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <>
      {sentence !== '' && (
        <PageLink
          href={paths.requests}
          aria-label={sentence}
          title={sentence}
          className="inline-flex h-control-s shrink-0 items-center gap-1 rounded-control px-2 text-m text-strong hover:bg-hover"
        >
          <Icon name="alarm" className="text-accent" />
          <span aria-hidden className="tabular-nums">
            {toAnswer.length + answers.length}
          </span>
        </PageLink>
      )}
      <span role="status" className="sr-only">
        {sentence}
      </span>
    </>
  )
}
