/** Copies of hostile values have nothing invisible, and the exact text is one gesture away. */
import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const hostile = '\u001b]52;c;ZXZpbA==\u0007 safe\u202egpj.exe\u200b\u{e0041}'
const visible = '⟦U+001B⟧]52;c;ZXZpbA==⟦U+0007⟧ safe⟦U+202E⟧gpj.exe⟦U+200B⟧⟦U+E0041⟧'
const entry = {
  id: 'hostile',
  action: { type: 'update', result: 'success', time: '2026-11-21T11:00:00Z' },
  actor: { email: 'a@example.com', token_name: hostile },
  resource: { request: { name: hostile, plain: 'nothing hidden' } },
}

test('copies of values show what is invisible, and can be had exactly', async ({
  explorer,
  gumshoe,
  page,
}) => {
  serveEntries(gumshoe, [entry])
  await explorer.open()
  await explorer.row(0).click()
  const { drawer } = explorer
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  const notice = page.getByText('Copied. Invisible characters were made visible')
  const copyExactly = () => page.getByRole('button', { name: 'Copy exact bytes' }).click()

  await drawer.getByRole('button', { name: 'Copy token name' }).click()
  await expect.poll(clipboard).toBe(visible)
  await expect(notice).toBeVisible()
  await copyExactly()
  await expect.poll(clipboard).toBe(hostile)

  await drawer.getByRole('button', { name: /^More about token name/ }).click()
  await page.getByRole('menuitem', { name: 'Copy', exact: true }).click()
  await expect.poll(clipboard).toBe(visible)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await copyExactly()
  await expect.poll(clipboard).toBe(hostile)

  await drawer.getByRole('button', { name: 'Copy as' }).click()
  await page.getByRole('menuitem', { name: 'JSON', exact: true }).click()
  await expect.poll(clipboard).toContain('\\u202e')
  expect(await clipboard()).not.toContain('\u202e')
  expect(JSON.parse(await clipboard())).toEqual(entry)
  await expect(notice).toContainText('as JSON escapes')
  await copyExactly()
  await expect.poll(clipboard).toContain('\u202e')

  await drawer.getByRole('tab', { name: 'Request' }).click()
  const line = drawer.getByRole('treeitem').filter({ hasText: 'gpj.exe' })
  await line.hover()
  await line.getByRole('button', { name: 'Copy value (c)', includeHidden: true }).click()
  await expect.poll(clipboard).toBe(visible)
  await copyExactly()
  await expect.poll(clipboard).toBe(hostile)

  const plainLine = drawer.getByRole('treeitem').filter({ hasText: 'nothing hidden' })
  await plainLine.hover()
  await plainLine.getByRole('button', { name: 'Copy value (c)', includeHidden: true }).click()
  await expect.poll(clipboard).toBe('nothing hidden')
  await expect(notice).toBeHidden()
})
