import { describe, expect, it } from 'vitest'
import type { Environment } from '../config/config.ts'
import {
  accountId,
  answerJson,
  createTestProxy,
  logPath,
  otherAccountId,
  question,
  zoneId,
} from '../testing/test-proxy.ts'

const token = 'abcdefghij0123456789abcdefghij0123456789'
const otherZoneId = 'eeeeeeeeeeeeeeee0000000000000000'
const accounts = [{ id: accountId, name: 'Ours' }, { id: otherAccountId, name: 'Theirs' }, 'odd']
const zones = [
  { id: zoneId, name: 'ours.example', account: { id: accountId } },
  { id: otherZoneId, name: 'theirs.example', account: { id: otherAccountId } },
  { id: zoneId, name: 'moved.example', account: { id: otherAccountId } },
  { id: zoneId },
]

function createLimited(env: Environment, result: unknown = accounts) {
  const info = { page: 1, per_page: 20, total_pages: 1, total_count: 9, count: 9 }
  return createTestProxy({
    env: { CLOUDFLARE_API_TOKEN: token, ...env },
    answer: async () => answerJson({ success: true, errors: [], result, result_info: info }),
  })
}

const insights = (kind: string, id: string) =>
  `/client/v4/${kind}/${id}/security-center/insights/audit-log`
const ours = { CLOUDFLARE_ACCOUNT_IDS: accountId }
const both = { ...ours, CLOUDFLARE_ZONE_IDS: zoneId }

describe('a limited proxy', () => {
  it.each<[string, Environment, string, number]>([
    ['an account on the list', ours, question, 200],
    ['another account', ours, question.replace(accountId, otherAccountId), 404],
    [
      'product categories of another account',
      ours,
      `${logPath.replace(accountId, otherAccountId)}/product_categories`,
      404,
    ],
    ['a zone on the list', both, insights('zones', zoneId), 200],
    ['another zone', both, insights('zones', otherZoneId), 404],
    ['any zone when only accounts are listed', ours, insights('zones', zoneId), 404],
    ['any account when only zones are listed', { CLOUDFLARE_ZONE_IDS: zoneId }, question, 404],
    ['the user log', ours, '/client/v4/user/audit_logs', 404],
    ['the allowed user log', { ...ours, ALLOW_USER_LOG: '1' }, '/client/v4/user/audit_logs', 200],
    ['the user log without limits', {}, '/client/v4/user/audit_logs', 200],
    ['zones of no account', both, '/client/v4/zones', 400],
    ['zones of another account', both, `/client/v4/zones?account.id=${otherAccountId}`, 404],
  ])('judges %s', async (_, env, path, status) => {
    const proxy = createLimited(env)
    expect((await proxy.answer(path)).status).toBe(status)
    expect(proxy.calls).toHaveLength(status === 200 ? 1 : 0)
  })

  it('lists its own accounts, and not how many others there are', async () => {
    const { body, status } = await createLimited(ours).answer('/client/v4/accounts?page=1')
    expect(status).toBe(200)
    expect(body.result).toEqual([{ id: accountId, name: 'Ours' }])
    expect(body.result_info).toEqual({
      ...{ page: 1, per_page: 20, total_pages: 1 },
      ...{ count: 1, total_count: 1 },
    })
  })

  it('lists its own zones of the account asked for', async () => {
    const proxy = createLimited(both, zones)
    const { body } = await proxy.answer(`/client/v4/zones?account.id=${accountId}`)
    expect(body.result).toEqual([zones[0]])
  })

  it.each([
    ['no list', { id: 1 }],
    ['nothing', null],
  ])('refuses a list that is %s', async (_, result) => {
    const { status } = await createLimited(ours, result).answer('/client/v4/accounts')
    expect(status).toBe(502)
  })

  it('says which datasets are left', async () => {
    const readable = async (env: Environment) => {
      const { body } = await createLimited(env).answer('/gumshoe/status')
      return body.datasets.flatMap((each: { id: string; readable: boolean; reason?: string }) => {
        expect(each.readable).toBe(each.reason === undefined)
        return each.readable ? each.id : []
      })
    }
    const all = await readable({})
    expect(all).toHaveLength(7)
    expect(await readable(ours)).toEqual(
      all.filter((id: string) => !/^(user|organization)-/.test(id)),
    )
    expect(await readable({ CLOUDFLARE_ORGANIZATION_IDS: zoneId })).toEqual([
      'organization-audit-logs-v2',
    ])
    expect(await readable({ CLOUDFLARE_ZONE_IDS: zoneId })).toEqual(['insight-audit-logs'])
  })

  it('streams the lists untouched when there are no limits', async () => {
    const { body } = await createLimited({}).answer('/client/v4/accounts')
    expect(body.result).toEqual(accounts)
  })
})
