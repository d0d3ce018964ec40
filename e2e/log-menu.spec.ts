import type { Page } from '@playwright/test'
import { datasets } from '../src/catalog/index.ts'
import { startServer } from '../src/proxy/node.ts'
import { expectAccessible, makeColorsReadable } from './expect-accessible.ts'
import { expect, now, test } from './fixtures.ts'
import { ExplorerPage } from './pages/explorer-page.ts'

const items = (page: Page) => page.getByRole('menuitem')
const openMenu = (page: Page) => page.getByRole('button', { name: /^Log: / }).click()

test('the menu of logs says what the credential lacks, also when its check ends after the page opened', async ({
  page,
  gumshoe,
}) => {
  let isChecked: () => void = () => undefined
  const check = new Promise<void>((resolve) => {
    isChecked = resolve
  })
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
    now: () => Date.parse(now),
    log: () => undefined,
    upstream: async (request) => {
      if (request.url.endsWith('/tokens/verify')) await check
      if (!request.url.includes('/user/audit_logs')) return gumshoe.emulator.fetch(request)
      const errors = [{ code: 10000, message: 'Authentication error' }]
      return Response.json({ success: false, errors, result: null }, { status: 403 })
    },
  })
  await makeColorsReadable(page)
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.open(`/#key=${server.launch?.key}`)
  // The clock of the tests stands still, this computer's does not (107).
  await expect(page.getByRole('contentinfo')).toContainText(
    /This computer’s clock is \d+ min (behind|ahead of) the proxy’s, which is used/,
  )
  await expectAccessible(page)
  await openMenu(page)
  // The first one is the timeline over all logs.
  await expect(items(page)).toHaveCount(datasets.length + 1)
  await expect(items(page).filter({ hasText: 'User audit log v1' })).not.toBeDisabled()
  isChecked()
  const user = items(page).filter({ hasText: 'User audit log v1' })
  await expect(user).toBeDisabled({ timeout: 30_000 })
  await expect(items(page).first()).toContainText(
    'Does not include User v1. See the reasons below.',
  )
  await expect(user).toContainText('The credential may not read it (code 10000). It needs: ')
  await expect(items(page).filter({ hasText: 'Account audit log v2' })).not.toBeDisabled()
  await expectAccessible(page, '[role="menu"]')
  await server.close()
})
