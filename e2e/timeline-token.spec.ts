/** Everything that one token did: from an entry of one log to all logs of all accounts. */
import type { Page } from '@playwright/test'
import { readPath } from '../src/catalog/fields.ts'
import { storyFacts } from '../src/emulator/data/story/story.ts'
import { expect, test } from './fixtures.ts'

/** Counts each press of a pointer or a key from now on; the returned function reads the count. */
async function countGestures(page: Page): Promise<() => Promise<number>> {
  const count = await page.evaluateHandle(() => {
    const seen = { gestures: 0 }
    for (const type of ['pointerdown', 'keydown']) {
      addEventListener(type, () => seen.gestures++, { capture: true })
    }
    return seen
  })
  return () => count.evaluate(({ gestures }) => gestures)
}

test('what a token did in all accounts is three gestures from an entry of the story', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const { tokenId, tokenIp, tokenName, labs } = storyFacts
  await explorer.openWith(`range=14d&actor_ip_address=${tokenIp}`)
  // What rules find is drawn into row and drawer, which would move the menu under the pointer.
  await expect(page.getByRole('button', { name: /^Findings \d/ })).toBeVisible()
  const gestures = await countGestures(page)
  await explorer.row(0).click()
  await explorer.drawer.getByText(tokenId).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Everything by this token, in all 3 accounts' }).click()
  await expect(page).toHaveURL(/\/timeline\?/)
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
  expect(await gestures()).toBeLessThanOrEqual(3)

  const address = new URL(page.url())
  expect(address.pathname).toBe('/timeline')
  expect(address.searchParams.get('credential_id')).toBe(tokenId)
  const accounts = address.searchParams
    .getAll('in')
    .flatMap((log) => /^accounts\/(\w+)\/logs\/audit$/.exec(log)?.[1] ?? [])
  expect(accounts).toHaveLength(3)
  const there = accounts.map((id) =>
    gumshoe.emulator
      .entries('account-audit-logs-v2', { kind: 'account', id })
      .filter((entry) => readPath(entry, 'actor.token_id') === tokenId),
  )
  expect(there.map(({ length }) => length)).toEqual([10, 3, 0])
  await expect(explorer.status).toHaveText('13 loaded · Complete')
  await expect(explorer.rows).toHaveCount(13)
  await expect(explorer.drawer).toContainText(tokenName)
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect(explorer.rows.filter({ hasText: labs.account })).toHaveCount(3)
  await expect(explorer.rows.filter({ hasText: labs.recordName }).first()).toContainText('v2')

  // v1, for example, records no credentials: it is not asked, and each place that lists the logs says so.
  await page.getByRole('button', { name: /^\d+ logs, \d+ not asked$/ }).click()
  const logs = page.getByRole('dialog', { name: 'The logs of this timeline' })
  const notAsked = logs.getByRole('row').filter({ hasText: 'not asked' })
  await expect(notAsked.filter({ hasText: 'Account audit log v1' })).toHaveCount(3)
  for (const row of await notAsked.all()) {
    await expect(row).toContainText('It does not record credential id.')
  }
  const inAll = address.searchParams.getAll('in').length
  // Audit log v2 of three accounts and of two organizations records them.
  await expect(notAsked).toHaveCount(inAll - 5)
  expect(
    gumshoe.asked.filter(({ pathname }) => /\/audit_logs|access_requests/.test(pathname)),
  ).toEqual([])
})
