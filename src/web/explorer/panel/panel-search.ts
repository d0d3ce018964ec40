/** What the panel beside the entries is about. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { RuleState } from '../../rules/rule-state.ts'
import type { BaselineControl } from '../../search/baseline/use-baseline.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'

/** The search whose entries are beside the panel. */
export type PanelSearch = {
  control: LogQueryControl
  dataset: Dataset
  session: SearchSession
  state: SearchState
  findings: RuleState
  /** The comparison with the days before. */
  comparison: BaselineControl
  /** Changes when the store has other entries or shows others. */
  version: string
}
