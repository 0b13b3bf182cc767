import type { Page } from '@playwright/test'

/** A device that holds passkeys, as Chromium plays one. */
export async function giveDevice(page: Page, asksForPin = true) {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: asksForPin ? 'internal' : 'usb',
      hasResidentKey: asksForPin,
      hasUserVerification: asksForPin,
      isUserVerified: asksForPin,
      automaticPresenceSimulation: true,
    },
  })
  return {
    remove: () => client.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  }
}
