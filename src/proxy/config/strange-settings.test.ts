import { describe, expect, it } from 'vitest'
import { findStrangeSettings } from './strange-settings.ts'

describe('names that look like settings', () => {
  it.each([
    ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_ACCOUNT_IDS'],
    ['CLOUDFLARE_ACCOUNTS', 'CLOUDFLARE_ACCOUNT_IDS'],
    ['CLOUDFLARE_ACOUNT_IDS', 'CLOUDFLARE_ACCOUNT_IDS'],
    ['CLOUDFLARE_ALLOWED_ACCOUNT_IDS', 'CLOUDFLARE_ACCOUNT_IDS'],
    ['cloudflare_account_ids', 'CLOUDFLARE_ACCOUNT_IDS'],
    ['CLOUDFLARE_ZONE_ID', 'CLOUDFLARE_ZONE_IDS'],
    ['CLOUDFLARE_ZONES', 'CLOUDFLARE_ZONE_IDS'],
    ['CLOUDFLARE_TOKEN', 'CLOUDFLARE_API_TOKEN'],
    ['CLOUDFLARE_API_TOKENS', 'CLOUDFLARE_API_TOKEN'],
    ['CLOUDFLARE_TOKEN_FILE', 'CLOUDFLARE_API_TOKEN_FILE'],
    ['CLOUDFLARE_API_EMAIL', 'CLOUDFLARE_EMAIL'],
    ['GUMSHOE_HOST', 'HOST'],
    ['GUMSHOE_PORT', 'PORT'],
    ['GUMSHOE_PUBLIC_ORIGIN', 'PUBLIC_ORIGIN'],
    ['PUBLIC_ORIGINS', 'PUBLIC_ORIGIN'],
    ['ALLOW_USER_LOGS', 'ALLOW_USER_LOG'],
    ['CLOUDFLARE_HOST', 'HOST'],
    ['ACCESS_DOMAIN', 'ACCESS_TEAM_DOMAIN'],
    ['ACCESS_JWT_ISS', 'ACCESS_JWT_ISSUER'],
    ['ACCESS_JWT_GROUPS', 'ACCESS_JWT_GROUPS_CLAIM'],
  ])('refuse %s with a credential, and name %s', (name, nearest) => {
    const { problems } = findStrangeSettings({ [name]: 'value-of-it' }, true)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`${name} is no setting; did you mean ${nearest}?`)
    expect(problems[0]).not.toContain('value-of-it')
  })

  it('refuse whatever else begins with the name of the product', () => {
    expect(findStrangeSettings({ GUMSHOE_DEBUG: '1' }, false).problems).toHaveLength(1)
  })

  it('are only mentioned where they would limit made-up data', () => {
    const { problems, notices } = findStrangeSettings({ CLOUDFLARE_ACCOUNT_ID: 'x' }, false)
    expect(problems).toEqual([])
    expect(notices).toEqual([
      'CLOUDFLARE_ACCOUNT_ID is not read; the setting is called CLOUDFLARE_ACCOUNT_IDS.',
    ])
    expect(findStrangeSettings({ CLOUDFLARE_TOKEN: 'x' }, false).problems).toHaveLength(1)
  })

  it('belong to another program where the right name is set as well', () => {
    const env = { CLOUDFLARE_ACCOUNT_ID: 'x', CLOUDFLARE_ACCOUNT_IDS: 'y' }
    expect(findStrangeSettings(env, true)).toEqual({ problems: [], notices: [] })
  })

  it.each([
    'CLOUDFLARE_API_BASE_URL',
    'CLOUDFLARE_API_BASE_PATH',
    'CLOUDFLARE_API_HOSTNAME',
    'CLOUDFLARE_BASE_URL',
  ])('of another API are mentioned, because they change nothing: %s (15)', (name) => {
    const { problems, notices } = findStrangeSettings({ [name]: 'http://evil.test' }, true)
    expect(problems).toEqual([])
    expect(notices).toEqual([
      `${name} is not read: requests go to https://api.cloudflare.com only.`,
    ])
  })

  it.each([
    'CLOUDFLARE_ENV',
    'CLOUDFLARE_INCLUDE_PROCESS_ENV',
    'CLOUDFLARE_COMPLIANCE_REGION',
    'CLOUDFLARE_API_USER_SERVICE_KEY',
    'CLOUDFLARE_ACCESS_CLIENT_ID',
    'CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_DB',
    'CLOUDFLARE_R2_BUCKET',
    'ACCESS_TOKEN',
    'ACCESS_LOG',
    'ACCESS_KEY',
    'ACCESS_URL',
    'JWT_SECRET',
    'JWT_ISSUER',
    'HOSTNAME',
    'HOSTTYPE',
    'PATH',
    'npm_config_host',
    'CF_PAGES',
    'PUBLIC_URL',
    'DEMO',
  ])('of other programs are left in peace: %s', (name) => {
    expect(findStrangeSettings({ [name]: 'x' }, true)).toEqual({ problems: [], notices: [] })
  })
})
