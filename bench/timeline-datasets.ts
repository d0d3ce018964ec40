/** The logs of the timeline that is measured, in the order of its sources. */
export const timelineDatasets = [
  'account-audit-logs-v2',
  'account-audit-logs-v1',
  'user-audit-logs-v1',
  'insight-audit-logs',
] as const
