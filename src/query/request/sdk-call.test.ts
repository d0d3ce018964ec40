import { describe, expect, it } from 'vitest'
import { datasets } from '../../catalog/index.ts'
import { createQuery, findScope, type LogQuery } from '../log-query.ts'
import { toSdkCall } from './sdk-call.ts'

const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }
const account = { kind: 'account', id: 'a'.repeat(32) } as const
const v2: LogQuery = {
  ...createQuery('account-audit-logs-v2', account),
  filters: [
    { parameter: 'actor_token_name', mode: 'include', values: ['it\'s "it"', '\u202e\u{e0041}\n'] },
    { parameter: 'action_type', mode: 'exclude', values: ['view'] },
  ],
  localFilters: [{ kind: 'field', pointer: '/a', mode: 'exclude', text: 'x\ny', isExact: true }],
}
const v1: LogQuery = {
  ...createQuery('user-audit-logs-v1', { kind: 'user' }),
  filters: [{ parameter: 'actor.email', mode: 'include', values: ['a@x', 'b@x'] }],
}

describe('a question as a program', () => {
  it('is read page by page in TypeScript', () => {
    expect(toSdkCall(v2, timeRange, 'typescript')).toBe(
      String.raw`import Cloudflare from 'cloudflare'

// Not asked of the API: -local:/a="x\ny"
const client = new Cloudflare() // takes the token from CLOUDFLARE_API_TOKEN
const query = {
  since: "2026-11-01T00:00:00Z",
  before: "2026-11-02T00:00:00Z",
  direction: "desc",
  actor_token_name: ["it's \"it\"", "\u202e\udb40\udc41\n"],
  "action_type.not": "view",
  limit: "1000",
}
let cursor: string | undefined
do {
  const page = await client.accounts.logs.audit.list({ account_id: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", since: "2026-11-01T00:00:00Z", before: "2026-11-02T00:00:00Z" }, { query: { ...query, cursor } })
  for (const entry of page.result) console.log(JSON.stringify(entry))
  cursor = (page.result_info as { cursor?: string } | undefined)?.cursor
} while (cursor)
`,
    )
  })

  it('is read page by page in Python', () => {
    expect(toSdkCall(v2, timeRange, 'python')).toBe(
      String.raw`from cloudflare import Cloudflare

# Not asked of the API: -local:/a="x\ny"
client = Cloudflare()  # takes the token from CLOUDFLARE_API_TOKEN
queries = [
    {
        "direction": "desc",
        "actor_token_name": ["it's \"it\"", "\u202e\U000e0041\n"],
        "action_type.not": "view",
        "limit": "1000",
    },
]
for query in queries:
    cursor = {}
    while True:
        page = client.accounts.logs.audit.list(
            account_id="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            since="2026-11-01T00:00:00Z",
            before="2026-11-02T00:00:00Z",
            extra_query={**query, **cursor},
        )
        for entry in page.result:
            print(entry.to_json(indent=None))
        cursor = {"cursor": getattr(page.result_info, "cursor", None)}
        if not cursor["cursor"]:
            break
`,
    )
  })

  it('asks once for each value where the API takes one', () => {
    const typescript = toSdkCall(v1, timeRange, 'typescript') ?? ''
    expect(typescript.match(/"actor.email": "[ab]@x"/g)).toHaveLength(2)
    expect(typescript).toContain('for (const query of queries) {')
    expect(typescript).toContain('client.user.auditLogs.list({ since')
    const python = toSdkCall(v1, timeRange, 'python') ?? ''
    expect(python.match(/"actor.email": "[ab]@x"/g)).toHaveLength(2)
    expect(python).toContain('client.user.audit_logs.list(')
    expect(python).not.toContain('_id=')
  })

  it('is under the names that the SDK has in Python', () => {
    const names = datasets.map(({ id, scopes }) => {
      const scope = findScope(scopes[0]?.kind ?? 'account', account.id) ?? account
      return toSdkCall(createQuery(id, scope), timeRange, 'python')?.match(/client\.[\w.]+/)?.[0]
    })
    expect(names).toEqual([
      'client.accounts.logs.audit.list',
      'client.audit_logs.list',
      'client.user.audit_logs.list',
      'client.security_center.insights.audit_logs.list',
      'client.organizations.logs.audit.list',
      // A log that is read by windows takes more than a simple loop.
      undefined,
      'client.zero_trust.access.logs.scim.updates.list',
    ])
  })
})
