import { expect, type Locator, type Page } from '@playwright/test'

export const screenOf = (page: Page, vm: string): Locator =>
  page.getByRole('application', { name: `Console of ${vm}` })

/** What stands in a text console, as it is told to screen readers. */
export const terminalOf = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: `Console of ${name}` }).locator('.xterm-accessibility-tree')

/** A number that stands for every pixel of the screen. */
export function picture(screen: Locator): Promise<number> {
  return screen.evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('The canvas has no picture.')
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    let sum = 0
    for (let i = 0; i < data.length; i += 4) {
      sum = (Math.imul(sum, 31) + ((data[i] ?? 0) << 16) + ((data[i + 1] ?? 0) << 8) + (data[i + 2] ?? 0)) | 0
    }
    return sum
  })
}

/** How many pixels of the text rows are lit, the block cursor left out as far as it can be: text only adds. */
export function litPixels(screen: Locator): Promise<number> {
  return screen.evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('The canvas has no picture.')
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    let lit = 0
    for (let i = 0; i < data.length; i += 4)
      if ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0) > 300) lit++
    return lit
  })
}

/** Opens the console tab of the VM's page that is open and waits for its picture. */
export async function openConsole(page: Page, vm: string): Promise<Locator> {
  await page.getByRole('link', { name: 'Console', exact: true }).click()
  return pictureOf(page, vm)
}

/** Waits for the picture of a console that is on the page. */
export async function pictureOf(page: Page, vm: string): Promise<Locator> {
  await expect(page.getByText(`Connected to ${vm}.`)).toBeAttached()
  const screen = screenOf(page, vm)
  await expect(screen).toBeVisible()
  await expect.poll(() => litPixels(screen)).toBeGreaterThan(50)
  return screen
}

/** The colour of one pixel of the guest's picture, as #rrggbb. */
export function colorAt(screen: Locator, x: number, y: number): Promise<string> {
  return screen.evaluate(
    (canvas: HTMLCanvasElement, [x, y]) => {
      const context = canvas.getContext('2d')
      if (!context) throw new Error('The canvas has no picture.')
      const [red = 0, green = 0, blue = 0] = context.getImageData(x, y, 1, 1).data
      return `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`
    },
    [x, y] as const,
  )
}

/** How many pixels of the guest's picture are shown by one pixel of the page. */
export function scaleOf(screen: Locator): Promise<number> {
  return screen.evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.getBoundingClientRect().width)
}
