/** The toolbar of a body: its name and size, search, and buttons for its view and for copying. */
import { ArrowElbowDownLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowElbowDownLeft'
import { ArrowsInLineVerticalIcon } from '@phosphor-icons/react/dist/csr/ArrowsInLineVertical'
import { ArrowsOutLineVerticalIcon } from '@phosphor-icons/react/dist/csr/ArrowsOutLineVertical'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretUpIcon } from '@phosphor-icons/react/dist/csr/CaretUp'
import { TextAlignLeftIcon } from '@phosphor-icons/react/dist/csr/TextAlignLeft'
import { TreeStructureIcon } from '@phosphor-icons/react/dist/csr/TreeStructure'
import type { KeyboardEvent, ReactNode } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { formatTextSize } from '../../ui/text/format-size.ts'
import { maxHits } from './find-in-body.ts'
import type { Body } from './use-body.ts'

/** The view of a body. `setTree` is absent for a body that is no JSON. */
export type BodyMode = {
  isTree: boolean
  isWrapped: boolean
  setTree: ((isTree: boolean) => void) | undefined
  setWrapped: (isWrapped: boolean) => void
}

/** Bodies with at most this number of lines need no search and no collapsing. */
const maxShortLines = 6

/** Renders the toolbar. */
export function BodyToolbar({
  label,
  body,
  mode,
  getCopyText,
}: {
  label: string
  body: Body
  mode: BodyMode
  getCopyText: () => string
}) {
  const { source, lines, secrets, matched } = body
  const isLong = lines.count > maxShortLines || source.text.length > 600
  const name = label.charAt(0).toLowerCase() + label.slice(1)
  return (
    <header className="flex min-h-8 flex-wrap items-center gap-x-1 border-kumo-hairline border-b pr-1 pl-3">
      <h3 className="mr-auto truncate font-semibold text-xs">{label}</h3>
      {isLong && <SearchBox name={name} body={body} />}
      {isLong && matched.length > 0 && (
        <MatchedButton count={matched.length} name={name} onClick={body.goToMatched} />
      )}
      <span className="shrink-0 px-1 text-kumo-subtle text-xs tabular-nums">
        {formatTextSize(source.text)}
      </span>
      {isLong && mode.isTree && (
        <>
          <Tool
            name={`Fold all of ${name}`}
            icon={<ArrowsInLineVerticalIcon aria-hidden />}
            onClick={() => body.collapseAll(true)}
          />
          <Tool
            name={`Unfold all of ${name}`}
            icon={<ArrowsOutLineVerticalIcon aria-hidden />}
            onClick={() => body.collapseAll(false)}
          />
        </>
      )}
      {isLong && mode.setTree && (
        <Tool
          name={mode.isTree ? `Show ${name} as text` : `Show ${name} as a tree`}
          icon={mode.isTree ? <TextAlignLeftIcon aria-hidden /> : <TreeStructureIcon aria-hidden />}
          onClick={() => mode.setTree?.(!mode.isTree)}
        />
      )}
      <Tool
        name={`Wrap lines of ${name}`}
        isPressed={mode.isWrapped}
        icon={<ArrowElbowDownLeftIcon aria-hidden />}
        onClick={() => mode.setWrapped(!mode.isWrapped)}
      />
      <span className="[&_button]:size-6">
        <CopyButton label={`Copy ${name}`} getText={getCopyText} form={source.form} isIconOnly />
      </span>
      {secrets.length > 0 && (
        <p className="w-full pb-1 text-kumo-subtle text-xs">
          {toCountText(secrets.length)} suspected{' '}
          {secrets.length === 1 ? 'secret is' : 'secrets are'} masked, in copies as well.
        </p>
      )}
    </header>
  )
}

function SearchBox({ name, body }: { name: string; body: Body }) {
  const { wanted, hits, index, isCut } = body.search
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      event.preventDefault()
      body.step(event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape' && wanted !== '') {
      // The first Escape clears the search, the next one closes the drawer.
      event.preventDefault()
      event.stopPropagation()
      body.find('')
    }
  }
  const count = isCut ? `${toCountText(maxHits)}+` : toCountText(hits.length)
  return (
    <span className="flex items-center gap-0.5">
      <input
        type="search"
        value={wanted}
        aria-label={`Search in ${name}`}
        placeholder="Search"
        className="h-6 w-28 rounded-md border border-kumo-line bg-kumo-control px-2 text-xs placeholder:text-kumo-subtle [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => body.find(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {(wanted !== '' || hits.length > 0) && (
        <>
          <output className="px-1 text-kumo-subtle text-xs tabular-nums">
            {hits.length === 0 ? 'none' : `${toCountText(index + 1)} of ${count}`}
          </output>
          <Tool
            name={`Previous match in ${name}`}
            icon={<CaretUpIcon aria-hidden />}
            onClick={() => body.step(-1)}
          />
          <Tool
            name={`Next match in ${name}`}
            icon={<CaretDownIcon aria-hidden />}
            onClick={() => body.step(1)}
          />
        </>
      )}
    </span>
  )
}

/** Goes through the values because of which rules match the entry: a long body hides most of its lines. */
function MatchedButton({
  count,
  name,
  onClick,
}: {
  count: number
  name: string
  onClick: () => void
}) {
  const words = `${toCountText(count)} matched`
  const label = `${words} in ${name}: go to the next`
  return (
    <button
      type="button"
      aria-label={label}
      title="Go to the next value that a rule matches"
      className="h-6 shrink-0 cursor-pointer rounded-md bg-kumo-info/20 px-1.5 text-kumo-default text-xs tabular-nums hover:bg-kumo-info/30"
      onClick={onClick}
    >
      {words}
    </button>
  )
}

function Tool({
  name,
  icon,
  isPressed,
  onClick,
}: {
  name: string
  icon: ReactNode
  isPressed?: boolean
  onClick: () => void
}) {
  return (
    <IconButton
      size="xs"
      className="min-h-6 min-w-6"
      tone={isPressed ? 'pressed' : undefined}
      label={name}
      aria-pressed={isPressed}
      icon={icon}
      onClick={onClick}
    />
  )
}
