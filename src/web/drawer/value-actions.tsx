/** What can be done with a value: filter by it, filter it out, copy it. Seen on hover and focus. */
import { Button } from '@cloudflare/kumo/components/button'
import { cn } from '@cloudflare/kumo/utils'
import { MinusIcon } from '@phosphor-icons/react/dist/csr/Minus'
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus'
import { hasValue } from '../../query/filters.ts'
import type { Filter } from '../../query/log-query.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { toVisibleText } from '../ui/visible-text.tsx'
import type { EntryView } from './entry-view.ts'
import { findPivots, type Pivot } from './find-pivots.ts'
import type { FieldEntry } from './list-fields.ts'

const hiddenUntilWanted =
  'opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100'

/** The buttons of one value; a filter that stands stays visible. */
export function ValueActions({
  view,
  shown,
  text,
}: {
  view: EntryView
  shown: FieldEntry
  text: string
}) {
  const pivots = shown.field && text !== '' ? findPivots(view.dataset, shown.field, text) : []
  return (
    <span className="flex items-center justify-end gap-0.5">
      {pivots.map((pivot) => (
        <PivotButton
          key={`${pivot.parameter} ${pivot.mode}`}
          pivot={pivot}
          filters={view.filters}
          onToggle={() => view.onToggleValue(pivot.parameter, pivot.mode, pivot.value)}
        />
      ))}
      {text !== '' && (
        <span className={cn('[&_button]:size-6', hiddenUntilWanted)}>
          <CopyButton
            label={`Copy ${toLabelInside(shown.label)}`}
            getText={() => text}
            isIconOnly
          />
        </span>
      )}
    </span>
  )
}

function PivotButton({
  pivot,
  filters,
  onToggle,
}: {
  pivot: Pivot
  filters: readonly Filter[]
  onToggle: () => void
}) {
  const isOn = hasValue(filters, pivot.parameter, pivot.mode, pivot.value)
  const isInclude = pivot.mode === 'include'
  const Icon = isInclude ? PlusIcon : MinusIcon
  const value = toVisibleText(pivot.value.slice(0, 120))
  const name = `${isInclude ? 'Include only' : 'Exclude'} ${toLabelInside(pivot.label)} ${value}`
  return (
    <Button
      size="xs"
      shape="square"
      variant="ghost"
      className={cn(
        'size-6',
        !isOn && hiddenUntilWanted,
        isOn && isInclude && 'bg-kumo-success-tint text-kumo-success',
        isOn && !isInclude && 'bg-kumo-danger-tint text-kumo-danger',
      )}
      aria-label={name}
      aria-pressed={isOn}
      title={isOn ? 'Remove this filter' : name}
      icon={<Icon aria-hidden weight={isOn ? 'bold' : 'regular'} />}
      onClick={onToggle}
    />
  )
}

/** A label as it reads inside of a sentence: “Actor email” → “actor email”, “HTTP status” as it is. */
function toLabelInside(label: string): string {
  const visible = toVisibleText(label.slice(0, 120))
  return /^[A-Z][a-z]/.test(visible) ? visible.charAt(0).toLowerCase() + visible.slice(1) : visible
}
