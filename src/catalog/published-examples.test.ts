/**
 * The answers that Cloudflare's reference shows as examples, with values of our own: every key, type and odd form is as
 * published, such as counts as text, errors beside success, and objects without content. Each has to be a valid page of
 * valid entries whose fields are declared.
 */
import { describe, expect, it } from 'vitest'
import { parsePage } from '../cloudflare/page.ts'
import { readPath } from './fields.ts'
import { datasets } from './index.ts'

const hex = '0123456789abcdef0123456789abcdef'
const uuid = '00112233-4455-6677-8899-aabbccddeeff'

const actionOfV2 = {
  action: {
    description: 'Add Member',
    result: 'success',
    time: '2024-05-01T08:09:10Z',
    type: 'create',
  },
  actor: {
    ...{ id: hex, context: 'dash', email: 'ida@example.com', ip_address: '192.0.2.7' },
    ...{ token_id: 'token_id', token_name: 'token_name', type: 'user' },
  },
  raw: {
    ...{ cf_ray_id: '0123456789abcdef', method: 'POST', status_code: 200 },
    ...{ uri: `/accounts/${hex}/members`, user_agent: 'Mozilla/5.0' },
  },
  resource: {
    ...{ id: hex, product: 'members', type: 'type' },
    ...{ request: {}, response: {}, scope: {} },
  },
}

const message = {
  ...{ code: 1000, message: 'message', documentation_url: 'documentation_url' },
  source: { pointer: 'pointer' },
}

const answerOfV1 = {
  errors: [message],
  messages: [message],
  result: [
    {
      id: uuid,
      action: { result: true, type: 'change_setting' },
      actor: { id: hex, email: 'ida@example.com', ip: '192.0.2.7', type: 'user' },
      interface: 'API',
      metadata: {
        name: 'security_level',
        type: 'firewall',
        value: 'high',
        zone_name: 'lantern.example',
      },
      newValue: 'low',
      oldValue: 'high',
      owner: { id: hex },
      resource: { id: hex, type: 'zone' },
      when: '2017-05-01T08:09:10Z',
    },
  ],
  success: true,
}

const withCursor = { count: '1', cursor: 'Zm9vYmFyLV8=' }

/** The published answer of each dataset, and of the endpoints with the same entries. */
const examples: Readonly<Record<string, unknown>> = {
  'account-audit-logs-v2': {
    errors: [{ message: 'message' }],
    result: [
      {
        id: hex,
        account: { id: hex, name: 'Lantern Works' },
        ...actionOfV2,
        zone: { id: hex, name: 'lantern.example' },
      },
    ],
    result_info: withCursor,
    success: true,
  },
  'organization-audit-logs-v2': {
    errors: [{ message: 'message' }],
    result: [{ id: hex, ...actionOfV2, organization: { id: hex } }],
    result_info: withCursor,
    success: true,
  },
  'account-audit-logs-v1': answerOfV1,
  'user-audit-logs-v1': answerOfV1,
  'insight-audit-logs': {
    errors: [message],
    messages: [message],
    success: true,
    result: [
      {
        ...{ id: uuid, changed_at: '2025-05-01T08:09:10Z', changed_by: 'system' },
        ...{ current_value: 'resolved', field_changed: 'status', issue_id: 'issue_id' },
        ...{ previous_value: 'active', rationale: 'rationale', zone_id: 0 },
      },
    ],
    result_info: { count: 1, cursor: 'cursor', per_page: 1 },
  },
  'access-authentication-logs': {
    errors: [message],
    messages: [message],
    success: true,
    result: [
      {
        ...{
          action: 'login',
          allowed: true,
          app_domain: 'wiki.lantern.example/start',
          app_uid: uuid,
        },
        ...{ connection: 'saml', created_at: '2014-01-01T05:20:00.12345Z' },
        ...{ ip_address: '192.0.2.7', ray_id: '0123456789abcdef', user_email: 'ida@example.com' },
      },
    ],
  },
  'access-scim-logs': {
    errors: [message],
    messages: [message],
    success: true,
    result: [
      {
        ...{ cf_resource_id: uuid, error_description: 'Invalid JSON body', idp_id: uuid },
        ...{ idp_resource_id: 'all_hands', logged_at: '2014-01-01T05:20:00.12345Z' },
        // The body is broken in the reference as well.
        ...{ request_body: '{}}', request_method: 'DELETE', resource_group_name: 'ALL_HANDS' },
        ...{ resource_type: 'GROUP', resource_user_email: 'ida@example.com', status: 'FAILURE' },
      },
    ],
    result_info: { count: 1, page: 1, per_page: 20, total_count: 2000, total_pages: 100 },
  },
}

/** What is not an object, by dotted path; an empty object is a value. */
function listPaths(value: unknown, path = ''): readonly string[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject || Object.keys(value).length === 0) return [path]
  return Object.entries(value).flatMap(([key, inner]) =>
    listPaths(inner, path === '' ? key : `${path}.${key}`),
  )
}

describe('the published example', () => {
  it.each(datasets.map((dataset) => ({ id: dataset.id, dataset })))(
    'of $id parses',
    ({ id, dataset }) => {
      const { page, problem } = parsePage(new TextEncoder().encode(JSON.stringify(examples[id])))
      expect(problem).toBeUndefined()
      const [entry] = page?.entries ?? []
      const parsed = dataset.entrySchema.safeParse(entry)
      expect(parsed.success && parsed.data).toEqual(entry)
      expect(typeof readPath(entry, dataset.timePath)).toBe('string')
      const declared = dataset.fields.flatMap(({ path, otherPaths = [] }) => [path, ...otherPaths])
      const isDeclared = (path: string) =>
        declared.some((each) => each === path || path.startsWith(`${each}.`))
      expect(listPaths(entry).filter((path) => !isDeclared(path))).toEqual([])
    },
  )

  it.each(datasets.filter(({ pagination }) => pagination.style === 'cursor'))(
    'of $id has a cursor',
    ({ id }) => {
      const { page } = parsePage(new TextEncoder().encode(JSON.stringify(examples[id])))
      expect(page?.nextCursor).toMatch(/./)
    },
  )
})
