import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { type RunningServer, startServer } from '../src/proxy/node.ts'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { test as base, expect, now, watchPage } from './fixtures.ts'
import { ExplorerPage, firstLog } from './pages/explorer-page.ts'

const wanted = `${firstLog}?since=2026-11-14T12%3A00%3A00Z&before=2026-11-21T12%3A00%3A00Z`

const issuer = 'https://login.example.com'

/** A token for ten minutes, signed with ES256. */
function signToken(privateKey: KeyObject, email: string): string {
  const iat = Date.parse(now) / 1_000
  const claims = { iss: issuer, aud: 'gumshoe', email, iat, exp: iat + 600 }
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${encode({ alg: 'ES256', kid: '1' })}.${encode(claims)}`
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

/** A Gumshoe behind a sign-in proxy, whose part the browser's extra headers play. */
type Fronted = {
  server: RunningServer
  /** The headers that the proxy adds for a person. */
  signIn: (email: string) => Record<string, string>
}

/** A port that was free a moment ago; the origin has to be known before the start. */
async function findFreePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

const test = base.extend<{ signOutUrl: string | null; fronted: Fronted }>({
  signOutUrl: ['/oauth2/sign_out', { option: true }],
  fronted: async ({ gumshoe, signOutUrl }, use) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'ES256' }
    const port = await findFreePort()
    const server = await startServer({
      env: {
        PORT: String(port),
        PUBLIC_ORIGIN: `http://localhost:${port}`,
        CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789',
        ACCESS_JWT_ISSUER: issuer,
        ACCESS_JWT_AUDIENCE: 'gumshoe',
        ACCESS_JWT_JWKS_URL: `${issuer}/keys`,
        ACCESS_JWT_HEADER: 'X-Login-Token',
        ACCESS_JWT_SIGN_OUT_URL: signOutUrl ?? undefined,
      },
      now: () => Date.parse(now),
      log: () => undefined,
      fetchKeys: async () => Response.json({ keys: [jwk] }),
      upstream: gumshoe.emulator.fetch,
    })
    await use({
      server,
      signIn: (email) => ({ 'x-login-token': signToken(privateKey, email) }),
    })
    await server.close()
  },
})

async function openSignedIn(
  browser: Browser,
  { server, signIn }: Fronted,
): Promise<{ page: Page; explorer: ExplorerPage }> {
  const extraHTTPHeaders = signIn('alice@corp.com')
  const context = await browser.newContext({ extraHTTPHeaders })
  const page = await context.newPage()
  await watchPage(page)
  await page.goto(server.origin + wanted)
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.rows.first().waitFor()
  return { page, explorer }
}

test('the page without a sign-in names no product, and passes axe', async ({
  page,
  fronted: { server },
}) => {
  await makeColorsReadable(page)
  await page.goto(server.origin + wanted)
  await expect(page.getByRole('heading', { name: 'Sign in to read the logs' })).toBeVisible()
  await expect(page.getByText('The sign-in proxy in front of Gumshoe')).toBeVisible()
  await expect(page.getByText('Cloudflare Access')).toHaveCount(0)
  await expectAccessibleInBothThemes(page)
})

test('a person whom another proxy signed in is named, and signs out there', async ({
  browser,
  fronted,
}) => {
  const { page } = await openSignedIn(browser, fronted)
  await expect(page.getByText('alice@corp.com', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign out' })).toHaveAttribute(
    'href',
    '/oauth2/sign_out',
  )
  await page.context().close()
})

test.describe('without an address to sign out at', () => {
  test.use({ signOutUrl: null })

  test('there is no way to sign out that would lead nowhere', async ({ browser, fronted }) => {
    const { page } = await openSignedIn(browser, fronted)
    await expect(page.getByText('alice@corp.com', { exact: true })).toBeVisible()
    await expect(page.getByText('Sign out')).toHaveCount(0)
    await page.context().close()
  })
})
