import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { auxiliaryEndpoints, datasets, endpoints } from '../catalog/index.ts'
import { insertPart } from './insert-part.ts'
import { formatTable } from './markdown-table.ts'
import { writeMarkdown } from './write-markdown.ts'
import { insertReadmeTable, writeReadmeTable } from './write-readme-table.ts'
import { writeTaxonomy } from './write-taxonomy.ts'

describe('the manual', () => {
  const manual = writeMarkdown(datasets, auxiliaryEndpoints)

  it('is what docs/audit-logs.md says; after a change of the catalog run npm run docs', async () => {
    await expect(manual).toMatchFileSnapshot('../../docs/audit-logs.md')
  })

  it('names every path, parameter and field', () => {
    for (const { path, parameters } of endpoints) {
      expect(manual).toContain(`\`GET ${path}\``)
      for (const { wireName, exclude } of parameters) {
        expect(manual).toContain(`\`${wireName}\``)
        if (exclude) expect(manual).toContain(`\`${wireName}.not\``)
      }
    }
    for (const { path } of datasets.flatMap(({ fields }) => fields)) {
      expect(manual).toContain(`\`${path}\``)
    }
  })
})

describe('the README', () => {
  const table = writeReadmeTable(datasets)

  it('says what can be asked; after a change of the catalog run npm run docs', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    await expect(insertReadmeTable(readme, table)).toMatchFileSnapshot('../../README.md')
  })

  it('has one row per log, and no deprecated filter', () => {
    expect(table.split('\n')).toHaveLength(datasets.length + 2)
    expect(table).not.toContain('audit_log_id')
  })

  it('keeps everything around the table', () => {
    const around = (inside: string) =>
      `# A\n\n<!-- generated: what can be asked -->${inside}<!-- /generated -->\n\nB <!-- /generated -->\n`
    expect(insertReadmeTable(around('\nold\n'), '| new |')).toBe(around('\n\n| new |\n\n'))
  })

  it.each(['# A', '<!-- generated: what can be asked -->', '<!-- /generated -->'])(
    'says which lines are missing in “%s”',
    (readme) => {
      expect(() => insertReadmeTable(readme, 'x')).toThrow('README.md needs the lines')
    },
  )
})

describe('the taxonomy of rules', () => {
  const taxonomy = writeTaxonomy(datasets)

  it('is what docs/detection.md says; after a change of the catalog run npm run docs', async () => {
    const text = readFileSync(new URL('../../docs/detection.md', import.meta.url), 'utf8')
    const document = insertPart({ name: 'docs/detection.md', text }, 'taxonomy', taxonomy)
    await expect(document).toMatchFileSnapshot('../../docs/detection.md')
  })

  it('names every field, and the fields of every role', () => {
    for (const { path } of datasets.flatMap(({ fields }) => fields)) {
      expect(taxonomy).toContain(`\`${path}\``)
    }
    const actor = taxonomy.split('\n').find((line) => line.startsWith('| `actor` |'))
    expect(actor).toBe(
      '| `actor` | `actor.email` | `actor.email` | `actor.email` | – | `actor.email` | `user_email` | – |',
    )
  })
})

describe('formatTable', () => {
  it('lets no cell break out of its column', () => {
    expect(formatTable(['A', 'B'], [['a|b', 'c\n  d']])).toBe(
      '| A | B |\n| --- | --- |\n| a\\|b | c d |',
    )
  })
})
