/** The part of the reference about the timeline: its keys, and the field of each log that has the value. */
import { datasets } from '../../catalog/index.ts'
import { listRoleColumns, listRoleKeys } from '../../catalog/timeline/list-role-keys.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'

const columns = listRoleColumns(datasets)

export function TimelineReference() {
  return (
    <section aria-labelledby={timeline.id} className="space-y-3">
      <h2 id={timeline.id} className="font-semibold text-lg">
        {timeline.title}
      </h2>
      <p>{timeline.description}</p>
      <p className="text-kumo-strong">
        The keys are the same for all logs. A log without a field (–) cannot contain an entry that a
        filter includes, so it is not asked; an exclude is not checked there. Verbs follow from the
        action.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard. */}
      <section aria-label="Keys of the timeline" tabIndex={0} className="overflow-x-auto">
        <table className="w-full text-left">
          <thead className="border-kumo-line border-b text-kumo-strong">
            <tr>
              {['Key', 'Meaning', ...columns.map(({ words }) => words.join(', '))].map(
                (heading) => (
                  <th key={heading} className="py-1.5 pr-4 font-medium">
                    {heading}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {listRoleKeys(columns).map(({ key, meaning, fields }) => (
              <tr key={key} className="border-kumo-hairline border-b align-top">
                <td className="py-1.5 pr-4 font-mono text-[12px]">{key}</td>
                <td className="min-w-48 py-1.5 pr-4">{meaning}</td>
                {fields.map((paths, at) => (
                  <td key={columns[at]?.dataset.id} className="py-1.5 pr-4 font-mono text-[12px]">
                    {paths.join(' or ') || '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
