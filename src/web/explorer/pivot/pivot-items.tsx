/** The items of a value's menu. */
import { Menu } from '@cloudflare/kumo/primitives/menu'
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check'
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { ClockIcon } from '@phosphor-icons/react/dist/csr/Clock'
import { CopyIcon } from '@phosphor-icons/react/dist/csr/Copy'
import { CrosshairIcon } from '@phosphor-icons/react/dist/csr/Crosshair'
import { ListMagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/ListMagnifyingGlass'
import { ProhibitIcon } from '@phosphor-icons/react/dist/csr/Prohibit'
import { type MouseEvent, type ReactNode, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { menuItemClass } from '../../ui/menu-style.ts'
import type { PivotTarget } from '../../ui/pivot-context.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import {
  findEverything,
  findPivotMode,
  isLocalPivot,
  keepOnlyPivot,
  listAround,
  togglePivot,
} from './pivot-gestures.ts'
import { findPivotField, toPivotLabel } from './resolve-pivot.ts'

/** What the items of the menu need to know. */
export type PivotMenuContext = {
  dataset: Dataset
  query: LogQuery
  /** The address of a query, for a new tab. */
  toHref: (next: LogQuery) => string
  /** Goes there in this tab. */
  onGo: (next: LogQuery) => void
  onClose: () => void
  /** How many entries are loaded: those that local filters are about. */
  loaded: number
}

/** Longest value that heads a menu, in characters. */
const maxHeadingLength = 300

/** Filter by a value in each way that there is, copy it, and everything of it. */
export function ValueItems({ target, place }: { target: PivotTarget; place: PivotMenuContext }) {
  const { dataset, query } = place
  const mode = findPivotMode(query, dataset, target)
  const everything = findEverything(query, dataset, target)
  const text = toPivotLabel(target)
  const covered = `local: of ${toCountText(place.loaded)} loaded`
  return (
    <Menu.Group>
      <Menu.GroupLabel className="flex max-w-96 flex-col px-2 pt-1 pb-1.5">
        <span className="text-[11px] leading-4 text-kumo-subtle">
          {findPivotField(dataset, target)?.label ?? <VisibleText text={target.pointer} />}
        </span>
        <span className="line-clamp-2 font-medium [overflow-wrap:anywhere]">
          <VisibleText text={text.slice(0, maxHeadingLength)} />
        </span>
      </Menu.GroupLabel>
      <LeadItem
        next={togglePivot(query, dataset, target, 'include')}
        place={place}
        icon={<CheckCircleIcon size={14} aria-hidden />}
        hint={isLocalPivot(dataset, target, 'include') ? covered : undefined}
      >
        {mode === 'include' ? 'Stop including' : 'Include'}
      </LeadItem>
      <LeadItem
        next={togglePivot(query, dataset, target, 'exclude')}
        place={place}
        icon={<ProhibitIcon size={14} aria-hidden />}
        hint={isLocalPivot(dataset, target, 'exclude') ? covered : undefined}
      >
        {mode === 'exclude' ? 'Stop excluding' : 'Exclude'}
      </LeadItem>
      <LeadItem
        next={keepOnlyPivot(query, dataset, target)}
        place={place}
        icon={<CrosshairIcon size={14} aria-hidden />}
        hint={isLocalPivot(dataset, target, 'include') ? covered : undefined}
      >
        Only this
      </LeadItem>
      <CopyItem text={text} />
      <LeadItem
        next={everything?.next}
        place={place}
        icon={<ListMagnifyingGlassIcon size={14} aria-hidden />}
        hint={everything?.isLocal ? 'drops other filters; local' : 'drops other filters'}
      >
        {everything?.words}
      </LeadItem>
    </Menu.Group>
  )
}

/** What else happened around the entry's time. */
export function AroundItems({ target, place }: { target: PivotTarget; place: PivotMenuContext }) {
  const leads = listAround(place.query, target)
  if (leads.length === 0) return null
  return (
    <Menu.Group className="mt-1 border-kumo-hairline border-t pt-1">
      <Menu.GroupLabel className="px-2 py-0.5 text-[11px] leading-4 text-kumo-subtle">
        Around this time
      </Menu.GroupLabel>
      {leads.map(({ words, next }) => (
        <LeadItem key={words} next={next} place={place} icon={<ClockIcon size={14} aria-hidden />}>
          {words}
        </LeadItem>
      ))}
    </Menu.Group>
  )
}

/** A way to another query: here with a click, elsewhere as any link. Nothing where there is no way. */
function LeadItem({
  next,
  place,
  icon,
  hint,
  children,
}: {
  next: LogQuery | undefined
  place: PivotMenuContext
  icon: ReactNode
  /** What is special about this way, in few words. */
  hint?: string | undefined
  children: ReactNode
}) {
  if (!next) return null
  function follow(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    if (next) place.onGo(next)
  }
  return (
    <Menu.LinkItem
      href={place.toHref(next)}
      rel="noreferrer"
      closeOnClick
      onClick={follow}
      className={menuItemClass}
    >
      {icon}
      {children}
      {hint && <span className="ml-auto pl-4 text-[11px] text-kumo-subtle">{hint}</span>}
    </Menu.LinkItem>
  )
}

function CopyItem({ text }: { text: string }) {
  const [said, setSaid] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('The browser refused to copy'),
    )
  const Icon = said === 'Copied' ? CheckIcon : CopyIcon
  return (
    <Menu.Item closeOnClick={false} onClick={copy} className={menuItemClass}>
      <Icon size={14} aria-hidden />
      <span aria-live="polite">{said || 'Copy'}</span>
    </Menu.Item>
  )
}
