/** The editor of a filter by detection rules: rules by title and level, and all rules with an effect. */
import { useId, useState } from 'react'
import { type RuleLevel, ruleLevels } from '../../../detection/rule.ts'
import { isSealFilter, sealKinds, toSealTag } from '../../../query/local/seal-filters.ts'
import type { FilterMode, LocalFilter, RuleFilter } from '../../../query/log-query.ts'
import { useRules } from '../../rules/rule-library.ts'
import { isUnknownRule, namedTags, toRuleName } from '../../rules/rule-names.ts'
import { LevelSign } from '../../rules/rule-signs.tsx'
import { Link } from '../../ui/links/link.tsx'
import { Note } from '../../ui/note.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { listRules } from '../draft/filter-words.ts'
import { type EditorExits, EditorFrame } from './editor-frame.tsx'
import { ModeChoice } from './mode-choice.tsx'

const ruleSubject = {
  label: 'Finding',
  description: 'Entries that one of these detection rules matches.',
}
const linkSubject = {
  label: 'Compared with the link',
  description: 'Entries that are new or changed since the link was made.',
}

type RuleGroup = readonly [LocalFilter, ...LocalFilter[]]

export function RuleEditor({
  loaded,
  from,
  exits,
  onApply,
}: {
  /** Number of loaded entries. */
  loaded: number
  from: RuleGroup
  exits: EditorExits
  onApply: (group: readonly [RuleFilter, ...RuleFilter[]]) => void
}) {
  const [mode, setMode] = useState<FilterMode>(from[0].mode)
  const [chosen, setChosen] = useState(() => listRules(from).filter((rule) => rule !== ''))
  const problemId = useId()
  const isOfLink = from.some(isSealFilter)
  const set = useRules()
  const unknown = chosen.filter((rule) => isUnknownRule(rule, set))
  const [first, ...others] = chosen.map((rule): RuleFilter => ({ kind: 'rule', mode, rule }))
  const toggle = (rule: string) =>
    setChosen(chosen.includes(rule) ? chosen.filter((each) => each !== rule) : [...chosen, rule])
  return (
    <EditorFrame
      subject={{
        ...(isOfLink ? linkSubject : ruleSubject),
        name: mode === 'include' ? 'rule' : 'rule.not',
      }}
      problem={{ id: problemId, words: undefined }}
      notes={
        <>
          {unknown.length > 0 && (
            <Note isWarning>
              No rule with this id or tag here. It may be a rule of the person who sent the link:{' '}
              <Link to="/rules" className="text-kumo-link underline">
                see the rules of this browser
              </Link>
              .
            </Note>
          )}
          <Note>
            A local filter: it applies to the {toCountText(loaded)} loaded entries, and to those
            still to be loaded.
          </Note>
        </>
      }
      exits={exits}
      onApply={first ? () => onApply([first, ...others]) : undefined}
    >
      <ModeChoice mode={mode} canExclude onChange={setMode} />
      {isOfLink ? (
        <RuleItems
          legend="What differs"
          items={sealKinds.map((kind) => ({ rule: toSealTag(kind), name: kind }))}
          chosen={chosen}
          onToggle={toggle}
        />
      ) : (
        <RuleChoice chosen={chosen} onToggle={toggle} />
      )}
    </EditorFrame>
  )
}

function RuleChoice({
  chosen,
  onToggle,
}: {
  chosen: readonly string[]
  onToggle: (rule: string) => void
}) {
  const set = useRules()
  const [text, setText] = useState('')
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const hasWords = (name: string) => words.every((word) => name.toLowerCase().includes(word))
  const known = [...set.rules].sort(
    (a, b) =>
      ruleLevels.indexOf(b.level) - ruleLevels.indexOf(a.level) || a.title.localeCompare(b.title),
  )
  const others = chosen.filter((rule) => !set.byId.has(rule) && !namedTags.includes(rule))
  const items = [
    ...[...others, ...namedTags].map((rule) => ({
      rule,
      name: toRuleName(rule, set),
      level: undefined,
    })),
    ...known.map(({ id, title, level }) => ({ rule: id, name: title, level })),
  ].filter(({ rule, name }) => hasWords(name) || chosen.includes(rule))
  return (
    <>
      <input
        data-first-focus
        type="text"
        value={text}
        aria-label="Find a rule by its title"
        placeholder="Find a rule by its title"
        onChange={({ target }) => setText(target.value)}
        className="h-7 rounded-md border border-kumo-line bg-kumo-base px-2 text-[13px] placeholder:text-kumo-subtle"
      />
      <RuleItems legend="Rules" items={items} chosen={chosen} onToggle={onToggle} />
    </>
  )
}

/** The rules or tags that can be chosen. */
function RuleItems({
  legend,
  items,
  chosen,
  onToggle,
}: {
  legend: string
  items: readonly { rule: string; name: string; level?: RuleLevel | undefined }[]
  chosen: readonly string[]
  onToggle: (rule: string) => void
}) {
  return (
    <fieldset className="-mx-1 flex max-h-64 flex-col overflow-y-auto overscroll-contain">
      <legend className="sr-only">{legend}</legend>
      {items.map(({ rule, name, level }) => (
        <label
          key={rule}
          className="flex cursor-pointer items-center gap-2 rounded-md px-2 py-1 hover:bg-kumo-tint"
        >
          <input type="checkbox" checked={chosen.includes(rule)} onChange={() => onToggle(rule)} />
          <span className="flex min-w-0">
            {level && <LevelSign level={level} />}
            <span className="min-w-0">
              <VisibleText text={name} />
            </span>
          </span>
        </label>
      ))}
      {items.length === 0 && (
        <p className="m-0 px-2 py-1 text-[12px] text-kumo-strong">No rule has these words.</p>
      )}
    </fieldset>
  )
}
