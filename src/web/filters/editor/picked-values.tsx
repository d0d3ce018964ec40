/** Inputs for values from a closed list: checkboxes, radio buttons where one value is allowed, or a switch. */
import { Checkbox } from '@cloudflare/kumo/components/checkbox'
import { Radio } from '@cloudflare/kumo/components/radio'
import { Switch } from '@cloudflare/kumo/components/switch'
import type { Parameter } from '../../../catalog/parameters.ts'
import type { FilterDraft } from '../draft/filter-draft.ts'
import type { Suggestion } from '../draft/suggestion.ts'
import { goToTyped } from './go-to-typed.ts'
import { SuggestionText } from './suggestion-item.tsx'

type PickedValuesProps = {
  parameter: Parameter
  draft: FilterDraft
  suggestions: readonly Suggestion[]
  onChange: (draft: FilterDraft) => void
}

export function PickedValues(props: PickedValuesProps) {
  const { parameter, draft, onChange } = props
  if (parameter.kind === 'choice') {
    return parameter.repeats || draft.values.length > 1 ? (
      <SeveralOf {...props} />
    ) : (
      <OneOf {...props} />
    )
  }
  const isTrue = draft.values[0] === 'true'
  return (
    <Switch
      size="sm"
      data-first-focus
      label={<span className="text-[13px]">{isTrue ? 'true' : 'false'}</span>}
      aria-label={parameter.label}
      checked={isTrue}
      onCheckedChange={(checked) => onChange({ ...draft, values: [String(checked)] })}
    />
  )
}

/** The options: declared values in their order with the caller's labels, then undeclared values of the draft. */
function toOptions({ parameter, draft, suggestions }: PickedValuesProps): readonly Suggestion[] {
  const declared = parameter.values ?? []
  const undeclared = draft.values.filter((value) => !declared.includes(value))
  return [...declared, ...undeclared].map(
    (value) => suggestions.find((suggestion) => suggestion.value === value) ?? { value },
  )
}

function SeveralOf(props: PickedValuesProps) {
  const { parameter, draft, onChange } = props
  const options = toOptions(props)
  const check = (value: string, isChecked: boolean) => {
    const order = options.map((option) => option.value)
    const values = isChecked
      ? order.filter((option) => option === value || draft.values.includes(option))
      : draft.values.filter((option) => option !== value)
    onChange({ ...draft, values })
  }
  return (
    <fieldset
      onKeyDown={goToTyped}
      className="-mx-1 flex max-h-64 flex-col overflow-y-auto overscroll-contain"
    >
      <legend className="sr-only">Values of {parameter.label}</legend>
      {options.map((option, index) => (
        <div
          key={option.value}
          className="flex items-center gap-2 rounded-md px-2 py-1 hover:bg-kumo-tint"
        >
          <Checkbox
            {...(index === 0 && { 'data-first-focus': true })}
            label={<OptionText {...option} />}
            className="ring-kumo-interact"
            checked={draft.values.includes(option.value)}
            onCheckedChange={(checked) => check(option.value, checked === true)}
          />
          <span className="ml-auto shrink-0 text-[12px] text-kumo-subtle tabular-nums">
            {option.hint}
          </span>
        </div>
      ))}
    </fieldset>
  )
}

function OneOf(props: PickedValuesProps) {
  const { parameter, draft, onChange } = props
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: typed letters focus the radio buttons inside.
    <div data-first-focus onKeyDown={goToTyped}>
      <Radio.Group
        value={draft.values[0] ?? ''}
        onValueChange={(value) => onChange({ ...draft, values: [String(value)] })}
      >
        <Radio.Legend className="sr-only">Value of {parameter.label}</Radio.Legend>
        {toOptions(props).map((option) => (
          <Radio.Item key={option.value} value={option.value} label={<OptionText {...option} />} />
        ))}
      </Radio.Group>
    </div>
  )
}

function OptionText({ value, label }: Suggestion) {
  return (
    <span className="flex min-w-0 items-center gap-2 text-[13px] leading-5 font-normal">
      <SuggestionText value={value} {...(label !== undefined && { label })} />
    </span>
  )
}
