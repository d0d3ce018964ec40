/** On a narrow page every entry is a card: its sentence, then time, address and a failure. */
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

const time = '2026-11-21T11:00:00.123Z'
const toEntry = (id: string, result: string, name = 'www.acme.example') => ({
  id,
  action: { description: 'Update DNS Record', type: 'update', result, time },
  actor: { email: 'ann@acme.example', ip_address: '2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff' },
  resource: { id: 'r1', request: { name } },
})

for (const width of [320, 420, 699]) {
  test(`at ${width} pixels rows are cards, and nothing scrolls sideways`, async ({
    explorer,
    gumshoe,
    page,
  }) => {
    await makeColorsReadable(page)
    await page.setViewportSize({ width, height: 900 })
    const long = 'a-very-long-name-of-a-record-that-needs-more-than-two-lines'.repeat(4)
    const many = Array.from({ length: 80 }, (_, i) => toEntry(`o${i}`, 'success'))
    serveEntries(gumshoe, [toEntry('e1', 'failure', long), ...many])
    await explorer.openWith('range=24h')
    /** Left edge, height and distance to the card before, of the first cards. */
    const readBoxes = () =>
      explorer.grid.evaluate((grid) => {
        const [before, ...boxes] = [2, 3, 4].map((index) =>
          grid.querySelector(`[role="row"][aria-rowindex="${index}"]`)?.getBoundingClientRect(),
        )
        let y = (before?.y ?? 0) - (before?.height ?? 0)
        return [before, ...boxes].map((box) => {
          const below = (box?.y ?? 0) - y
          y = box?.y ?? 0
          return [box?.x, box?.height, below]
        })
      })
    await expect.poll(readBoxes).toEqual(Array.from({ length: 3 }, () => [0, 74, 74]))
    const failed = explorer.row(0).getByRole('gridcell')
    await expect(failed.nth(0)).toContainText('ann@acme.example tried to update DNS record')
    await expect(failed.nth(1)).toHaveText('11-21 11:00:00.123')
    await expect(failed.nth(3)).toHaveText('failure')
    await expect(explorer.row(1).getByRole('gridcell').nth(3)).toHaveText('')
    // Everything but the end of long values is inside of its card.
    const countOutside = () =>
      explorer.row(0).evaluate((row) => {
        const card = row.getBoundingClientRect()
        return [...row.querySelectorAll('[role=gridcell]')].filter((cell) => {
          const box = cell.getBoundingClientRect()
          return box.top < card.top || box.bottom > card.bottom || box.right > card.right
        }).length
      })
    await expect.poll(countOutside).toBe(0)
    await expect.poll(() => explorer.scrollsSideways()).toBe(false)
    await expectAccessibleInBothThemes(page, '[role=grid]')
  })
}

test.describe('a card', () => {
  test.use({ viewport: { width: 420, height: 900 } })

  test('is moved to, selected and opened by keyboard, far down the list as well', async ({
    explorer,
    page,
  }) => {
    await explorer.openWith('range=30d')
    await explorer.grid.focus()
    await page.keyboard.press('j')
    await page.keyboard.press('Space')
    await expect(explorer.row(1)).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('End')
    await expect(explorer.grid).toHaveAttribute('aria-activedescendant', /row-\d\d+/)
    const current = await explorer.grid.getAttribute('aria-activedescendant')
    await expect(page.locator(`#${current}`)).toBeInViewport()
    await page.keyboard.press('Home')
    await expect(explorer.grid.getByRole('columnheader')).toHaveText([
      ...['Summary', 'Time (UTC)', 'IP address', 'Result'],
    ])
    await page.keyboard.press('Enter')
    await expect(explorer.drawer).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(explorer.drawer).toBeHidden()
    await expect(explorer.grid).toBeFocused()
    await expect(page.getByRole('button', { name: 'Columns', exact: true })).toBeHidden()
  })

  test('becomes a line when the page gets wider, at the same row', async ({ explorer, page }) => {
    await explorer.openWith('range=30d')
    await explorer.grid.evaluate((grid) => grid.parentElement?.scrollTo({ top: 74 * 20 }))
    const top = () => explorer.row(20).boundingBox()
    await expect.poll(async () => (await top())?.height).toBe(74)
    await page.setViewportSize({ width: 1280, height: 900 })
    await expect.poll(async () => (await top())?.height).toBe(24)
    await expect(explorer.row(20)).toBeInViewport()
    await expect(explorer.row(17)).not.toBeInViewport()
  })
})
