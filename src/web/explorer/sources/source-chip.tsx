/** One log of a timeline as a chip: what was loaded of it, and the gestures that hide, show or read it again. */
import { getDataset } from '../../../catalog/index.ts'
import type { Source } from '../../../query/log-query.ts'
import { findLogStyle } from '../../ui/log-style.ts'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import type { ChipWords } from './chip-words.ts'

const ringClasses: Readonly<Record<ChipWords['kind'], string>> = {
  read: 'border-kumo-line',
  unchecked: 'border-kumo-warning',
  'cannot-contain': 'border-dashed border-kumo-line text-kumo-strong',
  failed: 'border-kumo-danger',
  hidden: 'border-dashed border-kumo-line text-kumo-strong',
}

/** Draws the chip as an item of a list. */
export function SourceChip({
  source,
  name,
  words,
  isLast,
  onToggle,
  onRetry,
}: {
  source: Source
  /** The name of the account or zone, where the word of the log does not say it. */
  name: string | undefined
  words: ChipWords
  /** Whether it is the only log that is shown, which cannot be hidden. */
  isLast: boolean
  onToggle: () => void
  onRetry: () => void
}) {
  const { word, shortTitle } = getDataset(source.dataset)
  const isHidden = words.kind === 'hidden'
  const gesture = isHidden ? 'Show this log.' : isLast ? 'The only log.' : 'Hide this log.'
  const fullName = name === undefined ? shortTitle : `${shortTitle}, ${toVisibleText(name)}`
  const { sentence } = words
  return (
    <li
      className={`flex h-5 shrink-0 items-center rounded-full border text-[11px] leading-4 ${ringClasses[words.kind]}`}
    >
      <button
        type="button"
        aria-pressed={!isHidden}
        aria-disabled={isLast}
        aria-label={`${fullName}: ${sentence} ${gesture}`}
        title={`${fullName}: ${sentence} ${gesture}`}
        className="flex h-full max-w-72 cursor-pointer items-center gap-1.5 rounded-full px-2 hover:bg-kumo-tint focus-visible:outline-2 focus-visible:outline-kumo-brand aria-disabled:cursor-default"
        onClick={isLast ? undefined : onToggle}
      >
        <span className={`font-semibold ${isHidden ? 'line-through' : findLogStyle(word)?.word}`}>
          {word}
        </span>
        {name !== undefined && (
          <span className="min-w-0 max-w-32 truncate">
            <VisibleText text={name} />
          </span>
        )}
        <span
          className={`min-w-0 truncate tabular-nums ${words.kind === 'failed' ? 'text-kumo-danger' : 'text-kumo-strong'}`}
        >
          {words.label}
        </span>
      </button>
      {words.kind === 'failed' && <ChipAction words="Retry" of={fullName} onClick={onRetry} />}
      {words.kind === 'unchecked' && !isLast && (
        <ChipAction words="Hide this log" of={fullName} onClick={onToggle} />
      )}
    </li>
  )
}

function ChipAction({ words, of, onClick }: { words: string; of: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={`${words}: ${of}`}
      className="h-full cursor-pointer rounded-full pr-2 pl-1 text-kumo-link underline focus-visible:outline-2 focus-visible:outline-kumo-brand"
      onClick={onClick}
    >
      {words}
    </button>
  )
}
