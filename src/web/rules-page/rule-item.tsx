/** One rule of the list: title, level, effect, logs and its switch; opened, all there is to say about it. */
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Rule } from '../../detection/rule.ts'
import { isPartOnly } from '../rules/list-active-rules.ts'
import { listRuleLogs } from '../rules/list-rule-logs.ts'
import { type KnownRules, toOwnFile } from '../rules/rule-library.ts'
import { EffectSign, LevelSign } from '../rules/rule-signs.tsx'
import { toVisibleText, VisibleText } from '../ui/text/visible-text.tsx'
import { RuleDetails } from './rule-details.tsx'

/** Draws the rule; `isLinked` says that the address names it. */
export function RuleItem({
  rule,
  set,
  isOpen,
  isLinked,
  actions,
  onToggle,
  onSwitch,
}: {
  rule: Rule
  set: KnownRules
  isOpen: boolean
  isLinked: boolean
  actions: ReactNode
  onToggle: () => void
  onSwitch: (isOn: boolean) => void
}) {
  const isOwn = set.own.has(rule.id)
  const logs = listRuleLogs(rule, set.byId)
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = row.current?.getBoundingClientRect()
    const isSeen = box && box.top >= 0 && box.bottom <= window.innerHeight
    if (isLinked && !isSeen) row.current?.scrollIntoView({ block: 'start' })
  }, [isLinked])
  const text = set.texts.get(isOwn ? toOwnFile(rule.id) : rule.file) ?? ''
  return (
    <li>
      <div
        ref={row}
        className="scroll-mt-2 flex flex-wrap items-center gap-x-3 px-3 py-1.5 hover:bg-kumo-tint"
      >
        <button
          type="button"
          data-rule={rule.id}
          aria-expanded={isOpen}
          className="flex min-w-0 flex-1 basis-64 cursor-pointer items-baseline gap-1 rounded-sm text-left"
          onClick={onToggle}
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
        <span className="w-24 shrink-0">{rule.effect && <EffectSign effect={rule.effect} />}</span>
        <span
          className="w-40 shrink-0 text-[12px] text-kumo-strong"
          title={logs.map(({ title }) => title).join(', ')}
        >
          {logs.length > 3 ? `${logs.length} logs` : logs.map(({ word }) => word).join(', ')}
        </span>
        <span className="w-20 shrink-0 text-[12px]">
          {isPartOnly(rule.id, [...set.byId.values()]) ? (
            <span className="text-kumo-strong">part only</span>
          ) : (
            <label className="flex w-fit cursor-pointer items-center gap-1.5">
              <input
                type="checkbox"
                role="switch"
                aria-checked={!set.off.has(rule.id)}
                aria-label={`Search by ${toVisibleText(rule.title)}`}
                checked={!set.off.has(rule.id)}
                onChange={({ target }) => onSwitch(target.checked)}
              />
              <span aria-hidden>{set.off.has(rule.id) ? 'off' : 'on'}</span>
            </label>
          )}
        </span>
      </div>
      {isOpen && <RuleDetails rule={rule} text={text} set={set} actions={actions} />}
    </li>
  )
}
