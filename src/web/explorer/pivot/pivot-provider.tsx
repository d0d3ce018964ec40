/** Provides the gestures on values to the components below, and draws the menu that they open. */
import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { getDataset } from '../../../catalog/index.ts'
import { findOutcomeWord } from '../../../catalog/roles.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import {
  findPivotMode,
  isLocalPivot,
  listPivotModes,
  togglePivot,
} from '../../../query/pivot/pivot-gestures.ts'
import { useIsFirstLoadOver } from '../../first-load/first-load.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { PivotContext, type Pivots } from '../../ui/pivot-context.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import type { MenuSubject } from './pivot-menu.tsx'
import type { RowProofs } from './save-proof-item.tsx'

const loadMenu = () => import('./pivot-menu.tsx').then(({ PivotMenu: part }) => part)
const PivotMenu = lazyPart(loadMenu)
const AllLogsKey = lazyPart(() => import('./all-logs-key.tsx').then(({ AllLogsKey: part }) => part))

/** Provides the gestures of `ui/pivot-context.ts` for the query of the address. */
export function PivotProvider({
  control,
  dataset,
  loaded,
  proofs,
  children,
}: {
  control: LogQueryControl
  dataset: Dataset
  /** How many entries are loaded. */
  loaded: number
  /** The proofs of the entries of the list. */
  proofs: RowProofs | undefined
  children: ReactNode
}) {
  const { query, screen, setQuery, setFind } = control
  const [subject, setSubject] = useState<MenuSubject>()
  const [isOpen, setIsOpen] = useState(false)
  const isFirstLoadOver = useIsFirstLoadOver()
  useEffect(() => {
    // Load the menu early: keys pressed right after it is opened have to reach it.
    if (isFirstLoadOver) void loadMenu().catch(() => undefined)
  }, [isFirstLoadOver])
  const goNow = useRef<(next: LogQuery) => void>(() => {})
  useEffect(() => {
    goNow.current = (next) => setQuery(next, { keepEntry: true })
  })
  // Opening an entry changes the address but no filter; the table then must not render again.
  const key = formatUrl(query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` represents the query.
  const pivots = useMemo(
    (): Pivots => ({
      openMenu: (values, anchor, row) => {
        const targets = 'pointer' in values ? [values] : values
        if (targets.length === 0) return
        setSubject({ targets, anchor, row })
        setIsOpen(true)
      },
      findModes: (target) => listPivotModes(dataset, target),
      toggle: (target, mode) => {
        const next = togglePivot(query, dataset, target, mode)
        if (next) goNow.current(next)
      },
      isLocal: (target, mode) => isLocalPivot(dataset, target, mode),
      findMode: (target) => findPivotMode(query, dataset, target),
      findWord: ({ field = '', value, log }) =>
        findOutcomeWord(log ? getDataset(log.dataset) : dataset, field, String(value)),
    }),
    [key, dataset],
  )
  const { timeZone } = screen
  return (
    <PivotContext.Provider value={pivots}>
      {children}
      <Suspense>{isFirstLoadOver && <AllLogsKey control={control} />}</Suspense>
      <Suspense>
        {subject && (
          <PivotMenu
            subject={subject}
            isOpen={isOpen}
            context={{
              dataset,
              query,
              toHref: (next) => formatUrl(next, timeZone === undefined ? {} : { timeZone }),
              onGo: (next, leadsElsewhere) =>
                setQuery(next, { keepEntry: true, dropsFind: leadsElsewhere }),
              onFind: setFind,
              onClose: () => setIsOpen(false),
              loaded,
              proofs,
            }}
          />
        )}
      </Suspense>
    </PivotContext.Provider>
  )
}
