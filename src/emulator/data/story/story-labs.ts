/**
 * The story in the second account, of which the phished member is a member too. Her session puts a Worker before a
 * sign-in page, and her token, which is valid in all of her accounts, deletes the export of the audit log. Each log has
 * a part: v1 alone the Worker, v2 alone the deleted job, both the DNS record.
 */
import { byToken, phishedSession, storyFacts } from './story.ts'
import type { StoryLogin, StoryStep } from './story-step.ts'

const { victim, phishingIp, tokenIp, labs } = storyFacts

const job = { id: labs.jobId, name: labs.jobName }
const record = { id: labs.recordId, name: labs.recordName }
const recordBody = {
  type: 'A',
  name: labs.recordName,
  content: tokenIp,
  ttl: 60,
  proxied: true,
}
const bySession = { by: victim, session: phishedSession }

/** The planted changes, in order of time; the first is harmless and shows the state before. */
export const labsSteps: readonly StoryStep[] = [
  {
    name: 'labs-job-created',
    day: -11,
    time: '11:12:40.310',
    by: 'grace.mbeki@acme.example',
    action: 'POST /accounts/{account_id}/logpush/jobs',
    session: {
      context: 'dash',
      ip: '192.0.2.20',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:149.0) Gecko/20100101 Firefox/149.0',
    },
    resource: job,
    rayId: '41d07be29c3a58f6',
    request: {
      name: labs.jobName,
      dataset: 'audit_logs_v2',
      destination_conf: 'r2://audit-exports/labs/{DATE}',
      enabled: true,
    },
  },
  {
    ...bySession,
    name: 'labs-script-uploaded',
    day: -6,
    time: '22:12:09.684',
    action: 'PUT /accounts/{account_id}/workers/scripts/{id}',
    resource: { id: labs.script, name: labs.script },
    rayId: 'a95c20f3d8471be6',
    request: { main_module: 'index.js', compatibility_date: '2026-08-01', bindings: [] },
  },
  {
    ...bySession,
    name: 'labs-route-created',
    day: -6,
    time: '22:13:02.157',
    action: 'POST /zones/{zone_id}/workers/routes',
    zone: labs.zone,
    resource: { id: labs.routeId, name: 'login' },
    rayId: '0e73b8415fc9d2a6',
    request: { pattern: labs.routePattern, script: labs.script },
  },
  {
    name: 'labs-job-deleted',
    day: -4,
    time: '01:37:15.472',
    by: victim,
    action: 'DELETE /accounts/{account_id}/logpush/jobs/{id}',
    session: byToken,
    resource: job,
    rayId: '6fa18d30c2e7594b',
  },
  {
    name: 'labs-record-created',
    day: -4,
    time: '01:40:48.806',
    by: victim,
    action: 'POST /zones/{zone_id}/dns_records',
    session: byToken,
    zone: labs.zone,
    resource: record,
    rayId: 'd3097e5ba4c1682f',
    request: recordBody,
  },
  {
    name: 'labs-record-deleted',
    day: -2,
    time: '02:18:37.251',
    by: victim,
    action: 'DELETE /zones/{zone_id}/dns_records/{id}',
    session: byToken,
    zone: labs.zone,
    resource: record,
    rayId: '82be64c19f05a37d',
    before: recordBody,
  },
]

/** The planted sign-ins through Access: one, which is refused before the Worker is made. */
export const labsLogins: readonly StoryLogin[] = [
  {
    name: 'labs-admin-refused',
    day: -6,
    time: '22:08:36.115',
    by: victim,
    ip: phishingIp,
    country: 'nl',
    application: 'Admin tools',
    allowed: false,
    rayId: 'c5e8027d19b4f36a',
  },
]
