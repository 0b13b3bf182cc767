'use client'

import { useMutation } from '@tanstack/react-query'
import { paths } from '@/app/lib/paths'
import { useMe } from '@/app/lib/session'
import { appError, trpc } from '@/app/lib/trpc'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { t } from '@/server/shared/text'
import { ErrorNote } from '../error-note'

/** Over every page while the console is seen as another user would see it. */
export function PreviewBanner() {
  const preview = useMe()?.preview
  const end = useMutation(trpc.preview.end.mutationOptions())
  if (!preview) return null
  return (
    <Banner
      tone="info"
      live="status"
      className="rounded-none!"
      title={t('You see the console as {username} would. Nothing can be changed.', {
        username: preview.username,
      })}
      actions={
        <Button
          size="s"
          busy={end.isPending || end.isSuccess}
          onClick={() =>
            end.mutate(undefined, {
              // A whole new page: this one knows what the other sees.
              onSuccess: () => window.location.assign(paths.users),
            })
          }
        >
          {t('End preview')}
        </Button>
      }
    >
      {end.error ? <ErrorNote error={appError(end.error)} /> : undefined}
    </Banner>
  )
}
