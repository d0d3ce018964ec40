import { expect, findPageProblems, test, watchPage } from './fixtures.ts'
import { ExplorerPage, firstLog } from './pages/explorer-page.ts'

test('a link opens in a second browser with the same entries', async ({
  explorer,
  browser,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  // What rules find is drawn into the rows.
  const findings = { name: /^Findings \d/ }
  await explorer.openWith('range=2h&actor_context=api_token')
  await expect(explorer.page.getByRole('button', findings)).toBeVisible()
  await expect(explorer.status).toContainText(/Complete|not loaded/)
  const texts = await explorer.row(0).innerText()
  const status = await explorer.status.innerText()
  const link = await explorer.copyLink()
  expect(link).toMatch(/since=2026-11-21T10:00:\d\d\.\d{3}Z&before=2026-11-21T12:00/)
  expect(link).toContain('actor_context=api_token')

  const other = await (await browser.newContext()).newPage()
  await watchPage(other)
  const colleague = new ExplorerPage(other, '')
  await colleague.open(link)
  await expect(other.getByRole('button', findings)).toBeVisible()
  await expect.poll(() => colleague.row(0).innerText()).toBe(texts)
  await expect(colleague.status).toHaveText(status)
  expect(findPageProblems(other)).toEqual([])
  await other.close()
})

test('the question can be copied as curl, and as a link that stays relative', async ({
  explorer,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await explorer.openWith('range=24h&actor_context.not=dash')
  const copy = async (name: string) => {
    await page.getByRole('button', { name: 'Share' }).click()
    await page.evaluate(() => navigator.clipboard.writeText('(nothing copied)'))
    await page.getByRole('menuitem', { name }).click()
    const read = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(read).not.toBe('(nothing copied)')
    return read()
  }
  expect(await copy('Link that stays relative')).toBe(page.url())
  expect(await copy('curl, asking Cloudflare')).toMatch(
    /^curl -H "Authorization: Bearer \$CLOUDFLARE_API_TOKEN" 'https:.*actor_context\.not=dash&limit=1000'$/,
  )
  const own = await copy('curl, asking this Gumshoe')
  const answer = await page.request.get(/'(http[^']+)'$/.exec(own)?.[1] ?? '', {
    headers: { 'x-gumshoe': '1' },
  })
  expect((await answer.json()).result.length).toBeGreaterThan(5)
})

test('the question can be copied as a program and as text; what the API cannot do is named', async ({
  explorer,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await explorer.openWith('range=24h&action_type.not=view&local.has=/raw/method=P')
  const copy = async (name: string) => {
    await page.getByRole('button', { name: 'Share' }).click()
    await page.getByRole('menuitem', { name }).click()
    await expect(page.getByText(`Copied: ${name}`)).toBeVisible()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  const typescript = await copy('TypeScript, with Cloudflare’s SDK')
  expect(typescript).toContain('await client.accounts.logs.audit.list({ account_id: "')
  expect(typescript).toContain('// Not asked of the API: local:/raw/method:P')
  const python = await copy('Python, with Cloudflare’s SDK')
  expect(python).toContain('"action_type.not": "view"')
  expect(await copy('Text for the search bar')).toBe(
    'range:24h direction:desc -action_type:view local:/raw/method:P',
  )
  expect(await copy('curl, asking Cloudflare')).toMatch(/^: 'Not asked of the API: .*'\ncurl /)
})

test('a link to one entry opens its drawer, also when the search has not loaded it', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d&direction=asc')
  await explorer.row(0).click()
  const headline = await explorer.drawer.getByRole('heading').first().innerText()
  const reference = new URL(page.url()).searchParams.get('entry') ?? ''
  await page.goto(page.url().replace('direction=asc', 'direction=desc'))
  await expect(explorer.drawer.getByRole('heading').first()).toHaveText(headline)
  expect(new URL(page.url()).searchParams.get('entry')).toBe(reference)
})

test('a link to an entry of the first page asks for nothing besides that page', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('range=30d')
  await explorer.row(3).click()
  await expect(explorer.drawer).toBeVisible()
  for (let round = 0; round < 4; round++) {
    const asked = gumshoe.asked.length
    await page.reload()
    await expect(explorer.drawer.getByRole('heading').first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Add filter' })).toBeVisible()
    const alone = gumshoe.asked.slice(asked).filter(({ searchParams }) => searchParams.has('id'))
    expect(alone).toEqual([])
  }
})

test('Back and Forward walk through the questions, and reload keeps the one asked', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const first = explorer.address()
  await page.getByRole('button', { name: 'Newest first' }).click()
  await expect.poll(() => explorer.address()).toContain('direction=asc')
  await expect(explorer.row(2)).toContainText(/11-20 \d\d:\d\d/)
  await explorer.row(2).click()
  await expect(explorer.drawer).toBeVisible()
  await page.reload()
  await expect(explorer.drawer).toBeVisible()
  await page.goBack()
  await expect(explorer.drawer).toBeHidden()
  await expect.poll(() => explorer.address()).toContain('direction=asc')
  await page.goBack()
  await expect.poll(() => explorer.address()).toBe(first)
  await page.goForward()
  await expect.poll(() => explorer.address()).toContain('direction=asc')
})

test('a link without time gets the last day written in', async ({ explorer }) => {
  await explorer.openWith('actor_context=dash')
  await expect.poll(() => explorer.address()).toBe(`${firstLog}?actor_context=dash&range=24h`)
})

test('a damaged link opens with what could be understood and names what could not', async ({
  explorer,
  page,
}) => {
  const search = 'range=24h&actor_context=dash&action_type=explode&zone=x&limit=5&raw_uri=%ff'
  await explorer.openWith(`${search}&off=toast=1&off=zone_id=z&local.has=agent=x&local.not=/a=b`)
  const notice = page.getByRole('region', { name: 'Parts of this link are invalid' })
  await expect(notice).toContainText('explode')
  await expect(notice).toContainText('Use one of create, delete')
  await expect(notice).toContainText('“zone” is not a parameter')
  await expect(notice).toContainText('“limit” belongs to one request')
  await expect(notice).toContainText('raw_uri=%ff')
  await expect(notice).toContainText('“toast” is not a parameter')
  await expect(notice).toContainText('“agent” is not a place')
  await notice.getByRole('button', { name: 'Remove the invalid parts' }).click()
  await expect
    .poll(() => explorer.address())
    .toBe(`${firstLog}?range=24h&actor_context=dash&off=zone_id=z&local.not=/a=b`)
  await expect(notice).toBeHidden()
})

test('an address that names no log says so, and leads back', async ({
  explorer,
  page,
  gumshoe,
}) => {
  for (const path of ['/accounts/abc/logs/audit', '/foo', '/user/audit_logs/']) {
    const response = await page.goto(gumshoe.origin + path)
    expect(response?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  }
  await page.getByRole('link', { name: 'Open the last log' }).click()
  await expect(explorer.rows.first()).toBeVisible()
})
