/** The public pages that several coverage statements rest on. A page that only one dataset cites is named there. */
import type { Evidence } from './list-coverage.ts'

type CitedPage = Evidence['source']

/** The notes on the general availability of account audit log v2, March 2026. */
export const auditLogV2Release: CitedPage = {
  title: 'Cloudflare changelog, “Audit logs (version 2) - General Availability”',
  url: 'https://developers.cloudflare.com/changelog/2026-03-10-audit-logs-v2-ga/',
}

/** Cloudflare's page about audit log v2. */
export const auditLogV2Page: CitedPage = {
  title: 'Cloudflare documentation, “Audit Logs - version 2”',
  url: 'https://developers.cloudflare.com/fundamentals/account/account-security/audit-logs/',
}

/** Cloudflare's page about audit log v1. */
export const auditLogV1Page: CitedPage = {
  title: 'Cloudflare documentation, “Review audit logs - v1”',
  url: 'https://developers.cloudflare.com/fundamentals/account/account-security/review-audit-logs/',
}

/** The collectors of GoCortexIO, whose readme says what they measured on a live account. */
export const goCortexPack: CitedPage = {
  title: 'GoCortexIO, content pack “Cloudflare API”',
  url: 'https://github.com/demisto/content/pull/45224',
}

/** The notes of an exporter on what it measured on a live account. */
export const cf2otelNotes: CitedPage = {
  title: 'cf2otel, “Cloudflare API surface: live-verified reference”',
  url: 'https://github.com/rknightion/cf2otel/blob/e22195a2acbd411e7b403d0a30412aa916afe6d4/backlog/docs/doc-0003%20-%20Cloudflare-API-surface-live-verified-reference.md',
}

/** The actions that R2 writes to audit logs. */
export const r2AuditLogPage: CitedPage = {
  title: 'Cloudflare documentation, “R2: Audit Logs”',
  url: 'https://developers.cloudflare.com/r2/platform/audit-logs/',
}

/** How R2 logs access to objects, which audit logs do not have. */
export const r2DataAccessPage: CitedPage = {
  title: 'Cloudflare documentation, “R2: Data Access Logs”',
  url: 'https://developers.cloudflare.com/r2/buckets/data-access-logs/',
}

/** The actions that D1 writes to audit logs. */
export const d1AuditLogPage: CitedPage = {
  title: 'Cloudflare documentation, “D1: Audit Logs”',
  url: 'https://developers.cloudflare.com/d1/observability/audit-logs/',
}

/** The actions that Email Routing writes to audit logs. */
export const emailAuditLogPage: CitedPage = {
  title: 'Cloudflare documentation, “Email Service audit logs”',
  url: 'https://developers.cloudflare.com/email-service/observability/audit-logs/',
}

/** How Data Studio logs the queries that it sends to Durable Objects. */
export const dataStudioPage: CitedPage = {
  title: 'Cloudflare documentation, “Durable Objects: Data Studio”',
  url: 'https://developers.cloudflare.com/durable-objects/observability/data-studio/',
}

/** A page of Cloudflare's API reference. */
export function citeReference(operation: string, url: string): CitedPage {
  return { title: `Cloudflare API reference, “${operation}”`, url }
}
