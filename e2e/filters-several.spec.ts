import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'

const older = `/accounts/${firstAccountId}/audit_logs`

test('where the API takes one value, several become one request each, and their results one list', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open(`${older}?range=30d`)
  const before = gumshoe.asked.length
  await page.keyboard.press('f')
  await page.keyboard.type('action.type')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('rec_add')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.insertText('rec_del')
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  await expect(editor).toContainText('2 requests: the API takes one value at a time here')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('action.type=rec_add&action.type=rec_del')
  const cells = await explorer.cells('Action type')
  await expect
    .poll(async () => new Set(await cells.allInnerTexts()))
    .toEqual(new Set(['rec_add', 'rec_del']))
  const asked = gumshoe.asked
    .slice(before)
    .filter(({ pathname }) => pathname.endsWith('/audit_logs'))
    .map(({ searchParams }) => searchParams.getAll('action.type'))
    .filter((values) => values.length > 0)
  expect(new Set(asked.flat())).toEqual(new Set(['rec_add', 'rec_del']))
  expect(asked.every((values) => values.length === 1)).toBe(true)
  await expect(
    page.getByRole('button', { name: 'Action type is any of: rec_add, rec_del' }).first(),
  ).toHaveText(/· 2 requests$/)
})

test('a pasted list becomes values, and what is wrong with one of them is said in words', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await page.keyboard.press('f')
  await page.keyboard.type('ip address')
  await page.keyboard.press('Enter')
  const input = page.getByRole('combobox', { name: 'Values of Actor IP address' })
  await input.evaluate((element, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', text)
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, '198.51.100.7, 2001:db8::7\n198.51.100.700')
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  await expect(editor.getByRole('button', { name: /^Remove value/ })).toHaveCount(3)
  await expect(editor).toContainText('“198.51.100.700” is not valid')
  await expect(editor.getByRole('button', { name: 'Apply' })).toBeDisabled()
  await editor.getByRole('button', { name: 'Remove value 198.51.100.700' }).click()
  await input.press('Enter')
  await expect
    .poll(() => explorer.address())
    .toContain('actor_ip_address=198.51.100.7&actor_ip_address=2001:db8::7')
})

test('eleven values where each is a request are refused in words', async ({ explorer, page }) => {
  await explorer.open(`${older}?range=30d`)
  await page.keyboard.press('f')
  await page.keyboard.type('entry id')
  await page.keyboard.press('Enter')
  for (let at = 1; at <= 11; at++) {
    await page.keyboard.insertText(`x-${at}`)
    await page.keyboard.press('Shift+Enter')
  }
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  await expect(editor).toContainText('this would take 11 requests. Keep at most 10.')
  await expect(editor.getByRole('button', { name: 'Apply' })).toBeDisabled()
})
