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
  await expect(facets.getByRole('heading', { name: /^Of [\d,]+ loaded/ })).toBeVisible()
  await expect.poll(count).toBe(await explorer.settledCount())
  await explorer.scrollToEnd()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(1_000)
  const loaded = await explorer.settledCount()
  await expect(facets).toContainText(`Of ${loaded.toLocaleString('en-US')} loaded`)
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

test('which fields are counted is chosen and remembered; what is null or not recorded is counted', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const facets = page.getByRole('complementary', { name: 'Facets' })
  await facets.getByRole('button', { name: 'Choose facets' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Token name' }).click()
  await page.keyboard.press('Escape')
  const token = facets.getByRole('region', { name: 'Token name' })
  await expect(token).toContainText(/(null|not recorded)\s*\d/)
  // The chosen value scrolls into view, although it is the last one.
  await expect(token.getByText(/^(null|not recorded)/).last()).toBeInViewport()
  await facets.getByRole('button', { name: 'Remove facet Actor email' }).click()
  await expect(facets.getByRole('region', { name: 'Actor email' })).toBeHidden()
  await page.reload()
  await expect(token).toBeVisible()
  await expect(facets.getByRole('region', { name: 'Actor email' })).toBeHidden()
})

test('values that are not listed are found by a text, and the order is remembered', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d')
  const emails = page.getByRole('region', { name: 'Actor email', exact: true })
  const values = emails.getByRole('button', { name: /^Include only/ })
  await expect(values).toHaveCount(5)
  const listed = await values.allInnerTexts()
  await emails.getByRole('button', { name: /^and [\d,]+ more of Actor email/ }).click()
  await expect.poll(() => values.count()).toBeGreaterThan(5)
  const last = (await values.last().innerText()).split('\n')[0] ?? ''
  expect(listed.join()).not.toContain(last)
  await emails.getByRole('button', { name: 'Show fewer of Actor email' }).click()
  await expect(values).toHaveCount(5)

  const box = emails.getByRole('searchbox', { name: 'Filter the values of Actor email' })
  await box.fill(last.toUpperCase())
  await expect(values).toHaveCount(1)
  await expect(values).toContainText(last)
  await box.fill('no such value')
  await expect(emails).toContainText('No value contains “no such value”')
  await box.press('Escape')
  await expect(box).toHaveValue('')
  await expect(values).toHaveCount(5)

  const counts = async () =>
    (await values.allInnerTexts()).map((text) => Number(text.split('\n').at(-1)))
  expect(await counts()).toEqual((await counts()).toSorted((a, b) => b - a))
  const most = (await counts())[0] ?? 0
  await page.getByRole('button', { name: 'Rare values first' }).click()
  await expect.poll(async () => (await counts())[0]).toBeLessThan(most)
  expect(await counts()).toEqual((await counts()).toSorted((a, b) => a - b))
  await page.reload()
  await expect(page.getByRole('button', { name: 'Rare values first' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect.poll(async () => (await counts())[0]).toBeLessThan(most)
})

test('a facet is one tab stop: arrows move, Enter includes, x excludes, and the focus stays', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const result = page.getByRole('region', { name: 'Result', exact: true })
  const success = result.getByRole('button', { name: /^Include only Result success, [\d,]+/ })
  const failure = result.getByRole('button', { name: /^Include only Result failure, [\d,]+/ })
  await success.focus()
  await page.keyboard.press('ArrowDown')
  await expect(failure).toBeFocused()
  await page.keyboard.press('Home')
  await expect(success).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(result.getByRole('button', { name: /^Exclude Result success/ })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect
    .poll(() => result.evaluate((part) => part.contains(document.activeElement)))
    .toBe(false)

  await failure.focus()
  await page.keyboard.press('.')
  await expect(page.getByRole('menuitem', { name: 'Exclude' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await failure.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('action_result=failure')
  await expect(failure).toHaveAttribute('aria-pressed', 'true')
  await expect(failure).toBeFocused()
  await page.keyboard.press('x')
  await expect.poll(() => explorer.address()).toContain('action_result.not=failure')
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

test('Back shows no counts of the other search, in facets and histogram', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('since=2026-11-20T00:00:00Z&before=2026-11-20T06:00:00Z')
  const facets = page.getByRole('complementary', { name: 'Facets' })
  const heading = facets.getByRole('heading').first()
  const emails = facets.getByRole('region', { name: 'Actor email', exact: true }).getByRole('list')
  const buckets = page.getByRole('region', { name: 'Buckets' })
  const asTable = page.getByRole('button', { name: 'Show as table' })
  const look = async () => ({
    heading: await heading.innerText(),
    emails: await emails.innerText(),
    buckets: await buckets.innerText(),
  })
  /** The worker counts the values and the buckets a moment after the heading says of how many. */
  const lookAtCounted = async () => {
    await expect(emails.getByRole('listitem').first()).toBeVisible()
    await expect(buckets).toContainText(/\d/)
    return look()
  }
  await explorer.settledCount()
  await asTable.click()
  const first = await lookAtCounted()
  await facets.getByRole('button', { name: /^Include only Result failure/ }).press('Enter')
  await expect(heading).not.toHaveText(first.heading)
  await asTable.click()
  await expect.poll(async () => (await lookAtCounted()).emails).not.toBe(first.emails)
  await expect.poll(async () => (await look()).buckets).not.toBe(first.buckets)

  // Everything that is drawn on the way back, be it for a moment only.
  await page.evaluate(() => {
    const drawn: Record<string, string>[] = []
    Object.assign(window, { drawn })
    const read = (selector: string) => document.querySelector<HTMLElement>(selector)?.innerText
    new MutationObserver(() => {
      drawn.push({
        heading: read('[aria-label="Facets"] h2') ?? '',
        emails: read('[aria-label="Actor email"] ul') ?? '',
        buckets: read('[aria-label="Buckets"]') ?? '',
      })
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  await page.goBack()
  await expect(heading).toHaveText(first.heading)
  await expect.poll(look).toEqual(first)
  const drawn = await page.evaluate(() => (window as unknown as { drawn: (typeof first)[] }).drawn)
  const back = drawn.filter((each) => each.heading === first.heading)
  expect(back.length).toBeGreaterThan(0)
  for (const each of back) {
    expect(['', first.emails]).toContain(each.emails)
    expect(['', first.buckets]).toContain(each.buckets)
  }
})
