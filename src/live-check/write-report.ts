/** Writes the findings as Markdown, which is also what the terminal shows. */
import { formatForm, matchSwitches, type SwitchMatch } from './match-switches.ts'
import type { CheckResult, Finding, LogFindings } from './run-live-check.ts'

/** The report. `day`: the date of the check, as YYYY-MM-DD. */
export function writeReport(result: CheckResult, day: string): string {
  const findings = [...result.logs.flatMap((log) => log.findings), ...result.general]
  return [
    '# Live check of the audit log API',
    '',
    `Gumshoe ${result.version}, ${day}. ${toSourceWords(result)} ${result.sent} requests were sent for this report, besides those with which the proxy checks its credential.`,
    ...(result.stopped === undefined ? [] : ['', `The check ended early: ${result.stopped}`]),
    '',
    'This report contains no value of an entry: no id, name, address or time.',
    ...result.logs.flatMap(writeLog),
    '',
    '## The credential',
    '',
    ...result.general.map(writeFinding),
    '',
    '## Switches of the emulator',
    '',
    'Which setting of `docs/emulator.md` the API of this account matches:',
    '',
    ...matchSwitches(findings).map(writeMatch),
    '',
  ].join('\n')
}

const tokenKinds: Readonly<Record<string, string>> = {
  'active-user-token': 'The credential is a token of a user.',
  'active-account-token': 'The credential is a token of an account.',
  key: 'The credential is a Global API Key.',
}

function toSourceWords({ mode, tokenState = '' }: CheckResult): string {
  if (mode === 'demo') return 'Demo mode: the emulator was asked, not the API.'
  return tokenKinds[tokenState] ?? 'The kind of the credential is not known.'
}

function writeLog({ dataset, kind, unread, sameAs, findings }: LogFindings): string[] {
  const heading = ['', `## ${dataset.title}${kind === undefined ? '' : ` (${kind})`}`, '']
  if (unread !== undefined) return [...heading, `Not read. ${unread}`]
  const same =
    sameAs === undefined
      ? []
      : [`The questions about parameters were asked to ${sameAs}, which has the same.`, '']
  return [...heading, ...same, ...findings.map(writeFinding)]
}

function writeFinding({ title, answer }: Finding): string {
  return answer.open === undefined
    ? `- ${title}: ${answer.words}`
    : `- ${title}: not known, because ${answer.open}`
}

function writeMatch(match: SwitchMatch): string {
  if (match.form === undefined) return `- \`${match.name}\`: not known. ${toSentence(match.reason)}`
  const remark = match.isDefault ? 'the default' : 'differs from the default'
  return `- \`${match.name}\`: \`${formatForm(match.form)}\` (${remark})`
}

const toSentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`
