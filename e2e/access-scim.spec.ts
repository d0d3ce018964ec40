/** The SCIM log of Access: the page asks for the identity provider, and requests nothing before it is known. */
import { askEmulator } from '../src/emulator/testing/ask-emulator.ts'
import { expectAccessible } from './expect-accessible.ts'
import { expect, type Gumshoe, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'

const path = `/accounts/${firstAccountId}/access/logs/scim/updates`
const listLogs = ({ asked }: Gumshoe) =>
  asked.filter(({ pathname }) => pathname.endsWith('/scim/updates'))

test('the identity provider is asked for by name, and the log is read for the chosen one', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.goto(`${gumshoe.origin}${path}?range=14d&status=FAILURE`)
  const pane = page.getByRole('region', { name: 'Choose the identity provider' })
  await expect(pane.getByRole('button', { name: /^Okta okta SCIM is on/ })).toBeVisible()
  await expect(pane.getByRole('button', { name: /^One-time PIN .*SCIM is off/ })).toBeVisible()
  await expect(explorer.status).toHaveText('Nothing asked yet: the identity provider is missing')
  // Nothing is asked, so nothing is loading.
  await expect(page.getByText('Loading the first entries…')).toHaveCount(0)
  await expect(page.getByRole('toolbar', { name: 'View' })).toHaveCount(0)
  await expectAccessible(page)
  expect(listLogs(gumshoe)).toEqual([])

  await pane.getByRole('button', { name: /^Okta/ }).click()
  await explorer.rows.first().waitFor()
  expect(explorer.address()).toMatch(/\?range=14d&idp_id=[0-9a-f-]{36}&status=FAILURE$/)
  await expect(page.getByText('Identity provider is Okta')).toBeVisible()
  const [first] = listLogs(gumshoe)
  expect(first?.searchParams.getAll('idp_id')).toHaveLength(1)
  expect(first?.searchParams.get('limit')).toBe(first?.searchParams.get('per_page'))

  await page.goBack()
  await pane.getByRole('button', { name: 'All 3 identity providers' }).click()
  await explorer.rows.first().waitFor()
  expect(listLogs(gumshoe).at(-1)?.searchParams.getAll('idp_id')).toHaveLength(3)
})

test('the only identity provider with SCIM is chosen visibly, and Back does not choose again', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const { body } = await askEmulator(gumshoe.emulator, '/accounts')
  const labs = body.result.find(({ name }) => name === 'Acme Labs')?.id
  await explorer.open()
  const before = explorer.address()
  await page.goto(`${gumshoe.origin}/accounts/${labs}/access/logs/scim/updates?range=14d`)
  await explorer.rows.first().waitFor()
  expect(explorer.address()).toMatch(/idp_id=/)
  await expect(
    page.getByText('This log is read for Okta, the only identity provider where SCIM is on.'),
  ).toBeVisible()
  await page.goBack()
  await expect.poll(() => explorer.address()).toBe(before)
})

test('a list that is refused says which permission is missing, and an id can be pasted', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const list = `/accounts/${firstAccountId}/access/identity_providers`
  const { body } = await askEmulator(gumshoe.emulator, list)
  gumshoe.emulator.faults.when(
    ({ url }) => url.includes('/identity_providers'),
    () =>
      Response.json(
        {
          success: false,
          errors: [{ code: 10000, message: 'Authentication error' }],
          result: null,
        },
        { status: 403 },
      ),
  )
  await page.goto(`${gumshoe.origin}${path}?range=14d`)
  await expect(page.getByRole('alert')).toContainText(
    'It needs: Access: Organizations, Identity Providers, and Groups Read.',
  )
  await page.getByLabel('Or paste an id').fill(String(body.result[0]?.id))
  await page.getByRole('button', { name: 'Read its log' }).click()
  await explorer.rows.first().waitFor()
  expect(listLogs(gumshoe)).toHaveLength(1)
})

test('an entry is opened from a link, and around it only its provider is asked', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.goto(`${gumshoe.origin}${path}?range=14d&resource_group_name=platform-admins`)
  await page.getByRole('button', { name: /^Okta/ }).click()
  await explorer.rows.first().waitFor()
  await explorer.row(0).click()
  await expect(explorer.drawer).toContainText(
    /Identity provider Okta.* (added|removed|deleted|tried)/,
  )
  await page.reload()
  await expect(explorer.drawer).toContainText('platform-admins')
  await explorer.drawer.getByRole('tab', { name: 'Around' }).press('Enter')
  const same = explorer.drawer.getByRole('region', { name: 'Same resource' })
  await same.getByRole('button').first().press('Enter')
  await expect(same).toContainText(/platform-admins/)
  const around = () =>
    listLogs(gumshoe).filter(({ searchParams }) => searchParams.has('cf_resource_id'))
  await expect.poll(() => around().length).toBeGreaterThan(0)
  expect(around().at(-1)?.searchParams.getAll('idp_id')).toHaveLength(1)
})
