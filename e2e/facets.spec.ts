import { expect, test } from './fixtures.ts'

test('values are counted of what is loaded, and counted on as more comes', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d')
  const facets = page.getByRole('complementary', { name: 'Facets' })
  const result = facets.getByRole('region', { name: 'Result', exact: true })
  const count = async () => {
    const texts = await result.getByRole('listitem').allInnerTexts()
    return texts.reduce((sum, text) => sum + Number(text.replace(/\D/g, '')), 0)
  }
  await expect(facets).toContainText(/^of [\d,]+ loaded/)
  await expect.poll(count).toBe(await explorer.loadedCount())
  await explorer.scrollToEnd()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(1_000)
  const loaded = await explorer.loadedCount()
  await expect(facets).toContainText(`of ${loaded.toLocaleString('en-US')} loaded`)
  await expect.poll(count).toBe(loaded)
})

test('a click includes, the second button excludes, and the same again takes it back', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const facets = page.getByRole('complementary', { name: 'Facets' })
  await facets.getByRole('button', { name: /^Include only Result failure/ }).click()
  await expect.poll(() => explorer.address()).toContain('action_result=failure')
  await expect(
    facets.getByRole('button', { name: /^Include only Result failure/ }),
  ).toHaveAttribute('aria-pressed', 'true')
  await expect(facets.getByRole('button', { name: /^Include only Result success/ })).toBeHidden()
  await facets.getByRole('button', { name: /^Include only Result failure/ }).click()
  await expect.poll(() => explorer.address()).not.toContain('action_result')
  await facets.getByRole('button', { name: 'Exclude Result success' }).click()
  await expect.poll(() => explorer.address()).toContain('action_result.not=success')
})

test('which fields are counted is chosen and remembered; missing values are counted', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const facets = page.getByRole('complementary', { name: 'Facets' })
  await facets.getByRole('button', { name: 'Choose the fields to count' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Token name' }).click()
  await page.keyboard.press('Escape')
  const token = facets.getByRole('region', { name: 'Token name' })
  await expect(token).toContainText(/missing\s*\d/)
  // What was chosen comes into sight, although it stands last.
  await expect(token.getByText('missing')).toBeInViewport()
  await facets.getByRole('button', { name: 'Stop counting Actor email' }).click()
  await page.reload()
  await expect(token).toBeVisible()
  await expect(facets.getByRole('region', { name: 'Actor email' })).toBeHidden()
})

test('on a narrow screen facets lie behind a button', async ({ explorer, page }) => {
  await page.setViewportSize({ width: 420, height: 800 })
  await explorer.open()
  const facets = page.getByRole('complementary', { name: 'Facets' })
  await expect(facets).toBeHidden()
  await page.getByRole('button', { name: 'Facets', exact: true }).click()
  await expect(facets).toBeVisible()
  await facets.getByRole('button', { name: 'Close facets' }).click()
  await expect(facets).toBeHidden()
})
