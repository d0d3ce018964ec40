/** The top of the drawer: summary, time and result of the entry, and buttons. */
import { Badge } from '@cloudflare/kumo/components/badge'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretUpIcon } from '@phosphor-icons/react/dist/csr/CaretUp'
import { PushPinIcon } from '@phosphor-icons/react/dist/csr/PushPin'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readPath, readText } from '../../../catalog/fields.ts'
import { toPointer } from '../../../query/json-pointer.ts'
import type { NamesById } from '../../../query/summary/find-named.ts'
import type { SummaryPart } from '../../../query/summary/summary-parts.ts'
import { toOrigin } from '../../../query/summary/to-origin.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import type { ResolvedNames } from '../../store/names/shared-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { toSecondText, toTimeText } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { findShownValue } from '../entry/find-shown-value.ts'
import { useValueMenu } from '../fields/use-value-menu.ts'
import { ResultBadge } from './result-badge.tsx'
import { Sentence, type SentencePart } from './sentence.tsx'

/** The actions on the open entry. A step is absent at the end of the list. */
export type DrawerActions = {
  link: () => string
  /** How much of the list behind the entry was loaded. */
  verdict: () => string
  /** Saves the entry with the proof that the proxy received it; absent where the list does not have the entry. */
  saveProof?: (() => Promise<void>) | undefined
  /** Whether the entry is pinned for a comparison, and the function that changes it. */
  pin: { isPinned: boolean; toggle: () => void }
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
}

/** Renders the header. Takes the focus when the drawer opens, but not on steps to other entries. */
export function DrawerHeader({
  dataset,
  entry,
  names,
  timeZone,
  lateAt,
  actions,
  copyMenu,
  onClose,
}: {
  dataset: Dataset
  entry: unknown
  names: ResolvedNames
  timeZone: string
  /** When a later reading brought the entry, empty if that is unknown; absent when the first one did. */
  lateAt: string | undefined
  actions: DrawerActions
  copyMenu: ReactNode
  onClose: () => void
}) {
  const headingRef = useRef<HTMLHeadingElement>(null)
  useEffect(() => headingRef.current?.focus({ preventScroll: true }), [])
  const { sentence, origin } = useMemo(
    () => toShownParts(dataset, entry, names.nameOf),
    [dataset, entry, names],
  )
  const targets = [...sentence, ...origin].flatMap(({ target }) => target ?? [])
  const headlineMenu = useValueMenu(targets)
  return (
    <header className="px-4 pt-3 pb-2">
      <div className="flex items-center gap-1.5">
        <ResultBadge dataset={dataset} entry={entry} />
        {lateAt !== undefined && <Badge variant="info">Arrived late</Badge>}
        <span className="mr-auto truncate text-kumo-subtle text-xs">{dataset.title}</span>
        <IconButton
          size="sm"
          variant={actions.pin.isPinned ? 'secondary' : 'ghost'}
          label="Pin to compare"
          aria-pressed={actions.pin.isPinned}
          title={
            actions.pin.isPinned ? 'Pinned to compare; take away' : 'Pin to compare with others'
          }
          icon={<PushPinIcon aria-hidden weight={actions.pin.isPinned ? 'fill' : 'regular'} />}
          onClick={actions.pin.toggle}
        />
        {copyMenu}
        <StepButton
          name="Previous entry"
          keys="k or ↑"
          icon={<CaretUpIcon aria-hidden />}
          onStep={actions.onPrevious}
        />
        <StepButton
          name="Next entry"
          keys="j or ↓"
          icon={<CaretDownIcon aria-hidden />}
          onStep={actions.onNext}
        />
        <IconButton
          size="sm"
          label="Close entry"
          title="Close (Esc)"
          icon={<XIcon aria-hidden />}
          onClick={onClose}
        />
      </div>
      <div aria-live="polite">
        <h2
          ref={headingRef}
          tabIndex={-1}
          onKeyDown={headlineMenu.onKeyDown}
          className="mt-2 font-normal text-[15px] text-kumo-default leading-[22px] outline-none [overflow-wrap:anywhere]"
        >
          <Sentence parts={sentence} names={names} />
        </h2>
      </div>
      {origin.length > 0 && (
        <p className="mt-0.5 text-kumo-subtle [overflow-wrap:anywhere]">
          <Sentence parts={origin} names={names} />
        </p>
      )}
      <EntryTime
        instant={readPath(entry, dataset.timePath)}
        path={dataset.timePath}
        timeZone={timeZone}
      />
      {lateAt !== undefined && (
        <p className="mt-1 text-kumo-subtle text-xs">
          The log did not have this entry when this time was first read; a later reading brought it
          {lateAt && ` at ${toSecondText(lateAt, timeZone)}`}.
        </p>
      )}
    </header>
  )
}

function toShownParts(
  dataset: Dataset,
  entry: unknown,
  names: NamesById,
): Record<'sentence' | 'origin', SentencePart[]> {
  const time = readText(entry, dataset.timePath)
  const toShown = (part: SummaryPart): SentencePart => ({
    ...part,
    target: part.isValue
      ? findShownValue(dataset, entry, part.resolvedId ?? part.text, time)
      : undefined,
  })
  return {
    sentence: toSummary(dataset, entry, names).map(toShown),
    origin: toOrigin(dataset, entry, names).map(toShown),
  }
}

function EntryTime({
  instant,
  path,
  timeZone,
}: {
  instant: unknown
  /** The catalog's path of the time. */
  path: string
  timeZone: string
}) {
  const time = typeof instant === 'string' ? instant : ''
  const { onContextMenu } = useValueMenu(
    time === ''
      ? undefined
      : { field: path, pointer: toPointer(path.split('.')), value: time, time },
  )
  if (typeof instant !== 'string' || instant === '') {
    return <p className="mt-1 text-kumo-subtle italic">time not recorded</p>
  }
  const zones = timeZone === 'UTC' ? ['UTC'] : [timeZone, 'UTC']
  const times = [...new Set(zones.map((zone) => toTimeText(instant, zone)))]
  return (
    <p
      className="mt-1 flex flex-wrap gap-x-3 font-mono text-[12px] text-kumo-subtle tabular-nums"
      onContextMenu={onContextMenu}
    >
      {times.map((time) => (
        <VisibleText key={time} text={time} />
      ))}
    </p>
  )
}

function StepButton({
  name,
  keys,
  icon,
  onStep,
}: {
  name: string
  keys: string
  icon: ReactNode
  onStep: (() => void) | undefined
}) {
  // Not `disabled`: at the end of the list the button would lose the focus and ignore keys.
  return (
    <IconButton
      size="sm"
      className="aria-disabled:cursor-not-allowed aria-disabled:opacity-40"
      label={name}
      aria-disabled={!onStep}
      title={`${name} (${keys})`}
      icon={icon}
      onClick={onStep}
    />
  )
}
