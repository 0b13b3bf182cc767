'use client'

import { useState } from 'react'
import { t } from '@/server/shared/text'
import { IconButton } from './icon-button'
import { Input, type InputProps } from './input'

/** Say by `autoComplete` whether it is "current-password" or "new-password": password managers need it. */
export type PasswordInputProps = Omit<InputProps, 'type' | 'trail' | 'autoComplete'> & {
  autoComplete: 'current-password' | 'new-password' | 'off'
}

export function PasswordInput(props: PasswordInputProps) {
  const [shown, setShown] = useState(false)
  return (
    <Input
      spellCheck={false}
      autoCapitalize="none"
      {...props}
      type={shown ? 'text' : 'password'}
      trail={
        <IconButton
          size="s"
          icon={shown ? 'eye-off' : 'eye'}
          label={shown ? t('Hide password') : t('Show password')}
          onClick={() => setShown(!shown)}
        />
      }
    />
  )
}
