'use client'

import { onDemandPart } from '@/app/ui/on-demand-part'
import type { AnyRow, GrantInfo } from '@/server/api/types'
import type { GrantGiven } from '@/server/shared/grant'
import type { Chosen } from './principal-picker'

const GrantGiveDialog = onDemandPart(() =>
  import('@/app/forms/grant-give').then(found => found.GrantGiveDialog),
)
const GrantRevokeDialog = onDemandPart(() =>
  import('@/app/forms/grant-revoke').then(found => found.GrantRevokeDialog),
)
const AccessExplainDialog = onDemandPart(() =>
  import('@/app/forms/access-explain').then(found => found.AccessExplainDialog),
)

/** What is being done about access, in a dialog. */
export type AccessDeed =
  | { deed: 'give'; to?: Chosen; scope?: GrantGiven['scope'] }
  | { deed: 'revoke'; grant: GrantInfo }
  | { deed: 'explain'; object?: AnyRow; who?: Chosen }

interface AccessDialogsProps {
  open: AccessDeed | null
  onOpen: (next: AccessDeed | null) => void
}

/** The dialog of what is being done; an explanation can lead on to giving what is missing. */
export function AccessDialogs({ open, onOpen }: AccessDialogsProps) {
  const close = () => onOpen(null)
  if (open?.deed === 'give') return <GrantGiveDialog to={open.to} scope={open.scope} onClose={close} />
  if (open?.deed === 'revoke') return <GrantRevokeDialog grant={open.grant} onClose={close} />
  if (open?.deed === 'explain') {
    return (
      <AccessExplainDialog
        object={open.object}
        who={open.who}
        onClose={close}
        onGive={(to, row) => onOpen({ deed: 'give', to, scope: scopeOf(row) })}
      />
    )
  }
  return null
}

/** The scope that is about one object and what belongs to it. */
export function scopeOf({ class: cls, id }: Pick<AnyRow, 'class' | 'id'>): GrantGiven['scope'] {
  return {
    kind: cls === 'pool' || cls === 'host' ? cls : cls === 'VM_appliance' ? 'vapp' : 'object',
    ref: id,
  }
}
