/** The facets panel: the values of some fields among the shown entries, the most frequent or the rarest first. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus'
import { SortAscendingIcon } from '@phosphor-icons/react/dist/csr/SortAscending'
import { SortDescendingIcon } from '@phosphor-icons/react/dist/csr/SortDescending'
import { SparkleIcon } from '@phosphor-icons/react/dist/csr/Sparkle'
import { useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { logPath } from '../../catalog/timeline/timeline.ts'
import { formatCountedPairs } from '../../query/timeline/pair-words.ts'
import { setViewPreferences, useViewPreferences } from '../preferences/view-preferences.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { toCountText } from '../ui/text/count-text.ts'
import { FacetBlock } from './facet-block.tsx'
import { listCountable, toFacetFields } from './facet-fields.ts'

/** Draws the panel; its width does not depend on the data. */
export function FacetsPanel({
  dataset,
  store,
  version,
  shown,
  pairsShown,
  loaded,
  isCompared,
  isSearched,
  searchProblem,
  isEmpty,
}: {
  dataset: Dataset
  store: EntryStore
  /** Changes when the stored entries or the shown entries change. */
  version: string
  /** Number of counted rows, of those that are two entries of one event, and of all loaded entries. */
  shown: number
  pairsShown: number
  loaded: number
  /** Whether the values are compared with an earlier range. */
  isCompared: boolean
  /** Whether the entries were searched by rules. */
  isSearched: boolean
  /** Why they cannot be searched by rules. */
  searchProblem: string | undefined
  /** Whether there is nothing to count, and will be nothing. */
  isEmpty: boolean
}) {
  const { facets: chosenFacets, facetOrder } = useViewPreferences()
  const chosen = chosenFacets[dataset.id]
  const isRareFirst = facetOrder === 'rare'
  const isNewFirst = isCompared && facetOrder === 'new'
  const fields = toFacetFields(dataset, chosen)
  const choose = (next: readonly string[] | undefined) =>
    setViewPreferences(({ facets }) => {
      const { [dataset.id]: _, ...others } = facets
      return { facets: next ? { ...others, [dataset.id]: next } : others }
    })
  const paths = fields.map(({ path }) => path)
  // An added field comes last, often out of view, so its block scrolls into view.
  const [added, setAdded] = useState<string>()
  function toggle(path: string) {
    const isCounted = paths.includes(path)
    setAdded(isCounted ? undefined : path)
    choose(isCounted ? paths.filter((counted) => counted !== path) : [...paths, path])
  }
  return (
    <div className="isolate flex w-full flex-col overflow-y-auto overscroll-contain bg-kumo-base">
      <div className="sticky top-0 z-1 flex h-8 shrink-0 items-center border-kumo-line border-b bg-kumo-recessed pr-1 pl-3 text-[12px]">
        <h2 className="min-w-0 flex-1 tabular-nums">
          {shown === loaded ? (
            `Of ${toCountText(loaded)} loaded`
          ) : (
            // Two counts of a million do not fit into one line.
            <span className="flex flex-wrap gap-x-1 text-[11px] leading-3.5">
              <span>
                Of {toCountText(shown)} {pairsShown > 0 ? 'events' : 'shown'},{' '}
              </span>
              <span>{toCountText(loaded)} loaded</span>
            </span>
          )}
        </h2>
        {isCompared && (
          <IconButton
            size="xs"
            className="min-h-6 min-w-6"
            tone={isNewFirst ? 'pressed' : undefined}
            icon={<SparkleIcon aria-hidden />}
            label="New values first"
            title={
              isNewFirst
                ? 'New values first; show frequent ones first'
                : 'Show values first that the 30 days before do not have'
            }
            aria-pressed={isNewFirst}
            onClick={() =>
              setViewPreferences(() => ({ facetOrder: isNewFirst ? 'frequent' : 'new' }))
            }
          />
        )}
        <IconButton
          size="xs"
          className="min-h-6 min-w-6"
          tone={isRareFirst ? 'pressed' : undefined}
          icon={
            isRareFirst ? <SortAscendingIcon aria-hidden /> : <SortDescendingIcon aria-hidden />
          }
          label="Rare values first"
          title={
            isRareFirst ? 'Rare values first; show frequent ones first' : 'Show rare values first'
          }
          aria-pressed={isRareFirst}
          onClick={() =>
            setViewPreferences(() => ({ facetOrder: isRareFirst ? 'frequent' : 'rare' }))
          }
        />
        <DropdownMenu>
          <DropdownMenu.Trigger
            render={
              <IconButton
                size="xs"
                className="min-h-6 min-w-6"
                icon={<PlusIcon aria-hidden />}
                label="Choose facets"
              />
            }
          />
          <DropdownMenu.Content
            align="end"
            className="max-h-[min(28rem,var(--available-height))] overflow-y-auto"
          >
            <DropdownMenu.Item disabled={!chosen} onClick={() => choose(undefined)}>
              Reset facets
            </DropdownMenu.Item>
            <DropdownMenu.Separator />
            {listCountable(dataset).map(({ path, label }) => (
              <DropdownMenu.CheckboxItem
                key={path}
                checked={paths.includes(path)}
                closeOnClick={false}
                onCheckedChange={() => toggle(path)}
              >
                {label}
              </DropdownMenu.CheckboxItem>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu>
      </div>
      {fields.map((field) => (
        <FacetBlock
          key={field.path}
          field={field}
          store={store}
          version={version}
          isAdded={field.path === added}
          isSearched={isSearched}
          searchProblem={searchProblem}
          isEmpty={isEmpty}
          note={field.path === logPath ? formatCountedPairs(pairsShown) : ''}
          onRemove={() => toggle(field.path)}
        />
      ))}
    </div>
  )
}
