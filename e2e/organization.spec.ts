/** The log of an organization: opened from the menu of logs, read, and followed to the history of an entry. */
import { startServer } from '../src/proxy/node.ts'
import { expect, now, test } from './fixtures.ts'
import { ExplorerPage } from './pages/explorer-page.ts'

test('the log of an organization is opened where its organizations are listed, and keeps the filters', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open()
  const { pathname } = new URL(page.url())
  await explorer.open(`${pathname}?range=14d&actor_ip_address=203.0.113.66`)
  await expect(explorer.rows.first()).toBeVisible()
  await page.getByRole('button', { name: /^Log:/ }).click()
  await page.getByRole('menuitem', { name: 'Organization audit log v2' }).click()
  await expect
    .poll(() => explorer.address())
    .toMatch(/^\/organizations\/[0-9a-f]{32}\/logs\/audit\?.*actor_ip_address=203\.0\.113\.66/)
  await expect(explorer.rows).toHaveCount(1)
  await expect(explorer.row(0)).toContainText('created organization member')
  const lists = gumshoe.asked.filter((url) => url.pathname.endsWith('/organizations'))
  expect(new Set(lists.map(({ search }) => search))).toEqual(new Set(['?page_size=50']))

  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Around' }).press('Enter')
  const history = explorer.drawer.getByRole('region', { name: 'Change history of the resource' })
  await history.getByRole('button').first().press('Enter')
  await expect(history).toContainText('This entry')
  const asked = gumshoe.asked.filter((url) => url.pathname.endsWith('/history'))
  expect(asked.at(-1)?.pathname).toMatch(/\/organizations\/[0-9a-f]{32}\/logs\/audit\//)

  await page.getByRole('combobox', { name: 'Organization: Acme Group' }).click()
  await page.getByRole('option', { name: /Acme Group Europe/ }).click()
  await expect(page.getByRole('combobox', { name: /Acme Group Europe/ })).toBeVisible()
})

test('a token without organizations is told what the log needs, and can still name one', async ({
  page,
  gumshoe,
}) => {
  const asked: string[] = []
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
    now: () => Date.parse(now),
    log: () => undefined,
    upstream: async (request) => {
      const { pathname } = new URL(request.url)
      asked.push(pathname)
      if (!pathname.endsWith('/organizations')) return gumshoe.emulator.fetch(request)
      return Response.json({ success: true, errors: [], result: [], result_info: {} })
    },
  })
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.open(`/#key=${server.launch?.key}`)
  await expect(explorer.rows.first()).toBeVisible()
  expect(explorer.address()).toMatch(/^\/accounts\/\w+\/logs\/audit/)
  await page.getByRole('button', { name: /^Log: / }).click()
  const item = page.getByRole('menuitem', { name: 'Organization audit log v2' })
  await expect(item).toContainText('no organization is known. It needs: An Enterprise organization')
  const countLists = () => asked.filter((path) => path.endsWith('/organizations')).length
  // The check of the credential lists them once, and so does the choice.
  await expect.poll(countLists).toBe(1)
  await item.click()
  await expect(page.getByLabel('Organization id')).toBeVisible()
  await expect(page.getByRole('region', { name: /credential can read/ })).toContainText(
    'Organization Super Administrators',
  )
  await expect(page.getByRole('link', { name: 'All logs' })).toHaveAttribute('href', '/timeline')
  await expect.poll(countLists).toBe(2)
  await server.close()
})
