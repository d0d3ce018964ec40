/** The buttons of a value: include, exclude, copy, and more. Visible on hover and focus. */
import { cn } from '@cloudflare/kumo/utils'
import { DotsThreeIcon } from '@phosphor-icons/react/dist/csr/DotsThree'
import { MinusIcon } from '@phosphor-icons/react/dist/csr/Minus'
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus'
import { CopyButton } from '../../ui/copy-button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { usePivots } from '../../ui/pivot-context.ts'
import { toVisibleText } from '../../ui/text/visible-text.tsx'
import { type EntryView, toPivotTarget } from '../entry/entry-view.ts'
import type { FieldEntry } from '../entry/list-fields.ts'

const hiddenUntilHover =
  'opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100'

/** Renders the buttons of one value; the button of a present filter is always visible. */
export function ValueActions({
  view,
  shown,
  text,
  getCopyText,
  hasSecret,
}: {
  view: EntryView
  shown: FieldEntry
  text: string
  /** The text to copy, with secrets masked that are not revealed. */
  getCopyText: () => string
  /** Whether the value has a suspected secret: then it cannot be filtered by, because filters are in the address. */
  hasSecret: boolean
}) {
  const pivots = usePivots()
  if (text === '') return null
  const target = toPivotTarget(view, shown)
  const presentMode = pivots.findMode(target)
  const modes = hasSecret ? [] : pivots.findModes(target)
  const label = toLabelInside(shown.label)
  const name = `${label} ${toVisibleText(text.slice(0, 120))}`
  return (
    <span className="flex items-center justify-end gap-0.5">
      {modes.map((mode) => (
        <PivotButton
          key={mode}
          mode={mode}
          name={`${mode === 'include' ? 'Include' : 'Exclude'} ${name}${pivots.isLocal(target, mode) ? ', among loaded entries only' : ''}`}
          isOn={presentMode === mode}
          onToggle={() => pivots.toggle(target, mode)}
        />
      ))}
      <span className={cn('[&_button]:size-6', hiddenUntilHover)}>
        <CopyButton
          label={`Copy ${label}`}
          getText={getCopyText}
          form={typeof shown.value === 'object' ? 'json' : 'text'}
          isIconOnly
        />
      </span>
      {typeof shown.value !== 'object' && !hasSecret && (
        <IconButton
          size="xs"
          className={`min-h-6 min-w-6 ${hiddenUntilHover}`}
          label={`More about ${name}`}
          aria-haspopup="menu"
          title="Open actions menu (.)"
          icon={<DotsThreeIcon aria-hidden />}
          onClick={(event) => pivots.openMenu(target, event.currentTarget)}
        />
      )}
    </span>
  )
}

function PivotButton({
  mode,
  name,
  isOn,
  onToggle,
}: {
  mode: 'include' | 'exclude'
  name: string
  isOn: boolean
  onToggle: () => void
}) {
  const isInclude = mode === 'include'
  const Icon = isInclude ? PlusIcon : MinusIcon
  return (
    <IconButton
      size="xs"
      className={cn('min-h-6 min-w-6', !isOn && hiddenUntilHover)}
      tone={isOn ? (isInclude ? 'success' : 'danger') : undefined}
      label={name}
      aria-pressed={isOn}
      title={isOn ? 'Remove this filter' : name}
      icon={<Icon aria-hidden weight={isOn ? 'bold' : 'regular'} />}
      onClick={onToggle}
    />
  )
}

/** Formats a label for use in a sentence: “Actor email” → “actor email”; “HTTP status” stays. */
function toLabelInside(label: string): string {
  const visible = toVisibleText(label.slice(0, 120))
  return /^[A-Z][a-z]/.test(visible) ? visible.charAt(0).toLowerCase() + visible.slice(1) : visible
}
