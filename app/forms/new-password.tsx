'use client'

import type { UseFormRegister } from 'react-hook-form'
import { z } from 'zod'
import { Field } from '@/app/ui/field'
import { PasswordInput } from '@/app/ui/password-input'
import {
  maxPasswordLength,
  minPasswordLength,
  passwordHelp,
  passwordTooLong,
  passwordTooShort,
} from '@/server/shared/password-length'
import { say, t } from '@/server/shared/text'

/** The server asks for the same and more; here it is said before the form is sent. */
export const newPasswordSchema = z.object({
  next: z.string().min(minPasswordLength, passwordTooShort).max(maxPasswordLength, passwordTooLong),
  again: z.string(),
})

interface NewPassword {
  next: string
  again: string
}

export const bothAlike = ({ next, again }: NewPassword) => next === again
export const notAlike = { path: ['again'], message: say('The two do not match.') }

interface NewPasswordFieldsProps {
  register: UseFormRegister<NewPassword>
  error: string | undefined
  againError: string | undefined
}

/** A password that is being chosen, twice. */
export function NewPasswordFields({ register, error, againError }: NewPasswordFieldsProps) {
  return (
    <>
      <Field label={t('New password')} required help={passwordHelp()} error={error}>
        <PasswordInput autoComplete="new-password" {...register('next')} />
      </Field>
      <Field label={t('New password again')} required error={againError}>
        <PasswordInput autoComplete="new-password" {...register('again')} />
      </Field>
    </>
  )
}
