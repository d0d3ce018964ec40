/** One value of the draft with a button to remove it; an invalid value is marked by icon and color. */
import { WarningCircleIcon } from '@phosphor-icons/react/dist/csr/WarningCircle'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import type { Parameter } from '../../../catalog/parameters.ts'
import { findValueProblem } from '../../../query/validate-query.ts'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import { toShortText } from '../draft/filter-words.ts'

export function ValueTag({
  parameter,
  value,
  onRemove,
}: {
  parameter: Parameter
  value: string
  onRemove: () => void
}) {
  const problem = findValueProblem(parameter, value)
  const colorClass = problem
    ? 'ring-kumo-danger text-kumo-danger'
    : 'ring-kumo-line text-kumo-default'
  return (
    <span
      className={`flex h-6 max-w-full items-center gap-1 rounded-sm bg-kumo-overlay pl-1.5 ring ${colorClass}`}
      title={toVisibleText(problem ?? value)}
    >
      {problem && <WarningCircleIcon size={12} aria-label="Not valid:" className="shrink-0" />}
      <span className="truncate">
        <VisibleText text={toShortText(value, 40)} />
      </span>
      <button
        type="button"
        aria-label={`Remove value ${toVisibleText(value)}`}
        className="flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-sm text-kumo-subtle hover:text-kumo-default"
        onMouseDown={(event) => event.preventDefault()}
        onClick={onRemove}
      >
        <XIcon size={10} aria-hidden />
      </button>
    </span>
  )
}
