/** What audit log v2 cannot contain, in an account or elsewhere. */
import {
  auditLogV2Page,
  auditLogV2Release,
  dataStudioPage,
  emailAuditLogPage,
  goCortexPack,
  r2AuditLogPage,
} from './cited-pages.ts'
import type { CoverageStatement } from './list-coverage.ts'
import { productCoverage } from './product-coverage.ts'

const v1 = 'account-audit-logs-v1'

/** The calls that no audit log v2 records, whatever its scope. */
export const auditLogV2Coverage: readonly CoverageStatement[] = [
  {
    id: 'reads',
    topic: 'reads',
    sentence: 'Reads (GET calls) are not recorded.',
    grade: 'documented',
    source: auditLogV2Release,
    appliesTo: { verbs: ['view'] },
  },
  {
    id: 'client-errors',
    topic: 'failures',
    sentence: 'Calls that were answered with 4xx are not recorded.',
    grade: 'documented',
    source: auditLogV2Release,
    appliesTo: { outcome: 'failure', statuses: [400, 499] },
  },
]

/** What is missing from account audit log v2; where v1 may have it, `recordedIn` says so. */
export const accountAuditLogV2Coverage: readonly CoverageStatement[] = [
  ...auditLogV2Coverage,
  {
    id: 'sign-in-action',
    topic: 'fields',
    sentence:
      'Sign-ins may have the action type “update”: only their description says LOGIN or SSO_LOGIN.',
    grade: 'reported',
    source: goCortexPack,
    appliesTo: { verbs: ['sign-in'] },
  },
  {
    id: 'worker-deployments',
    topic: 'actions',
    sentence: 'Worker deployments may be recorded only in account audit log v1.',
    grade: 'reported',
    source: goCortexPack,
    appliesTo: {
      products: ['workers', 'worker', 'scripts', 'script'],
      verbs: ['create', 'update', 'other'],
    },
    recordedIn: [v1],
  },
  {
    id: 'r2-buckets',
    topic: 'products',
    sentence:
      'Changes of R2 buckets may be recorded only in account audit log v1: Cloudflare’s page about them shows entries of no other log.',
    grade: 'inferred',
    source: r2AuditLogPage,
    appliesTo: { products: ['r2'], verbs: ['create', 'update', 'delete', 'other'] },
    recordedIn: [v1],
  },
  ...productCoverage,
  {
    id: 'email-routing',
    topic: 'products',
    sentence:
      'Changes of Email Routing may be recorded only in account audit log v1: Cloudflare’s page about them names no other log.',
    grade: 'inferred',
    source: emailAuditLogPage,
    appliesTo: { products: ['email', 'email_routing'] },
    recordedIn: [v1],
  },
  {
    id: 'data-studio-queries',
    topic: 'actions',
    sentence: 'Queries by the Data Studio of Durable Objects are recorded in account audit log v1.',
    grade: 'documented',
    source: dataStudioPage,
    appliesTo: { products: ['durable_objects', 'workers'], verbs: ['view', 'other'] },
    recordedIn: [v1],
  },
  {
    id: 'products',
    topic: 'products',
    sentence: 'About 95 % of products are covered; the rest may appear in account audit log v1.',
    grade: 'documented',
    source: auditLogV2Page,
    recordedIn: [v1],
  },
  {
    id: 'values-before',
    topic: 'fields',
    sentence:
      'Entries have no values from before a change; account audit log v1 has them for some actions.',
    grade: 'documented',
    source: auditLogV2Release,
    recordedIn: [v1],
  },
]
