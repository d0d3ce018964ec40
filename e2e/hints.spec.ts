import { expect, listsIn, test } from './fixtures.ts'

test('the builder finds a value, and begins with it', async ({ explorer, page }) => {
  await explorer.open()
  await page.keyboard.press('f')
  await page.keyboard.type('dns')
  await page
    .getByRole('option', { name: /^Product = dns / })
    .first()
    .click()
  const panel = page.getByRole('dialog', { name: 'Add filter' })
  await expect(panel.getByText('Product', { exact: true })).toBeVisible()
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => explorer.address()).toContain('resource_product=dns')
})

test('letters lead through a list of checkboxes', async ({ explorer, page }) => {
  await explorer.open()
  await page.keyboard.press('f')
  await page.keyboard.type('action type')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Add filter' })
  await expect(panel.getByRole('checkbox').first()).toBeFocused()
  await page.keyboard.type('upd')
  await expect(panel.getByRole('checkbox', { name: 'update' })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('action_type=update')
})

test('a misspelled value is hinted at while it is written and in its pill', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await page.goto(`${page.url()}&resource_product.not=dsn`)
  await explorer.rows.first().waitFor()
  const pill = page.getByRole('button', { name: /^Product is not dsn/ })
  await expect(pill).toContainText('not a known value: did you mean “dns”?')
  await pill.click()
  await expect(page.getByRole('dialog')).toContainText(
    '“dsn” is not a known value: did you mean “dns”?',
  )
})

test('a value that is nearly one of those loaded is asked about', async ({ explorer, page }) => {
  await explorer.open()
  await page.goto(`${page.url()}&actor_email.not=svc-terrafrom@acme.example`)
  await explorer.rows.first().waitFor()
  await page.getByRole('button', { name: /^Actor email is not svc-terrafrom/ }).click()
  await expect(page.getByRole('dialog')).toContainText(
    /did you mean “svc-terraform@acme.example” \([\d,]+ loaded\)\?/,
  )
})

test('a local filter that removes nothing says so', async ({ explorer, page }) => {
  await explorer.open()
  await page.goto(`${page.url()}&local.not=/action/type=nothing`)
  await explorer.rows.first().waitFor()
  await expect(explorer.filters).toContainText('removes nothing of 100 loaded')
})

test('whoever opens a frozen link learns that it was only begun, and reads the rest', async ({
  explorer,
  page,
}) => {
  const words = 'The link asks for more'
  const footer = page.getByRole('contentinfo')
  await explorer.openWith('range=7d')
  await expect(footer).not.toContainText(words)
  await explorer.openWith('since=2026-11-20T00:00:00Z&before=2026-11-21T00:00:00Z')
  await expect(footer).toContainText(words)
  await explorer.row(1).click()
  await expect(footer).toContainText(words)
  await footer.getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
  await expect(footer).not.toContainText(words)
})

test('nothing read is nothing known, and times in the footer have day and zone', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open()
  const footer = page.getByRole('contentinfo')
  const before = listsIn(gumshoe)[0]?.searchParams.get('before') ?? ''
  // Entries arrive up to seven and a half minutes late.
  const certain = new Date(Date.parse(before) - 450_000)
    .toISOString()
    .replace('T', ' ')
    .slice(0, 19)
  await expect(footer.getByText('Last 8 min may be incomplete (API delay)')).toHaveAttribute(
    'title',
    new RegExp(`^Entries after ${certain} UTC may still appear`),
  )
  gumshoe.emulator.faults.when(
    ({ url }) => url.includes('/logs/audit?'),
    () => new Response('{}', { status: 403 }),
  )
  await page.reload()
  await expect(footer).toContainText('Nothing loaded')
})

test('a value with a star is said to be no wildcard, and its part is offered as a local filter', async ({
  explorer,
  page,
}) => {
  await explorer.ask('range=7d&actor_email=*@acme.example')
  await expect(page.getByText('“*” is no wildcard: values are compared whole')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Filters in use' })).toContainText('is no wildcard')
  await page
    .getByRole('button', { name: /^Local filter instead: Actor email has “.*@acme\.example/ })
    .click()
  await expect.poll(() => explorer.address()).toContain('local.has=/actor/email=@acme.example')
  expect(explorer.address()).not.toContain('*')
  await expect(explorer.rows.first()).toContainText('@acme.example')
})
