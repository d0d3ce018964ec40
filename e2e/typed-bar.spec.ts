/** A query is typed, completed, corrected, pasted and undone, by keyboard alone. */
import type { Locator, Page } from '@playwright/test'
import { expectAccessible, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { firstAccountId, firstLog } from './pages/explorer-page.ts'

const bar = (page: Page): Locator => page.getByRole('combobox', { name: /^Search, filter/ })
const options = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Completions' }).getByRole('option')

/** Pastes as a person does, through the clipboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((given) => navigator.clipboard.writeText(given), text)
  await page.keyboard.press('Control+V')
}

test('a question is typed with completions, run, shown as pills and taken back', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d')
  const before = page.url()
  const { keyboard } = page
  await keyboard.press('/')
  await expect(bar(page)).toBeFocused()
  await keyboard.type('-actor_ema')
  await keyboard.press('Tab')
  await expect(bar(page)).toHaveValue('-actor_email:')
  // Values are counted in the store, behind a worker.
  await options(page).filter({ hasText: 'loaded' }).first().waitFor()
  await keyboard.press('ArrowDown')
  const [first] = await options(page).all()
  await expect(bar(page)).toHaveAttribute('aria-activedescendant', /./)
  await expect(first as Locator).toHaveAttribute('aria-selected', 'true')
  const email = (await first?.locator('span').first().innerText()) ?? ''
  // A chosen value finishes the filter, which becomes a pill at once; the field is ready for the next one.
  await keyboard.press('Enter')
  await expect(bar(page)).toHaveValue('')
  await expect(bar(page)).toBeFocused()
  await expect(explorer.filters).toHaveText([`Actor email is not ${email}`])
  await expect.poll(() => explorer.address()).toContain(`actor_email.not=${email}`)
  await keyboard.type('action_type:(update create) local:/raw/method:P')
  await expect(page.getByText('Enter runs:')).toBeVisible()
  await keyboard.press('Enter')
  // The keys of the table work at once.
  await expect(explorer.grid).toBeFocused()

  await expect
    .poll(() => explorer.address())
    .toContain(
      `&actor_email.not=${email}&action_type=update&action_type=create&local.has=/raw/method=P`,
    )
  await expect(explorer.filters).toHaveText([
    `Actor email is not ${email}`,
    'Action type is any of: update, create',
    /^localMethod contains P/,
  ])
  await expect(bar(page)).toHaveValue('')
  const emails = await explorer.cells('Actor email')
  await expect(emails.first()).toHaveText(/@/)
  await expect.poll(() => emails.allInnerTexts()).not.toContain(email)

  await page.goBack()
  await page.goBack()
  await expect(page).toHaveURL(before)
  await expect(explorer.filters).toHaveCount(0)
})

test('what is wrong is said in words, pointed to, and not lost by Escape', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d&action_type.not=view')
  const before = page.url()
  const { keyboard } = page
  await keyboard.press('/')
  await expect(bar(page)).toHaveValue('')
  await keyboard.type('actor_emial:a@example.com zone_id:z')
  await expect(page.getByText('Did you mean “actor_email”?')).toBeVisible()
  await expect(bar(page)).toHaveAttribute('aria-invalid', 'true')
  await keyboard.press('Enter')
  expect(page.url()).toBe(before)
  await expect
    .poll(() =>
      bar(page).evaluate((input: HTMLInputElement) =>
        input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0),
      ),
    )
    .toBe('actor_emial')
  await keyboard.press('Escape')
  await expect(explorer.grid).toBeFocused()
  await expect(bar(page)).toHaveValue('actor_emial:a@example.com zone_id:z')
  await explorer.bar.getByRole('button', { name: /^Discard what was typed/ }).click()
  await expect(bar(page)).toHaveValue('')
  expect(page.url()).toBe(before)
})

test('a pasted curl command becomes the question, without its token, and goes to its log', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const { keyboard } = page
  await keyboard.press('/')
  await paste(
    page,
    `curl -G "https://api.cloudflare.com/client/v4/accounts/${firstAccountId}/audit_logs" \\
      -H "Authorization: Bearer 0123456789abcdef-token" \\
      --data-urlencode "since=2026-11-01" -d before=2026-11-20 -d per_page=5 \\
      -d action.type=login -d action.type=rec_add`,
  )
  await expect(bar(page)).toHaveValue(/^since:2026-11-01 before:2026-11-20 direction:desc/)
  await expect(page.getByText(/held a credential/)).toBeVisible()
  await expect(page.getByText(/“per_page” says how to fetch/)).toBeVisible()
  await expect(page.getByText('Enter goes to Account audit log v1:')).toBeVisible()
  expect(await page.content()).not.toContain('0123456789abcdef-token')
  await keyboard.press('Enter')
  await expect
    .poll(() => explorer.address())
    .toBe(
      `/accounts/${firstAccountId}/audit_logs?since=2026-11-01&before=2026-11-20&action.type=login&action.type=rec_add`,
    )
  await explorer.rows.first().waitFor()
  await expect(explorer.filters).toHaveText([/^Action type is any of: login, rec_add/])
  await page.goBack()
  await expect.poll(() => new URL(page.url()).pathname).toBe(firstLog)
})

test('what is pasted and no audit log is refused with the reason', async ({ explorer, page }) => {
  await explorer.open()
  await page.keyboard.press('/')
  await paste(page, 'curl https://api.cloudflare.com/client/v4/zones')
  await expect(page.getByText(/“\/zones” is no audit log/)).toBeVisible()
  await expect(bar(page)).toHaveValue('')
  await paste(page, 'zone_id:a\n-zone_id:b')
  await expect(bar(page)).toHaveValue('zone_id:a -zone_id:b')
  await page.keyboard.press('Enter')
  await expect(explorer.filters).toHaveText(['Zone id is a', 'Zone id is not b'])
  // Copying with nothing selected gives the text of all filters.
  await page.keyboard.press('/')
  await page.keyboard.press('Control+C')
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('zone_id:a -zone_id:b')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, viewport: { width: 1200, height: 420 } })

    test('axe finds nothing in the open bar', async ({ explorer, page }) => {
      await makeColorsReadable(page)
      await explorer.open()
      await page.keyboard.press('/')
      await page.keyboard.type('action_type:(view ')
      await page.keyboard.press('ArrowDown')
      await expectAccessible(page, 'search')
      await page.keyboard.type('x) toast:1')
      await page.keyboard.press('Enter')
      await expect(bar(page)).toHaveAttribute('aria-invalid', 'true')
      await expectAccessible(page, 'search')
    })
  })
}

test('a bare word completes from loaded values', async ({ explorer, page }) => {
  await explorer.openWith('range=7d')
  const emails = await (await explorer.cells('Actor email')).allInnerTexts()
  const email = emails.find((each) => each.includes('@')) ?? ''
  const name = email.slice(0, email.indexOf('.'))
  await page.keyboard.press('/')
  await page.keyboard.type(name)
  const value = options(page).filter({ hasText: `actor_email:${email}` })
  await expect(value).toContainText('loaded')
  await value.click()
  await expect.poll(() => explorer.address()).toContain(`actor_email=${email}`)
  await expect(explorer.filters).toHaveText([`Actor email is ${email}`])
  await expect(bar(page)).toHaveValue('')
  await expect(bar(page)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => explorer.address()).not.toContain('actor_email')
})

test('words and Enter search the whole text of the entries, as one phrase', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=24h')
  const { keyboard } = page
  await keyboard.press('/')
  await keyboard.type('zone')
  await expect(
    page.getByText('Enter searches all loaded text for “zone”. Or pick a field.'),
  ).toBeVisible()
  await keyboard.press('Control+a')
  await keyboard.type('grafana')
  await expect(page.getByText('Enter searches all loaded text for “grafana”.')).toBeVisible()
  // Nothing covers the button beside the bar.
  await page.getByRole('button', { name: 'Add filter' }).click({ trial: true })
  await keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('text=grafana')
  await expect(explorer.filters).toHaveText(['localanywhere: grafana'])
  await keyboard.press('t')
  await expect(bar(page)).toHaveValue('')
  await keyboard.press('/')
  await keyboard.type('-"no such words" update an access')
  await keyboard.press('Enter')
  await expect
    .poll(() => new URL(page.url()).searchParams.getAll('text.not'))
    .toEqual(['no such words'])
  expect(new URL(page.url()).searchParams.getAll('text')).toEqual(['grafana', 'update an access'])
})

test('a search for a rare text loads on until its end or its bound, and says of how many', async ({
  explorer,
}) => {
  await explorer.ask('range=7d&text=no-such-text-anywhere')
  await expect(explorer.status).toContainText(/^0 of [\d,]+ loaded · Complete/, { timeout: 60_000 })
  // The first page has 100 entries.
  expect(await explorer.loadedCount()).toBeGreaterThan(1_100)
})

test('the keyboard walks from the field over the filters and back', async ({ explorer, page }) => {
  await explorer.openWith('range=7d&actor_context=dash&action_type.not=view')
  const { keyboard } = page
  const last = explorer.bar.getByRole('button', { name: 'Action type is not view', exact: true })
  await keyboard.press('/')
  await keyboard.press('ArrowLeft')
  await expect(last).toBeFocused()
  await expect(page.getByRole('listbox', { name: 'Completions' })).toBeHidden()
  await keyboard.press('ArrowRight')
  await expect(bar(page)).toBeFocused()
  // The first Backspace goes to the filter, the second one removes it.
  await keyboard.press('Backspace')
  await expect(last).toBeFocused()
  await keyboard.press('Backspace')
  await expect(bar(page)).toBeFocused()
  await expect(explorer.filters).toHaveText(['Actor context is dash'])
  await keyboard.type('abc')
  await keyboard.press('Backspace')
  await expect(bar(page)).toHaveValue('ab')
  await expect(explorer.filters).toHaveCount(1)
  await keyboard.press('Escape')
  await expect(explorer.grid).toBeFocused()
  const remaining = explorer.bar.getByRole('button', { name: 'Actor context is dash', exact: true })
  await remaining.click()
  await expect(page.getByRole('dialog', { name: /^Edit filter/ })).toBeVisible()
  await keyboard.press('Escape')
  await expect(remaining).toBeFocused()
  await keyboard.press('Escape')
  await expect(explorer.grid).toBeFocused()
})

test('a pasted megabyte is refused with its length, and the page goes on', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await page.keyboard.press('/')
  await paste(page, `GET /a${' '.repeat(1_000_000)}x`)
  await expect(page.getByText('This text has 1,000,007 characters')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(bar(page)).not.toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('action_type:view')
  await expect(page.getByText('Enter runs:')).toBeVisible()
})
