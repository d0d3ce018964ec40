/** The widths of the panel beside the entries. */
import type { PanelTab } from '../../preferences/view-preferences.ts'

/** The class of the width for each tab. Findings are sentences, and facets single values. */
export const panelWidths: Readonly<Record<PanelTab, string>> = {
  facets: 'min-[900px]:w-60',
  findings: 'min-[900px]:w-76',
}
