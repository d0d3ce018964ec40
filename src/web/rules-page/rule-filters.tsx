/** The search box and the filters of the list of rules. */
import type { ReactNode } from 'react'
import { datasets } from '../../catalog/index.ts'
import { ruleLevels } from '../../detection/rule.ts'
import { levelMarks } from '../rules/rule-marks.ts'
import { SegmentedChoice } from '../ui/segmented-choice.tsx'
import type { RuleChoice } from './filter-rules.ts'

const fieldClass =
  'h-7 rounded-md bg-kumo-control px-2 text-[13px] text-kumo-default ring ring-kumo-line focus-visible:ring-2 focus-visible:ring-kumo-brand'

export function RuleFilters({
  choice,
  onChange,
}: {
  choice: RuleChoice
  onChange: (next: RuleChoice) => void
}) {
  return (
    <search className="flex flex-wrap items-center gap-2">
      <input
        type="search"
        aria-label="Find a rule"
        placeholder="Find by title, text, tag or id"
        value={choice.text}
        onChange={({ target }) => onChange({ ...choice, text: target.value })}
        className={`${fieldClass} min-w-52 flex-1`}
      />
      <Choice
        label="Level"
        value={choice.level}
        onChange={(value) =>
          onChange({ ...choice, level: ruleLevels.find((each) => each === value) ?? '' })
        }
      >
        <option value="">Any level</option>
        {ruleLevels.toReversed().map((level) => (
          <option key={level} value={level}>
            {levelMarks[level].word}
          </option>
        ))}
      </Choice>
      <Choice label="Log" value={choice.log} onChange={(log) => onChange({ ...choice, log })}>
        <option value="">Any log</option>
        {datasets.map(({ id, shortTitle }) => (
          <option key={id} value={id}>
            {shortTitle}
          </option>
        ))}
      </Choice>
      <Choice
        label="Effect"
        value={choice.effect}
        onChange={(value) => onChange({ ...choice, effect: findOption(effects, value) })}
      >
        <option value="">Any effect</option>
        <option value="loosens">Loosens security</option>
        <option value="tightens">Tightens security</option>
        <option value="none">Neither</option>
      </Choice>
      <Choice
        label="Origin"
        value={choice.origin}
        onChange={(value) => onChange({ ...choice, origin: findOption(origins, value) })}
      >
        <option value="">Shipped and own</option>
        <option value="shipped">Shipped</option>
        <option value="own">Own</option>
      </Choice>
      <Choice
        label="Switch"
        value={choice.state}
        onChange={(value) => onChange({ ...choice, state: findOption(states, value) })}
      >
        <option value="">On and off</option>
        <option value="on">On</option>
        <option value="off">Off</option>
      </Choice>
      <SegmentedChoice
        legend="Group by"
        segments={[
          { value: 'topic', words: 'By topic' },
          { value: 'level', words: 'By level' },
        ]}
        value={choice.groupBy}
        onChange={(groupBy) => onChange({ ...choice, groupBy })}
      />
    </search>
  )
}

const effects = ['loosens', 'tightens', 'none'] as const
const origins = ['shipped', 'own'] as const
const states = ['on', 'off'] as const

function findOption<Option extends string>(options: readonly Option[], value: string): Option | '' {
  return options.find((each) => each === value) ?? ''
}

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className={`${fieldClass} max-w-44 cursor-pointer`}
    >
      {children}
    </select>
  )
}
