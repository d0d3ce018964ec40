/** The items of a value's menu. */
import { Menu } from '@cloudflare/kumo/primitives/menu'
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check'
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle'
import { ClockIcon } from '@phosphor-icons/react/dist/csr/Clock'
import { CopyIcon } from '@phosphor-icons/react/dist/csr/Copy'
import { CrosshairIcon } from '@phosphor-icons/react/dist/csr/Crosshair'
import { ListMagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/ListMagnifyingGlass'
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass'
import { ProhibitIcon } from '@phosphor-icons/react/dist/csr/Prohibit'
import { TextTIcon } from '@phosphor-icons/react/dist/csr/TextT'
import { useState } from 'react'
import {
  addTextPivot,
  findEverything,
  findPivotMode,
  findPivotRemark,
  isLocalPivot,
  keepOnlyPivot,
  listAround,
  togglePivot,
} from '../../../query/pivot/pivot-gestures.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { findPivotLabel, findPivotText, toPivotLabel } from '../../../query/pivot/resolve-pivot.ts'
import { copyValue } from '../../ui/copy-value.ts'
import { menuItemClass } from '../../ui/menu-style.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { AllLogsItems } from './all-logs-items.tsx'
import { LinkItem, type PivotMenuContext } from './link-item.tsx'

/** Maximum length of a value in the heading of the menu, in characters. */
const maxHeadingLength = 300

/** Items that filter by a value, copy it, or show everything with it. */
export function ValueItems({
  target,
  context,
}: {
  target: PivotTarget
  context: PivotMenuContext
}) {
  const { dataset, query } = context
  const mode = findPivotMode(query, dataset, target)
  const everything = findEverything(query, dataset, target)
  const text = toPivotLabel(target)
  const remark = findPivotRemark(dataset, target)
  const covered = `local: of ${toCountText(context.loaded)} loaded`
  return (
    <Menu.Group>
      <Menu.GroupLabel className="flex max-w-96 flex-col px-2 pt-1 pb-1.5">
        <span className="text-[11px] leading-4 text-kumo-subtle">
          {findPivotLabel(dataset, target) ?? <VisibleText text={target.pointer} />}
        </span>
        <span className="line-clamp-2 font-medium [overflow-wrap:anywhere]">
          <VisibleText text={text.slice(0, maxHeadingLength)} />
        </span>
        {remark && <span className="mt-0.5 text-[12px] text-kumo-strong leading-4">{remark}</span>}
      </Menu.GroupLabel>
      <LinkItem
        next={togglePivot(query, dataset, target, 'include')}
        context={context}
        icon={<CheckCircleIcon size={14} aria-hidden />}
        hint={isLocalPivot(dataset, target, 'include') ? covered : undefined}
      >
        {mode === 'include' ? 'Stop including' : 'Include'}
      </LinkItem>
      <LinkItem
        next={togglePivot(query, dataset, target, 'exclude')}
        context={context}
        icon={<ProhibitIcon size={14} aria-hidden />}
        hint={isLocalPivot(dataset, target, 'exclude') ? covered : undefined}
      >
        {mode === 'exclude' ? 'Stop excluding' : 'Exclude'}
      </LinkItem>
      <LinkItem
        next={keepOnlyPivot(query, dataset, target)}
        context={context}
        icon={<CrosshairIcon size={14} aria-hidden />}
        hint={isLocalPivot(dataset, target, 'include') ? covered : undefined}
      >
        Replace filter on this field
      </LinkItem>
      <LinkItem
        next={addTextPivot(query, target)}
        context={context}
        icon={<TextTIcon size={14} aria-hidden />}
        hint={covered}
      >
        Filter by this text anywhere
      </LinkItem>
      <FindItem text={findPivotText(target)} onFind={context.onFind} />
      <CopyItem text={text} />
      <LinkItem
        next={everything?.next}
        context={context}
        icon={<ListMagnifyingGlassIcon size={14} aria-hidden />}
        hint={everything?.isLocal ? 'clears filters; local' : 'clears filters'}
        leadsElsewhere
      >
        {everything?.words}
      </LinkItem>
      <AllLogsItems target={target} context={context} />
    </Menu.Group>
  )
}

/** Items that show the entries around the time of this one. */
export function AroundItems({
  target,
  context,
}: {
  target: PivotTarget
  context: PivotMenuContext
}) {
  const links = listAround(context.query, target)
  if (links.length === 0) return null
  return (
    <Menu.Group className="mt-1 border-kumo-hairline border-t pt-1">
      <Menu.GroupLabel className="px-2 py-0.5 text-[11px] leading-4 text-kumo-subtle">
        Around this time
      </Menu.GroupLabel>
      {links.map(({ words, next }) => (
        <LinkItem
          key={words}
          next={next}
          context={context}
          icon={<ClockIcon size={14} aria-hidden />}
          leadsElsewhere
        >
          {words}
        </LinkItem>
      ))}
    </Menu.Group>
  )
}

/** Searches the loaded entries for the text; nothing for a value that must not get into the address. */
function FindItem({ text, onFind }: { text: string | undefined; onFind: (text: string) => void }) {
  if (text === undefined) return null
  return (
    <Menu.Item onClick={() => onFind(text)} className={menuItemClass}>
      <MagnifyingGlassIcon size={14} aria-hidden />
      Find in loaded entries
    </Menu.Item>
  )
}

function CopyItem({ text }: { text: string }) {
  const [copyStatus, setCopyStatus] = useState('')
  const copy = () =>
    copyValue(text, 'text').then(
      () => setCopyStatus('Copied'),
      () => setCopyStatus('The browser refused to copy'),
    )
  const Icon = copyStatus === 'Copied' ? CheckIcon : CopyIcon
  return (
    <Menu.Item closeOnClick={false} onClick={copy} className={menuItemClass}>
      <Icon size={14} aria-hidden />
      <span aria-live="polite">{copyStatus || 'Copy'}</span>
    </Menu.Item>
  )
}
