/** The sources that are being chosen, before they are applied. */
import { useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { DatasetState } from '../../../contract/status.ts'
import type { Scope, Source } from '../../../query/log-query.ts'
import {
  addAccount,
  addAllLogs,
  completeSources,
  isSameScope,
  limitSources,
  listLogsIn,
  removeScope,
  setSources,
} from '../../../query/timeline/choose-sources.ts'
import { useRequiredValues } from './use-source-lists.ts'

/** What the form shows of the choice, and the gestures that change it. */
export type SourceDraft = {
  chosen: readonly Source[]
  accounts: readonly Scope[]
  values: ReturnType<typeof useRequiredValues>
  /** What would be searched, in order. */
  result: readonly Source[]
  /** Chosen logs that are not searched: without a value that they require, and beyond the maximum. */
  incomplete: readonly Source[]
  leftOut: readonly Source[]
  setLogs: (logs: readonly Source[], isOn: boolean) => void
  /** Replaces one source by another of the same log. */
  replaceLog: (next: Source) => void
  setAccount: (account: Scope, isOn: boolean) => void
  /** Chooses all logs of these accounts and organizations. */
  setAll: (scopes: readonly Scope[]) => void
}

/** Starts with the sources of the query. */
export function useSourceDraft(
  sources: readonly Source[],
  states: readonly DatasetState[],
): SourceDraft {
  const [chosen, setChosen] = useState(sources)
  const isReadable = ({ id }: Dataset) =>
    states.find((state) => state.id === id)?.readable !== false
  const accounts = listAccounts(chosen)
  const values = useRequiredValues(accounts)
  const completed = completeSources(chosen, values.findValues)
  const limited = limitSources(completed.sources)
  return {
    chosen,
    accounts,
    values,
    result: limited.sources,
    incomplete: completed.incomplete,
    leftOut: limited.leftOut,
    setLogs: (logs, isOn) => setChosen(setSources(chosen, logs, isOn)),
    replaceLog: (next) => setChosen(setSources(setSources(chosen, [next], false), [next], true)),
    setAccount: (account, isOn) =>
      setChosen(
        isOn
          ? addAccount(chosen, listLogsIn(account, isReadable), account)
          : removeScope(chosen, account),
      ),
    setAll: (scopes) => setChosen(addAllLogs(chosen, scopes, isReadable)),
  }
}

/** The accounts of sources, in order. */
export function listAccounts(sources: readonly Source[]): readonly Scope[] {
  const scopes = sources.map(({ scope }) => scope).filter(({ kind }) => kind === 'account')
  return scopes.filter((scope, at) => scopes.findIndex((each) => isSameScope(each, scope)) === at)
}
