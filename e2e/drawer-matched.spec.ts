/** Values in bodies because of which a rule matches are marked where the body is shown. */
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

const filler = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`key ${n}`, n]))
const entry = {
  id: '5f0c1c1e-0000-4000-8000-000000000008',
  action: {
    description: 'Update Policy',
    result: 'success',
    time: '2026-11-21T11:00:00Z',
    type: 'update',
  },
  actor: { email: 'bypass@acme.example' },
  raw: { method: 'PUT', status_code: 200, uri: '/accounts/1/access/apps/2/policies/3' },
  resource: {
    product: 'access',
    request: {
      decision: 'bypass',
      ...filler,
      include: [{ email: { email: 'a@acme.example' } }, { everyone: {} }],
    },
  },
}
const open = 'Access policy lets everyone in without sign-in'
const bypass = 'Access policy set to bypass or service authentication'

test('the values of a request that rules matched are marked, with the rules’ titles', async ({
  explorer,
  gumshoe,
  page,
}) => {
  await makeColorsReadable(page)
  serveEntries(gumshoe, [JSON.stringify(entry)])
  await explorer.openWith('range=24h&text=bypass')
  await explorer.row(0).click()
  const { drawer } = explorer
  await drawer.getByRole('tab', { name: 'Request' }).click()
  const body = drawer.getByRole('tree', { name: 'Request body' })
  const marks = body.locator('mark[data-matched]')
  const decision = body.getByRole('treeitem').filter({ hasText: '"decision"' })
  await expect(decision.locator('mark[data-matched]')).toHaveText(
    new RegExp(`^matched by .*${bypass}.*: "bypass"$`),
  )
  // The text of the filter is marked inside of it, in another color.
  const found = decision.locator('mark[data-matched] mark[data-found]')
  await expect(found).toHaveText('bypass')
  const toColor = (node: Element) => getComputedStyle(node).backgroundColor
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const matchedColor = await marks.first().evaluate(toColor)
    expect(await found.evaluate(toColor)).not.toBe(matchedColor)
  }
  // A value that is not a match is not marked.
  await expect(
    body.getByRole('treeitem').filter({ hasText: '"key 3"' }).locator('mark'),
  ).toHaveCount(0)

  // The end of the body is reached with the button.
  const next = drawer.getByRole('button', { name: /^2 matched in request body/ })
  // The text of the filter has led to the first of the matches already.
  const everyone = body.getByRole('treeitem', { selected: true })
  await expect(everyone).toContainText('"decision"')
  await next.click()
  await expect(everyone.locator('mark[data-matched]')).toHaveText(`matched by ${open}: {}`)
  await expectAccessibleInBothThemes(page, 'section[aria-label="Entry"]')

  await drawer.getByRole('button', { name: 'Show request body as text' }).click()
  await expect(marks.filter({ hasText: '"bypass"' })).toHaveText(/^matched by .*: "bypass"$/)
  await drawer.getByRole('tab', { name: 'JSON' }).click()
  await expect(
    drawer.getByRole('tree', { name: 'Entry' }).locator('mark[data-matched]').first(),
  ).toBeVisible()
})

test('the pane scrolls to the value that a rule matched, by mouse and by keyboard', async ({
  explorer,
  gumshoe,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 560 })
  serveEntries(gumshoe, [JSON.stringify(entry)])
  await explorer.openWith('range=24h')
  await explorer.row(0).click()
  const { drawer } = explorer
  await drawer.getByRole('tab', { name: 'Request' }).click()
  const body = drawer.getByRole('tree', { name: 'Request body' })
  const current = body.getByRole('treeitem', { selected: true })
  const pane = drawer.getByRole('tabpanel')
  const scrollTo = (top: number) => pane.evaluate((node, y) => node.scrollTo(0, y), top)
  /** Whether the middle of the value can be clicked, which it cannot be below a header or outside of a pane. */
  const expectSeen = async (mark: typeof current) => {
    await expect(mark).toBeInViewport({ ratio: 1 })
    await expect
      .poll(() =>
        mark.evaluate((node) => {
          const { left, top, width, height } = node.getBoundingClientRect()
          return node.contains(document.elementFromPoint(left + width / 2, top + height / 2))
        }),
      )
      .toBe(true)
  }

  const next = drawer.getByRole('button', { name: /^2 matched in request body/ })
  await next.click()
  await expect(current).toContainText('"decision"')
  await expectSeen(current.locator('mark[data-matched]'))
  await scrollTo(0)
  await next.press('Enter')
  await expect(current).toContainText('"everyone"')
  await expectSeen(current.locator('mark[data-matched]'))

  // From the end of the body back to its beginning.
  await scrollTo(10_000)
  await next.press('Space')
  await expect(current).toContainText('"decision"')
  await expectSeen(current.locator('mark[data-matched]'))

  // A line that is the current one already, but was scrolled away.
  await drawer.getByRole('searchbox', { name: 'Search in request body' }).fill('key 119')
  await expect(current).toContainText('"key 119"')
  await scrollTo(0)
  await page.keyboard.press('Enter')
  await expectSeen(current.locator('mark[data-found]'))

  await scrollTo(0)
  await body.focus()
  await page.keyboard.press('End')
  await expect(current).toHaveText(/^\s*\}/)
  await expectSeen(current)
  await page.keyboard.press('Home')
  await expectSeen(current)
})
