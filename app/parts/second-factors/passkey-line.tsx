import { absoluteTime } from '@/app/lib/format'
import { Ago } from '@/app/parts/quantity'
import { Badge } from '@/app/ui/badge'
import { Button } from '@/app/ui/button'
import type { PasskeyInfo } from '@/server/api/types'
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
          <Badge>{synced ? 'synced passkey' : 'passkey'}</Badge>
        </>
      }
      about={
        <>
          Registered {absoluteTime(createdAt)}, {lastUsedAt ? 'last used ' : 'not used yet'}
          {lastUsedAt && <Ago time={lastUsedAt} />}
        </>
      }
    >
      <Button size="s" aria-label={`Rename the passkey ${name}`} onClick={onRename}>
        Rename
      </Button>
      <Button size="s" aria-label={`Remove the passkey ${name}`} onClick={onRemove}>
        Remove
      </Button>
    </FactorLine>
  )
}
