/** One log of a timeline as a chip: what was loaded of it, and the gestures that hide, show or read it again. */
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import { findLogStyle } from '../../ui/log-style.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { ChipWords } from './chip-words.ts'
import { type ChipForm, findAction, findShownName, hasProblem } from './fit-chips.ts'
import type { LineChip } from './list-chips.ts'

const ringClasses: Readonly<Record<ChipWords['kind'], string>> = {
  read: 'border-kumo-line',
  unchecked: 'border-kumo-warning',
  'cannot-contain': 'border-dashed border-kumo-line text-kumo-strong',
  failed: 'border-kumo-danger',
  hidden: 'border-dashed border-kumo-line text-kumo-strong',
}

/** The classes of a chip: a frame of 20 pixels around its texts. */
export function toChipClass(kind: ChipWords['kind']): string {
  return `flex h-5 min-w-0 items-center rounded-full border text-[11px] leading-4 ${ringClasses[kind]}`
}

/** Draws the chip as an item of a list. */
export function SourceChip({
  chip,
  form,
  isLast,
  onToggle,
  onRetry,
}: {
  chip: LineChip
  form: ChipForm
  /** Whether it is the only log that is shown, which cannot be hidden. */
  isLast: boolean
  onToggle: () => void
  onRetry: () => void
}) {
  const { spoken, words } = chip
  const isHidden = words.kind === 'hidden'
  const gesture = isHidden ? 'Show this log.' : isLast ? 'The only log.' : 'Hide this log.'
  const action = findAction(chip)
  return (
    <li className={toChipClass(words.kind)}>
      <button
        type="button"
        aria-pressed={!isHidden}
        aria-disabled={isLast}
        aria-label={`${spoken}: ${words.sentence} ${gesture}`}
        title={`${spoken}: ${words.sentence} ${gesture}`}
        className="flex h-full min-w-0 cursor-pointer items-center gap-1.5 rounded-full px-2 hover:bg-kumo-tint focus-visible:outline-2 focus-visible:outline-kumo-brand aria-disabled:cursor-default"
        onClick={isLast ? undefined : onToggle}
      >
        <ChipFace chip={chip} form={form} />
      </button>
      {action && (action === 'Retry' || !isLast) && (
        <button
          type="button"
          aria-label={`${action}: ${spoken}`}
          className="h-full shrink-0 cursor-pointer rounded-full pr-2 pl-1 text-kumo-link underline focus-visible:outline-2 focus-visible:outline-kumo-brand"
          onClick={action === 'Retry' ? onRetry : onToggle}
        >
          {action}
        </button>
      )}
    </li>
  )
}

const nameClasses: Readonly<Record<ChipForm, string>> = {
  whole: 'max-w-32',
  compact: 'max-w-16',
  short: 'max-w-16',
  listed: '',
}
const labelClasses: Readonly<Record<ChipForm, string>> = {
  whole: 'max-w-60',
  compact: 'max-w-20',
  short: 'hidden',
  listed: '',
}

/** The texts of a chip, in a form. */
export function ChipFace({ chip, form }: { chip: LineChip; form: ChipForm }) {
  const { word, words } = chip
  const { kind, label } = words
  const name = findShownName(chip, form)
  const style = kind === 'hidden' ? 'line-through' : (findLogStyle(word)?.word ?? '')
  return (
    <>
      <span className={`shrink-0 font-semibold ${style}`}>{word}</span>
      {name !== undefined && (
        <span className={`min-w-0 truncate ${nameClasses[form]}`}>
          <VisibleText text={name} />
        </span>
      )}
      {form === 'short' && hasProblem(chip) && (
        <WarningIcon
          aria-hidden
          size={10}
          weight="fill"
          className={`shrink-0 ${kind === 'failed' ? 'text-kumo-danger' : 'text-kumo-warning'}`}
        />
      )}
      {label !== '' && (
        <span
          className={`min-w-0 truncate tabular-nums ${labelClasses[form]} ${kind === 'failed' ? 'text-kumo-danger' : 'text-kumo-strong'}`}
        >
          {label}
        </span>
      )}
    </>
  )
}
