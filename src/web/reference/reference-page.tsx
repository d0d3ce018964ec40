/** The reference page: for each log its content, permission and parameters, from the catalog. */

import { listCoverage } from '../../catalog/coverage/list-coverage.ts'
import type { Dataset } from '../../catalog/define-dataset.ts'
import {
  describePaging,
  describeParameter,
  describeRetention,
} from '../../catalog/describe-dataset.ts'
import { gradeWords } from '../../catalog/grade.ts'
import { datasets } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { BackToLogs } from '../ui/links/back-to-logs.tsx'
import { TimelineReference } from './timeline-reference.tsx'

/** Draws all datasets with their parameters. */
export function ReferencePage() {
  return (
    <div className="h-full overflow-auto">
      <main className="mx-auto max-w-5xl space-y-10 px-6 py-8">
        <header className="space-y-1">
          <BackToLogs />
          <h1 className="font-semibold text-xl">Query reference</h1>
          <p className="max-w-2xl text-kumo-strong">
            The address of a page is the call of Cloudflare’s API with the same path and the same
            parameters. To exclude, add “.not” to a name; to give several values, repeat it.
          </p>
        </header>
        {datasets.map((dataset) => (
          <DatasetReference key={dataset.id} dataset={dataset} />
        ))}
        <TimelineReference />
        <footer>
          <a
            href="/third-party-notices.txt"
            target="_blank"
            rel="noopener"
            className="text-kumo-link underline"
          >
            Licenses of third-party software
          </a>
        </footer>
      </main>
    </div>
  )
}

function DatasetReference({ dataset }: { dataset: Dataset }) {
  return (
    <section aria-labelledby={dataset.id} className="space-y-3">
      <h2 id={dataset.id} className="font-semibold text-lg">
        {dataset.title}
      </h2>
      <p>{dataset.description}</p>
      <ul className="space-y-1">
        {dataset.scopes.map(({ path, permission }) => (
          <li key={path}>
            <code className="rounded bg-kumo-recessed px-1.5 py-0.5 font-mono text-[12px]">
              {path}
            </code>{' '}
            <span className="text-kumo-strong">needs: {permission}</span>
          </li>
        ))}
      </ul>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-kumo-strong">
        <dt className="font-medium">Pages</dt>
        <dd>{describePaging(dataset)}</dd>
        <dt className="font-medium">Kept for</dt>
        <dd>{describeRetention(dataset)}</dd>
        <dt className="font-medium">Source</dt>
        <dd>
          <a
            href={dataset.documentationUrl}
            target="_blank"
            rel="noopener noreferrer"
            className="text-kumo-link underline"
          >
            Cloudflare’s API reference
          </a>
        </dd>
      </dl>
      <h3 className="font-medium">What this log cannot show</h3>
      <ul className="list-disc space-y-1 pl-5 text-kumo-strong">
        {listCoverage(dataset).map(({ id, sentence, grade, source }) => (
          <li key={id}>
            {sentence} ({gradeWords[grade]}:{' '}
            <a
              href={source.url}
              target="_blank"
              rel="noopener noreferrer"
              className="text-kumo-link underline"
            >
              {source.title}
            </a>
            )
          </li>
        ))}
      </ul>
      <div className="overflow-x-auto">
        <table className="w-full text-left">
          <thead className="border-kumo-line border-b text-kumo-strong">
            <tr>
              <th className="py-1.5 pr-4 font-medium">Parameter</th>
              <th className="py-1.5 pr-4 font-medium">Forms</th>
              <th className="py-1.5 pr-4 font-medium">Meaning</th>
              <th className="py-1.5 font-medium">Values</th>
            </tr>
          </thead>
          <tbody>
            {dataset.parameters.map((parameter) => (
              <ParameterRow key={parameter.wireName} parameter={parameter} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function ParameterRow({ parameter }: { parameter: Parameter }) {
  const { wireName, excludeName, severalValues, required, form, values, description } =
    describeParameter(parameter)
  const forms = [
    excludeName ? 'include, exclude' : 'include',
    severalValues && 'several values',
    required && 'required',
  ]
  return (
    <tr className="border-kumo-hairline border-b align-top">
      <td className="py-1.5 pr-4 font-mono text-[12px]">{wireName}</td>
      <td className="py-1.5 pr-4">{forms.filter(Boolean).join(', ')}</td>
      <td className="py-1.5 pr-4">{description}</td>
      <td className="max-w-xs py-1.5 text-kumo-strong">
        {values.length > 0 ? values.join(', ') : form}
      </td>
    </tr>
  )
}
