/** The panel beside the entries, with two tabs: the facets, and what the detection rules found. */
import { Tabs } from '@cloudflare/kumo/primitives/tabs'
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { type KeyboardEvent, Suspense, useEffect, useRef } from 'react'
import { ApiFailure, toNotCountedWords } from '../../api/api-failure.ts'
import { FacetsPanel } from '../../facets/facets-panel.tsx'
import { countMatched } from '../../findings/list-findings.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import type { PanelTab } from '../../preferences/view-preferences.ts'
import { useRules } from '../../rules/rule-library.ts'
import type { RuleState } from '../../rules/rule-state.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { EffectPivots } from './effect-pivots.tsx'
import type { PanelSearch } from './panel-search.ts'
import { panelWidths } from './panel-widths.ts'
import type { PanelControl } from './use-panel.ts'

const FindingsTab = lazyPart(() =>
  import('./findings-tab.tsx').then(({ FindingsTab: part }) => part),
)

const tabClass =
  'h-8 cursor-pointer border-transparent border-b-2 px-2 text-[12px] text-kumo-subtle tabular-nums hover:text-kumo-default focus-visible:-outline-offset-2 aria-selected:border-kumo-brand aria-selected:font-medium aria-selected:text-kumo-default'

/** Draws the panel. */
export function SidePanel({
  search,
  panel: { tab, set, focusRequest },
  onOverview,
}: {
  search: PanelSearch
  panel: PanelControl
  onOverview: () => void
}) {
  const { dataset, session, state, findings, version } = search
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (focusRequest === 0) return
    panel.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  }, [focusRequest])
  const matched = countMatched(findings.findings)
  const searchProblem = useSearchProblem(findings)
  const isWhole = state.status === 'finished' && state.verdict === 'complete'
  const isOver = state.status === 'finished' || state.status === 'failed'
  return (
    <aside
      ref={panel}
      aria-label={tab === 'facets' ? 'Facets' : 'Findings'}
      className={`flex min-h-0 w-full flex-col border-kumo-line border-r bg-kumo-base min-[900px]:shrink-0 ${panelWidths[tab]}`}
    >
      <Tabs.Root
        value={tab}
        onValueChange={(value: PanelTab) => set(value, true)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <div className="flex h-8 shrink-0 items-center justify-between border-kumo-line border-b bg-kumo-recessed pr-1 pl-1">
          <Tabs.List aria-label="Beside the entries" className="flex" onKeyDown={enterPanel}>
            <Tabs.Tab value="facets" className={tabClass} aria-keyshortcuts="1">
              Facets
            </Tabs.Tab>
            <Tabs.Tab value="findings" className={tabClass} aria-keyshortcuts="2">
              Findings
              {findings.findings ? ` ${toCountText(matched)}${isWhole ? '' : ' so far'}` : ''}
            </Tabs.Tab>
          </Tabs.List>
          <IconButton
            size="xs"
            className="min-h-6 min-w-6"
            icon={<XIcon aria-hidden />}
            label={tab === 'facets' ? 'Close facets' : 'Close findings'}
            onClick={() => set(tab, false)}
          />
        </div>
        <Tabs.Panel value="facets" className="flex min-h-0 flex-1" tabIndex={-1}>
          <EffectPivots control={search.control}>
            <FacetsPanel
              dataset={dataset}
              store={session.store}
              version={`${version} ${findings.version}`}
              shown={state.shown}
              pairsShown={state.pairsShown}
              loaded={state.loaded}
              isCompared={findings.baseline !== undefined}
              isSearched={findings.findings !== undefined}
              searchProblem={searchProblem}
              isEmpty={state.shown === 0 && isOver}
            />
          </EffectPivots>
        </Tabs.Panel>
        <Tabs.Panel value="findings" className="flex min-h-0 flex-1" tabIndex={-1}>
          <Suspense>
            <FindingsTab search={search} onOverview={onOverview} />
          </Suspense>
        </Tabs.Panel>
      </Tabs.Root>
    </aside>
  )
}

/** Why the entries cannot be searched by rules; a search that failed later has the findings of an earlier one. */
function useSearchProblem({ findings, failure }: RuleState): string | undefined {
  const { status } = useRules()
  if (status === 'failed') return 'The rules could not be loaded. Reload the page.'
  return failure && !findings ? toNotCountedWords(new ApiFailure(failure)) : undefined
}

/** The down arrow leads from the tabs to the first finding or value. */
function enterPanel(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown') return
  const panel = event.currentTarget.closest('aside')
  const first = panel?.querySelector<HTMLElement>('[data-finding], [data-facet-value]')
  if (!first) return
  event.preventDefault()
  first.focus()
}
