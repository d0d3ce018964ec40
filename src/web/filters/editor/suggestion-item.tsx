/** One suggested value below an input, with a check mark when the filter already contains it. */
import { Autocomplete } from '@cloudflare/kumo/primitives/autocomplete'
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import { toShortText } from '../draft/filter-words.ts'
import type { Suggestion } from '../draft/suggestion.ts'

export function SuggestionItem({
  suggestion,
  isChosen,
  onChoose,
}: {
  suggestion: Suggestion
  isChosen: boolean
  /** `byKeyboard`: whether it was chosen with the keyboard. */
  onChoose: (byKeyboard: boolean) => void
}) {
  const { value, label, hint } = suggestion
  return (
    <Autocomplete.Item
      value={suggestion}
      title={toVisibleText(value)}
      onClick={(event) => onChoose(event.detail === 0)}
      className="flex min-h-7 cursor-pointer items-center gap-2 rounded-md px-2 hover:bg-kumo-tint data-highlighted:bg-kumo-tint"
    >
      <CheckIcon
        size={12}
        weight="bold"
        aria-hidden
        className={isChosen ? 'shrink-0' : 'invisible shrink-0'}
      />
      {isChosen && <span className="sr-only">Given: </span>}
      <SuggestionText value={value} label={label} hint={hint} />
    </Autocomplete.Item>
  )
}

/** The label or the value at the left, the value after a label, and the hint at the right. */
export function SuggestionText({ value, label, hint }: Suggestion) {
  return (
    <>
      <span className="min-w-0 truncate">
        <VisibleText text={toShortText(label ?? value, 60)} />
      </span>
      {label !== undefined && label !== value && (
        <span className="min-w-0 shrink-[4] truncate font-mono text-[11px] text-kumo-subtle">
          <VisibleText text={value} />
        </span>
      )}
      {hint !== undefined && (
        <span className="ml-auto shrink-0 pl-2 text-[12px] text-kumo-subtle tabular-nums">
          {hint}
        </span>
      )}
    </>
  )
}
