/** Writes the part of the manual about the timeline: its keys, and the field of each log that has the value. */
import type { Dataset } from '../catalog/define-dataset.ts'
import { listRoleColumns, listRoleKeys } from '../catalog/timeline/list-role-keys.ts'
import { timeline, timelinePath } from '../catalog/timeline/timeline.ts'
import { formatCode, formatTable } from './markdown-table.ts'

const example = 'in=accounts/{account_id}/logs/audit&in=user/audit_logs&actor=ana@example.com'

/** The section with its heading. */
export function writeTimeline(datasets: readonly Dataset[]): string {
  const columns = listRoleColumns(datasets)
  const rows = listRoleKeys(columns).map(({ key, meaning, fields }) => [
    formatCode(key),
    meaning,
    ...fields.map((paths) => paths.map(formatCode).join(' or ') || '–'),
  ])
  return `## <a id="${timeline.id}"></a>The timeline over several logs

${timeline.description} It is a page of Gumshoe, and no call of the API: ${formatCode(`${timelinePath}?${example}`)}. Each
${formatCode('in')} is one log, as the path of the API without the leading slash; a log that requires a filter has it there
(${formatCode('in=accounts/{account_id}/access/logs/scim/updates?idp_id=…')}).

Its keys are the same for all logs, and are excluded by ${formatCode('.not')}. Where the API of a log has no such filter, Gumshoe
compares the loaded entries. A log without a field (–) cannot contain an entry that a filter includes, so it is not
asked; an exclude is not checked there. ${formatCode('verb')} follows from the action, and ${formatCode('outcome')} is
${formatCode('success')} or ${formatCode('failure')} for every log.

${formatTable(['Key', 'Meaning', ...columns.map(({ words }) => words.join(', '))], rows)}`
}
