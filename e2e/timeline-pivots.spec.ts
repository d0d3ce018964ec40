import { expect, test } from './fixtures.ts'

/** The logs in the address. */
const listLogs = (address: string) =>
  new URL(address, 'https://x.example').searchParams.getAll('in')

test('everything from the address of an entry, in all logs, takes two gestures', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d&action_type.not=view')
  const cell = (await explorer.cells('IP address')).first()
  const address = (await cell.innerText()).trim()
  await cell.click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Everything from this address, in all logs/ }).click()
  await expect.poll(() => explorer.address()).toContain(`&address=${address}`)
  expect(explorer.address()).toMatch(/^\/timeline\?in=accounts\//)
  expect(explorer.address()).toContain('range=7d')
  expect(explorer.address()).not.toContain('action_type')
  const logs = listLogs(explorer.address())
  expect(logs.filter((log) => log.includes('/scim/updates?idp_id='))).toHaveLength(1)
  expect(logs.filter((log) => log.startsWith('organizations/'))).toHaveLength(2)
  expect(logs).toHaveLength(8)
  await expect(explorer.rows.first()).toBeVisible()
})

test('a key asks all logs the same and comes back to the log of the open entry', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d&action_result=failure&resource_scope=accounts')
  await explorer.rows.first().click()
  await expect(explorer.drawer).toBeVisible()
  const entry = new URL(page.url()).searchParams.get('entry')
  await page.keyboard.press('a')
  await expect.poll(() => explorer.address()).toContain('/timeline?')
  expect(explorer.address()).toContain('outcome=failure')
  await expect(page.getByText('only entries that have this field can match')).toBeVisible()
  expect(new URL(page.url()).searchParams.get('entry')).toMatch(`${entry}@accounts/`)
  await expect(explorer.drawer).toBeVisible()
  await expect(page.getByText('From Account audit log v2')).toBeVisible()

  await page.getByRole('button', { name: 'Open this log alone' }).click()
  await expect.poll(() => explorer.address()).toContain('/logs/audit?')
  expect(explorer.address()).toContain('action_result=failure')
  expect(new URL(page.url()).searchParams.get('entry')).toBe(entry)
})

test('in a timeline, a value of the open entry becomes a filter by its role', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d')
  await explorer.rows.first().click()
  await expect(explorer.drawer).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByText('From Account audit log v2')).toBeVisible()
  const logs = listLogs(explorer.address())
  await explorer.drawer.getByRole('button', { name: /^Exclude actor email/ }).click()
  await expect.poll(() => explorer.address()).toContain('&actor.not=')
  expect(listLogs(explorer.address())).toEqual(logs)
})

test('all logs around an entry are one button away, and the entry stays open', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d&action_type=delete')
  await explorer.rows.first().click()
  await page.getByRole('tab', { name: /Around/ }).click()
  await page.getByRole('button', { name: '± 5 minutes of all logs' }).click()
  await expect.poll(() => explorer.address()).toMatch(/^\/timeline\?in=.*since=.*before=.*entry=/)
  expect(explorer.address()).not.toContain('verb')
  await expect(page.getByText('From Account audit log v2')).toBeVisible()
  await expect(page.getByText('This entry is not among those loaded')).toBeHidden()
})

test('the same from a timeline stays in its logs', async ({ explorer, page }) => {
  await explorer.openWith('range=7d&action_type=delete')
  await explorer.rows.first().click()
  await expect(explorer.drawer).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByText('From Account audit log v2')).toBeVisible()
  const logs = listLogs(explorer.address())
  await page.getByRole('tab', { name: /Around/ }).click()
  await page.getByRole('button', { name: '± 5 minutes of these logs' }).click()
  await expect.poll(() => explorer.address()).toMatch(/^\/timeline\?in=.*since=.*before=.*entry=/)
  expect(listLogs(explorer.address())).toEqual(logs)
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await expect(page.getByText('This entry is not among those loaded')).toBeHidden()
})

test('a search that finds nothing offers all logs, which say one by one why', async ({
  explorer,
  page,
}) => {
  await explorer.ask('range=7d&actor_token_id=unheard-of')
  await page.getByRole('button', { name: 'Search all logs for the same' }).click()
  const answers = page.getByRole('list', { name: 'What each log answered' })
  await expect(answers.getByRole('listitem')).toHaveCount(7)
  await expect(answers).toContainText(/Organization audit log v2 · [^:]+: nothing found/)
  await expect(answers).toContainText('Account audit log v2 · Acme Corp: nothing found')
  await expect(answers).toContainText(
    'Account audit log v1 · Acme Corp: cannot contain this: it does not record credential id',
  )
})

test('the menu of a row in a timeline opens its log alone', async ({ explorer, page }) => {
  await explorer.openWith('range=7d&action_result=failure')
  await explorer.grid.focus()
  await page.keyboard.press('a')
  await expect.poll(() => explorer.address()).toContain('/timeline?')
  // The list before it has rows with this word, too.
  const chips = page.getByRole('region', { name: 'Logs of this timeline' })
  await expect(chips.getByRole('button', { name: /^Account v2: [\d,]+ loaded/ })).toBeVisible()
  await explorer.settledCount()
  await explorer.waitForTexts()
  const row = explorer.rows.filter({ hasText: 'access' }).first()
  await row.getByRole('gridcell').nth(1).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Open this log alone' }).click()
  await expect.poll(() => explorer.address()).toContain('/access/logs/access_requests?')
  await expect(page.getByText('“Result is failure” is applied to loaded entries')).toBeVisible()
})
