/** One rule of the list: title, level, effect, logs and its switch; opened, all there is to say about it. */
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { memo, useEffect, useRef } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Rule } from '../../detection/rule.ts'
import { type KnownRules, toOwnFile } from '../rules/rule-library.ts'
import { EffectSign, LevelSign } from '../rules/rule-signs.tsx'
import { Button } from '../ui/button.tsx'
import { toVisibleText, VisibleText } from '../ui/text/visible-text.tsx'
import { RuleDetails } from './rule-details.tsx'

/** What the list knows of a rule; the same object until a rule changes. */
export type RuleFacts = {
  rule: Rule
  isOwn: boolean
  /** Whether the rule is there only to be correlated. */
  isPart: boolean
  logs: readonly Dataset[]
}

/** What can be done with rules; the same functions for all of them, so that an item is drawn again only when it changes. */
export type RuleActions = {
  onToggle: (id: string) => void
  onSwitch: (id: string, isOn: boolean) => void
  onEdit: (id: string) => void
  onDelete: (rule: Rule) => void
}

/** Draws the rule. `set` is given when it is opened: the address names the open rule. */
export const RuleItem = memo(function RuleItem({
  facts: { rule, isOwn, isPart, logs },
  isOn,
  set,
  actions,
}: {
  facts: RuleFacts
  isOn: boolean
  set: KnownRules | undefined
  actions: RuleActions
}) {
  const isOpen = set !== undefined
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const box = row.current?.getBoundingClientRect()
    const isSeen = box && box.top >= 0 && box.bottom <= window.innerHeight
    if (!isSeen) row.current?.scrollIntoView({ block: 'start' })
  }, [isOpen])
  return (
    <li className="[contain-intrinsic-block-size:auto_34px] [content-visibility:auto]">
      <div
        ref={row}
        className="scroll-mt-2 flex flex-wrap items-center gap-x-3 px-3 py-1.5 hover:bg-kumo-tint"
      >
        <button
          type="button"
          data-rule={rule.id}
          aria-expanded={isOpen}
          className="flex min-w-0 flex-1 basis-64 cursor-pointer items-baseline gap-1 rounded-sm text-left"
          onClick={() => actions.onToggle(rule.id)}
        >
          <CaretRightIcon
            aria-hidden
            size={12}
            className={`shrink-0 self-center text-kumo-strong ${isOpen ? 'rotate-90' : ''}`}
          />
          <LevelSign level={rule.level} />
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">
            <VisibleText text={rule.title} />
          </span>
        </button>
        <span className="w-32 shrink-0">{rule.effect && <EffectSign effect={rule.effect} />}</span>
        <span
          className="w-40 shrink-0 text-[12px] text-kumo-strong"
          title={logs.map(({ title }) => title).join(', ')}
        >
          {logs.length > 3 ? `${logs.length} logs` : logs.map(({ word }) => word).join(', ')}
        </span>
        <span className="w-20 shrink-0 text-[12px]">
          {isPart ? (
            <span
              className="text-kumo-strong"
              title="This rule makes no findings of its own. Other rules use its matches; switch those on or off."
            >
              used by others
            </span>
          ) : (
            <label className="flex w-fit cursor-pointer items-center gap-1.5">
              <input
                type="checkbox"
                role="switch"
                aria-checked={isOn}
                aria-label={`Search by ${toVisibleText(rule.title)}`}
                checked={isOn}
                onChange={({ target }) => actions.onSwitch(rule.id, target.checked)}
              />
              <span aria-hidden>{isOn ? 'on' : 'off'}</span>
            </label>
          )}
        </span>
      </div>
      {set && (
        <RuleDetails
          rule={rule}
          text={set.texts.get(isOwn ? toOwnFile(rule.id) : rule.file) ?? ''}
          set={set}
          actions={isOwn && <OwnRuleButtons rule={rule} actions={actions} />}
        />
      )}
    </li>
  )
})

function OwnRuleButtons({ rule, actions }: { rule: Rule; actions: RuleActions }) {
  const title = toVisibleText(rule.title)
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        aria-label={`Edit ${title}`}
        onClick={() => actions.onEdit(rule.id)}
      >
        Edit
      </Button>
      <Button
        size="sm"
        variant="secondary"
        aria-label={`Delete ${title}`}
        onClick={() => actions.onDelete(rule)}
      >
        Delete
      </Button>
    </>
  )
}
