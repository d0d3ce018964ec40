/** Checks rules by the JSON schemas of SigmaHQ, independently of the parser. */
import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parseAllDocuments } from 'yaml'

// The schemas use keywords for lists beside `type: object`, which strict mode refuses.
const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv)

function compile(name: string) {
  const url = new URL(`./sigma-schemas/${name}.json`, import.meta.url)
  return ajv.compile(JSON.parse(readFileSync(url, 'utf8')))
}

const schemas = {
  detection: compile('sigma-detection-rule-schema'),
  correlation: compile('sigma-correlation-rules-schema'),
}

/** What the schemas refuse in a file of rules; empty for a valid one. */
export function listSchemaProblems(text: string): readonly string[] {
  return parseAllDocuments(text).flatMap((document) => {
    const rule: unknown = document.toJS()
    const isCorrelation = typeof rule === 'object' && rule !== null && 'correlation' in rule
    const validate = schemas[isCorrelation ? 'correlation' : 'detection']
    if (validate(rule)) return []
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
  })
}
