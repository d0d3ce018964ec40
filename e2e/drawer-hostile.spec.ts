import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

const markup = '<img src=x onerror="document.title=\'owned\'"><svg/onload=alert(1)></script>{{7*7}}'
const hostile = {
  id: '5f0c1c1e-0000-4000-8000-000000000001',
  action: {
    description: `Update ${markup}`,
    type: 'update',
    result: 'success',
    time: '2026-11-21T11:00:00Z',
  },
  actor: {
    email: '\u0430dmin@example.com',
    context: 'api_token',
    token_name: 'deploy\u202Egnp.tpircs',
    ip_address: '::ffff:198.51.100.7',
  },
  raw: {
    uri: 'javascript:alert(1)',
    method: 'POST',
    user_agent: '\u001b[2J\u001b[31mcurl',
    status_code: 200,
  },
  resource: {
    request: {
      [markup]: 'key',
      'left\u202Eright': `z${'\u0301'.repeat(500)}`,
      link: 'https://evil.test/',
      constructor: { prototype: 'x' },
    },
  },
  [`own ${markup}`]: 'data:text/html,<script>alert(1)</script>',
}
const text = JSON.stringify(hostile).replace(
  '"constructor"',
  '"__proto__":{"polluted":1},"constructor"',
)

test('hostile text is shown in every view and obeyed in none', async ({
  explorer,
  gumshoe,
  page,
}) => {
  serveEntries(gumshoe, [text])
  const foreign: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(explorer.origin)) foreign.push(request.url())
  })
  page.on('dialog', (dialog) => foreign.push(dialog.message()))
  await explorer.open()
  await explorer.row(0).click()
  await expect(explorer.drawer).toContainText('⟦Cyrillic⟧')
  await expect(explorer.drawer).toContainText('deploy⟦U+202E⟧gnp.tpircs')
  await expect(explorer.drawer).toContainText('⟦U+001B⟧[2J')
  await expect(explorer.drawer).toContainText('IPv4 address 198.51.100.7, written as IPv6')
  await expect(explorer.drawer).toContainText('javascript:alert(1)')
  for (const tab of await explorer.drawer.getByRole('tab').all()) {
    await tab.click()
    await expect(explorer.drawer.locator('img, script, iframe, a[href]')).toHaveCount(0)
  }
  await explorer.drawer.getByRole('tab', { name: 'JSON' }).click()
  await expect(explorer.drawer).toContainText(JSON.stringify(markup).slice(1, 20))
  await expect(explorer.drawer).toContainText('left⟦U+202E⟧right')
  await expect(explorer.drawer).toContainText('⟦496 more marks⟧')
  await expect(explorer.drawer).toContainText('"__proto__"')
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
  expect(await page.title()).not.toBe('owned')
  expect(foreign).toEqual([])
})
