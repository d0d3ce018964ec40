/** Texts of rules for tests. */

/** The id of the rule with this number. */
export function toRuleId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

/** A rule for the audit log v2, with these lines below `detection`; further lines at the top level may replace its own. */
export function toRuleText(detection: string, more = '', logsource = 'service: audit'): string {
  const indent = (text: string) => text.trim().replace(/^(?=.)/gm, '    ')
  const isOwn = (key: string) => !new RegExp(`^${key}:`, 'm').test(more)
  return [
    ...(isOwn('title') ? ['title: Example'] : []),
    ...(isOwn('id') ? [`id: ${toRuleId(1)}`] : []),
    'logsource:',
    '    product: cloudflare',
    indent(logsource),
    'detection:',
    indent(detection),
    more.trim(),
  ]
    .filter((line) => line !== '')
    .join('\n')
}
