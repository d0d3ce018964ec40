/** Malformed entries are in the list: complete, in order, and marked. */
import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

const time = '2026-11-21T11:00:00Z'
const action = { type: 'update', result: 'success', time }

test('entries without an id, and an id that comes with two contents, are shown and marked', async ({
  explorer,
  gumshoe,
}) => {
  const twin = { action, actor: { email: 'twin@example.com' } }
  const one = { id: 'e1', action, actor: { email: 'one@example.com' } }
  const other = { ...one, actor: { email: 'other@example.com' } }
  const whole = { id: 'e2', action, actor: { email: 'whole@example.com' } }
  serveEntries(gumshoe, [twin, twin, one, other, whole])
  await explorer.open()
  await expect(explorer.rows).toHaveCount(5)
  for (const index of [0, 1]) await expect(explorer.row(index)).toContainText('no id')
  for (const index of [2, 3]) await expect(explorer.row(index)).toContainText('id twice')
  await expect(explorer.row(4)).not.toContainText(/no id|id twice/)
  await expect(explorer.page.getByRole('contentinfo')).toContainText(
    '1 conflicting version; all are shown',
  )
  await explorer.row(1).click()
  await expect(explorer.drawer).toContainText('twin@example.com')
})

test('hostile and huge values in every column leave rows at their height and in their place', async ({
  explorer,
  gumshoe,
  page,
}) => {
  const rude = `\u202e<b onclick=alert(1)>${'z\u0301\u0301\u0301\u0301\u0301\u0301\u0301'.repeat(40)}\n\n\t\u0000`
  const huge = '<b>\u202e'.repeat(300_000)
  const fill = (value: string) => ({
    id: `${value}1`,
    action: { type: value, result: value, description: value, time },
    actor: { email: value, ip_address: value, context: value, type: value, token_name: value },
    resource: { product: value, type: value, id: value, scope: { a: value }, request: value },
    raw: { method: value, uri: value, status_code: value, cf_ray_id: value, user_agent: value },
    zone: { name: value, id: value },
    account: { name: value, id: value },
  })
  serveEntries(gumshoe, [fill(rude), fill(huge), { ...fill('plain'), id: 'plain' }])
  page.on('dialog', () => expect('a dialog').toBe('none'))
  await explorer.open()
  await expect(explorer.row(2)).toContainText('plain')
  await expect(explorer.row(0)).toContainText('⟦U+202E⟧')
  await expect(explorer.grid.locator('b, a, img, script')).toHaveCount(0)
  await expect(async () => {
    const boxes = await Promise.all([0, 1, 2].map((index) => explorer.row(index).boundingBox()))
    expect(boxes.map((box) => box?.height)).toEqual([24, 24, 24])
    expect(boxes.map((box) => (box?.y ?? 0) - (boxes[0]?.y ?? 0))).toEqual([0, 24, 48])
  }).toPass({ timeout: 10_000 })
  const texts = await explorer.rows.evaluateAll((rows) => rows.map((row) => row.textContent.length))
  expect(Math.max(...texts)).toBeLessThan(20_000)
})
