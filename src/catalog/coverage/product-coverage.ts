/**
 * Actions on products that no account audit log has, whatever its version. Cloudflare's page of each product lists
 * the actions that are logged.
 */
import { d1AuditLogPage, r2AuditLogPage, r2DataAccessPage } from './cited-pages.ts'
import type { CoverageStatement } from './list-coverage.ts'

/** What is missing from both account audit logs. */
export const productCoverage: readonly CoverageStatement[] = [
  {
    id: 'r2-objects',
    topic: 'actions',
    sentence:
      'Access to the objects in R2 buckets is in no audit log; data access logs of the bucket have it if they are turned on.',
    grade: 'documented',
    source: r2DataAccessPage,
    appliesTo: { products: ['r2'] },
  },
  {
    id: 'r2-bucket-locks',
    topic: 'actions',
    sentence:
      'Changes of R2 bucket locks may be missing: Cloudflare’s list of logged R2 actions does not name them.',
    grade: 'inferred',
    source: r2AuditLogPage,
    appliesTo: { products: ['r2'], verbs: ['create', 'update', 'delete', 'other'] },
  },
  {
    id: 'd1-queries',
    topic: 'actions',
    sentence:
      'Queries of D1 databases are in no audit log: Cloudflare’s list of logged D1 actions names only creation, deletion and time travel.',
    grade: 'inferred',
    source: d1AuditLogPage,
    appliesTo: { products: ['d1'] },
  },
]
