'use client'

import Link from 'next/link'

import { useState } from 'react'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Dialog } from '@/app/ui/dialog'
import { Field } from '@/app/ui/field'
import { IconButton } from '@/app/ui/icon-button'
import { Input } from '@/app/ui/input'
import { LinkButton } from '@/app/ui/link-button'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import { Tabs } from '@/app/ui/tabs'
import { confirmDone } from '@/app/ui/toast'
import { Tooltip } from '@/app/ui/tooltip'
import { KitPart } from './kit-part'

const noop = () => undefined

const entries: readonly MenuEntry[] = [
  { type: 'link', id: 'console', label: 'Open console', icon: 'console', render: <Link href="#console" /> },
  { type: 'separator', id: 's1' },
  {
    type: 'item',
    id: 'start',
    label: 'Start',
    icon: 'play',
    reason: 'It is running already',
    onSelect: noop,
  },
  { type: 'item', id: 'shut', label: 'Shut down', icon: 'power', onSelect: noop },
  { type: 'item', id: 'boot', label: 'Reboot', icon: 'reboot', shortcut: 'R', onSelect: noop },
  {
    type: 'item',
    id: 'suspend',
    label: 'Suspend',
    icon: 'suspend',
    reason: 'A device that is passed through cannot be suspended: detach it first',
    onSelect: noop,
  },
  {
    type: 'submenu',
    id: 'place',
    label: 'Where it runs',
    icon: 'migrate',
    entries: [
      { type: 'item', id: 'migrate', label: 'Migrate to server…', icon: 'migrate', onSelect: noop },
      {
        type: 'item',
        id: 'home',
        label: 'Migrate to home server',
        icon: 'host',
        reason: 'It has no home server',
        onSelect: noop,
      },
    ],
  },
  { type: 'separator', id: 's2' },
  { type: 'item', id: 'force', label: 'Force shut down', icon: 'power-off', tone: 'danger', onSelect: noop },
  { type: 'check', id: 'tick', label: 'Start with the host', checked: true, onChange: noop },
]

export function KitActions({ theme }: { theme: string }) {
  const [dialog, setDialog] = useState<'form' | 'confirm' | 'type' | null>(null)
  const [failed, setFailed] = useState(false)
  const close = () => {
    setDialog(null)
    setFailed(false)
  }
  const error = failed ? (
    <Banner tone="trouble" live="alert" title="The pool did not answer." className="mt-3">
      Check that it is switched on, then try again.
    </Banner>
  ) : null

  return (
    <>
      <KitPart title="Buttons">
        <Button tone="primary">Start</Button>
        <Button icon="reboot">Reboot</Button>
        <Button tone="danger" icon="power-off">
          Force shut down
        </Button>
        <Button tone="quiet">Cancel</Button>
        <Button reason="Halt the VM first">Delete</Button>
        <Button tone="primary" reason="Choose a host first">
          Move
        </Button>
        <Button tone="primary" busy>
          Connect
        </Button>
        <Button size="s">Small</Button>
        <LinkButton href="#link" icon="external">
          A link
        </LinkButton>
      </KitPart>
      <KitPart title="Icon buttons, tooltip, menu, toast">
        <IconButton icon="refresh" label="Refresh" />
        <IconButton icon="delete" label="Delete" reason="Halt the VM first" />
        <IconButton size="s" icon="more" label={`More actions, ${theme}`} />
        <Tooltip text="Domus follows the pool by itself">
          <Button tone="quiet" icon="info">
            Why no refresh?
          </Button>
        </Tooltip>
        <Menu entries={entries} trigger={<Button icon="more">Actions</Button>} />
        <Button onClick={() => confirmDone('Copied to the clipboard')}>Toast</Button>
      </KitPart>
      <KitPart title="Dialogs">
        <Button onClick={() => setDialog('form')}>Form</Button>
        <Button onClick={() => setDialog('confirm')}>Confirm</Button>
        <Button onClick={() => setDialog('type')}>Type the name</Button>
      </KitPart>
      <Tabs
        label={`Sample tabs, ${theme}`}
        current="summary"
        tabs={[
          { id: 'summary', label: 'Summary', link: <Link href="#summary" /> },
          { id: 'console', label: 'Console', link: <Link href="#console" /> },
          { id: 'disks', label: 'Disks', count: 3, link: <Link href="#disks" /> },
        ]}
      />
      <Dialog
        open={dialog === 'form'}
        onClose={close}
        title="Connect a pool"
        description="Domus speaks to the pool’s coordinator."
        error={error}
        onSubmit={() => setFailed(true)}
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" tone="primary">
              Connect
            </Button>
          </>
        }
      >
        <Field label="Address" required help="A host name or an IP address.">
          <Input mono defaultValue="xen1.example.net" />
        </Field>
      </Dialog>
      <ConfirmDialog
        open={dialog === 'confirm'}
        onClose={close}
        onConfirm={() => setFailed(true)}
        title="Force shut down web-01?"
        body="It is switched off at once. What the guest has not written to its disks is lost."
        verb="Force shut down"
        submitting={false}
        error={error}
      />
      <ConfirmDialog
        open={dialog === 'type'}
        onClose={close}
        onConfirm={close}
        title="Delete web-01 and its disks?"
        body="Two disks of 40 GiB are deleted with it. This cannot be undone."
        verb="Delete"
        typeName="web-01"
        submitting={false}
        error={null}
      />
    </>
  )
}
