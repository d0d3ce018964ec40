import { describe, expect, it } from 'vitest'
import type { Access } from './access/access.ts'
import type { Principal } from './access/principal.ts'
import { noLimits, type ScopeLimits } from './routes/scope-limits.ts'
import { accountId, createTestProxy } from './testing/test-proxy.ts'
import { type TokenReport, toTokenWords } from './token/token-report.ts'
import { createMemoryQuota } from './upstream/quota.ts'

const oneAccount: ScopeLimits = { ...noLimits, ids: { account: new Set([accountId]) } }

const report: TokenReport = {
  checkedAt: '2026-11-21T11:00:00.000Z',
  isInterrupted: false,
  state: 'active-account-token',
  words: toTokenWords('active-account-token'),
  logs: [
    { id: 'account-audit-logs-v2', state: 'readable' },
    {
      id: 'account-audit-logs-v1',
      state: 'unreadable',
      reason: 'It needs: Account Settings Read.',
    },
    { id: 'user-audit-logs-v1', state: 'unreadable', reason: 'It needs: a user’s token.' },
    { id: 'insight-audit-logs', state: 'unknown', reason: 'The API answered 500.' },
    { id: 'access-authentication-logs', state: 'readable' },
    { id: 'access-scim-logs', state: 'readable' },
  ],
}

function ask(principal: Pick<Principal, 'limits' | 'seesAll'>) {
  const access: Access = {
    identify: async () => ({ principal: { kind: 'person', name: 'alice@corp.com', ...principal } }),
  }
  const now = () => Date.parse('2026-11-21T12:00:00Z')
  const quota = createMemoryQuota(720, now)
  const tokenWatch = {
    report: () => report,
    check: async () => report,
    refresh: async () => undefined,
  }
  return createTestProxy({ access, quota, tokenWatch, now }).answer('/gumshoe/status')
}

describe('the status', () => {
  it('tells whoever may read everything how the credential and the quota stand', async () => {
    const { body } = await ask({ limits: noLimits, seesAll: true })
    expect(body.token).toMatchObject({ state: 'active-account-token', words: report.words })
    expect(body.quota).toMatchObject({ used: 0, limit: 720 })
    expect(body.datasets).toEqual([
      { id: 'account-audit-logs-v2', readable: true },
      {
        id: 'account-audit-logs-v1',
        readable: false,
        reason: 'It needs: Account Settings Read.',
      },
      { id: 'user-audit-logs-v1', readable: false, reason: 'It needs: a user’s token.' },
      { id: 'insight-audit-logs', readable: true, reason: 'The API answered 500.' },
      { id: 'organization-audit-logs-v2', readable: true },
      { id: 'access-authentication-logs', readable: true },
      { id: 'access-scim-logs', readable: true },
    ])
  })

  it('tells whoever may read a part what of it can be read, and nothing else', async () => {
    const { body, text } = await ask({
      limits: { ...oneAccount, kinds: new Set() },
      seesAll: false,
    })
    expect(body.token).toBeNull()
    expect(body.quota).toEqual({
      used: null,
      mayBeMore: false,
      limit: null,
      remaining: null,
      resetsAt: null,
      coolOffUntil: null,
    })
    expect(body.datasets.map(({ readable }: { readable: boolean }) => readable)).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
      true,
    ])
    expect(body.datasets[1].reason).toMatch(/^The credential of this server may not read this log/)
    expect(body.datasets[2].reason).toMatch(/^What you may read here does not include this log/)
    expect(text).not.toMatch(/It needs|answered 500|ALLOW_USER_LOG|token belongs/)
    expect(body.principal).toEqual({ kind: 'person', name: 'alice@corp.com' })
  })
})
