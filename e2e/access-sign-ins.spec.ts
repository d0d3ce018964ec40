/** The sign-in log of Access: a log without entry ids and pages, whose API either includes or excludes by one value. */
import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'

const log = `/accounts/${firstAccountId}/access/logs/access_requests`
const victim = 'dana.whitfield@acme.example'
const twins = /^sha256-([0-9a-f]{32})-([12])@/

test('twins have links of their own, and a link finds its twin without the search', async ({
  explorer,
  page,
}) => {
  await explorer.open(`${log}?range=14d&email=${victim}&local.has=/ip_address=203.0.113.66`)
  await expect(explorer.rows).toHaveCount(4)
  const names: string[] = []
  for (const index of [2, 3]) {
    await explorer.row(index).click()
    names.push(await explorer.openedEntry(names.at(-1)))
    await expect(explorer.drawer).toContainText(`${victim} was refused at Grafana`)
    expect(names.at(-1)).toMatch(twins)
  }
  const [first, second] = names.map((name) => twins.exec(name))
  expect([first?.[1], first?.[2], second?.[2]]).toEqual([second?.[1], '1', '2'])
  await explorer.open(`${log}?range=1d&entry=${names[1]}`)
  await expect(explorer.drawer).toContainText(`${victim} was refused at Grafana`)
  await expect(explorer.drawer).not.toContainText('and failed')
  await expect(page.getByText('This entry is not among those loaded for this query.')).toBeVisible()
})

test('an exclude beside an include is applied to loaded entries, and says so', async ({
  explorer,
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/client/v4/')) asked.push(request.url())
  })
  await explorer.open(`${log}?range=14d&email=${victim}&email.not=marcus.webb@acme.example`)
  const name = 'User email is not marcus.webb@acme.example (local)'
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible()
  const requests = asked.filter((url) => url.includes('access_requests'))
  expect(requests.length).toBeGreaterThan(0)
  for (const url of requests) {
    const { searchParams } = new URL(url)
    expect(searchParams.getAll('email')).toEqual([victim])
    expect(searchParams.get('emailOp')).toBe('eq')
  }
})

test('a second with more entries than one answer holds is read whole', async ({
  explorer,
  page,
}) => {
  await explorer.open(`${log}?since=2026-11-13T11:59:59Z&before=2026-11-13T12:00:02Z`)
  await page.getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('1,100 loaded · Complete')
})
