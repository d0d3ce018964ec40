/** Paths that every runtime refuses before upstream sees anything. */
import { accountId as a, zoneId } from './test-proxy.ts'

/** Paths of the API that are not audit logs. */
export const foreignPaths = [
  '/user',
  '/user/tokens',
  '/user/tokens/verify',
  '/memberships',
  '/graphql',
  '/organizations/',
  `/organizations/${a}`,
  `/organizations/${a}/profile`,
  `/organizations/${a}/members`,
  `/organizations/${a}/logs/audit/product_categories`,
  `/accounts/${a}`,
  `/accounts/${a}/members`,
  `/accounts/${a}/tokens`,
  `/accounts/${a}/tokens/verify`,
  `/accounts/${a}/workers/scripts`,
  `/accounts/${a}/r2/buckets`,
  `/accounts/${a}/access/apps`,
  `/accounts/${a}/logpush/jobs`,
  `/accounts/${a}/logs/audit/`,
  `/accounts/${a}/logs/audit/x/y/z`,
  `/accounts/${a}/logs/audit.json`,
  `/accounts/${a}/logs/audit/x.css`,
  `/zones/${zoneId}/dns_records`,
  `/zones/${zoneId}/settings`,
  `/accounts/${a.slice(1)}/logs/audit`,
  `/accounts/${a}0/logs/audit`,
  `/accounts/${a.toUpperCase()}/logs/audit`,
]

/** Paths that have another meaning after decoding or normalizing. */
export const oddPaths = [
  '/accounts/..%2f..%2fuser/logs/audit',
  '/accounts/..%2F..%2Fuser/logs/audit',
  '/accounts/%252e%252e%252fuser/logs/audit',
  '/accounts/https:%2f%2fevil.test/logs/audit',
  '/accounts/@evil.test/logs/audit',
  `/accounts/${a}%5c..%5cuser/logs/audit`,
  `/accounts/${a}%00/logs/audit`,
  `/accounts/${a}%0d%0aX:1/logs/audit`,
  `/accounts/${a}%0a/logs/audit`,
  `/accounts/%20${a}/logs/audit`,
  '/accounts/%c0%af/logs/audit',
  '/accounts/%EF%BC%8F/logs/audit',
  `/accounts/%30${a.slice(1)}/logs/audit`,
  `/accounts/${a}/logs/audit;x.css`,
  `/accounts/${a}/logs/audit//`,
  `/accounts/${a}/logs/audit%23x`,
  `/accounts/${a.replace('a', '\u0430')}/logs/audit`,
]
