import { absoluteTime } from '@/app/lib/format'
import { Ago } from '@/app/parts/quantity'
import { Badge } from '@/app/ui/badge'
import { Button } from '@/app/ui/button'
import { rich } from '@/app/ui/rich'
import type { PasskeyInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { FactorLine } from './factor-line'

interface PasskeyLineProps {
  passkey: PasskeyInfo
  onRename: () => void
  onRemove: () => void
}

export function PasskeyLine({ passkey, onRename, onRemove }: PasskeyLineProps) {
  const { name, synced, createdAt, lastUsedAt } = passkey
  return (
    <FactorLine
      name={
        <>
          <span className="truncate">{name}</span>
          <Badge>{synced ? t('synced passkey') : t('passkey')}</Badge>
        </>
      }
      about={
        <>
          {t('Registered {time}', { time: absoluteTime(createdAt) })},{' '}
          {lastUsedAt
            ? rich('last used <ago></ago>', { ago: () => <Ago time={lastUsedAt} /> })
            : t('not used yet')}
        </>
      }
    >
      <Button size="s" aria-label={t('Rename the passkey {name}', { name })} onClick={onRename}>
        {t('Rename')}
      </Button>
      <Button size="s" aria-label={t('Remove the passkey {name}', { name })} onClick={onRemove}>
        {t('Remove')}
      </Button>
    </FactorLine>
  )
}
