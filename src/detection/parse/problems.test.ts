import { describe, expect, it } from 'vitest'
import { toRuleId, toRuleText } from '../testing/rule-text.ts'
import { readRuleFiles } from './read-rule-files.ts'

/** The problems of a file as `line:column message`. */
function listProblems(text: string): readonly string[] {
  return readRuleFiles([{ name: 'a.yml', text }]).problems.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  )
}

const detection = 'a: { action.type: x }\ncondition: a'

/** Problems of a rule whose selection has this line. */
const ofLine = (line: string, logsource?: string) =>
  listProblems(toRuleText(`a:\n    ${line}\ncondition: a`, '', logsource)).join()

describe('a problem of a field', () => {
  it.each([
    ['action.typ: x', 'has no field “action.typ”. Did you mean action.type?'],
    ['actor: x', 'has no field “actor”.'],
    ['Action.Type: x', 'has no field “Action.Type”. Did you mean action.type?'],
    ['actor.email.name: x', '“actor.email” has a plain value in'],
    ['resource.request..x: x', '“resource.request..x” has an empty key'],
    ['__proto__: x', 'has no field “__proto__”'],
    ['actor.email|fieldref: actor.emial', 'Did you mean actor.email?'],
    ['actor.email|contain: x', 'There is no modifier “contain”. Did you mean contains?'],
    ['actor.email|windash: x', 'The modifier windash is not supported. These logs have no command'],
    ['actor.email|base64offset|contains: x', 'The modifier base64offset is not supported. Write'],
    ['actor.email|wide: x', 'write the plain text'],
    ['actor.email|expand: "%admins%"', 'Placeholders have no values here: write the values.'],
    ['action.time|hour: 3', 'narrow by hours in the search bar'],
    ['actor.email|i: x', 'The modifier i is a flag of re: write re|i.'],
    ['actor.email|i|re: x', 'Write the flags after re: re|i.'],
    ['actor.email|contains|startswith: x', 'contains and startswith exclude each other'],
    ['actor.email|contains|contains: x', 'The modifier contains is written twice.'],
    ['actor.email|re|cased: x', 'A regular expression is cased unless it has re|i.'],
    ['actor.email|cidr|cased: 10.0.0.0/8', 'cased compares texts: it does not go with cidr'],
    ['actor.email|re|fieldref: x', 'not with re'],
    ['actor.email|all|neq: [a, b]', 'all and neq exclude each other'],
    ['actor.email|exists|neq: true', 'exists takes true or false and no list'],
    ['actor.email|all: x', 'all needs a list of two or more values'],
    ['actor.email|all: [x]', 'all needs a list of two or more values'],
    ['actor.email: []', 'The list of values is empty'],
    ['actor.email: [a, null]', 'null cannot be in a list'],
    ['actor.email: [a, [b]]', 'texts, numbers and booleans only'],
    ['actor.email: { a: b }', 'Write keys below it as actor.email.name'],
    ['actor.email|exists: 1', 'exists takes true or false, not “1”'],
    ['actor.email|exists: [true]', 'exists takes true or false and no list'],
    ['raw.status_code|gt: "4"', 'gt takes a number without quotes'],
    ['actor.ip_address|cidr: 10.0.0.1', 'is not a network. Use one such as 198.51.100.0/24'],
    ['actor.ip_address|cidr: 10.0.0.0/33', 'is not a network'],
    ['actor.email|re: 4', "Write '4' in quotes"],
    ['actor.email|re: ""', 'An empty regular expression matches every text'],
    ['actor.email|re: "a(?=b)"', 'Look-around and back-references are not supported'],
    ['actor.email|re: "(a)\\\\1"', 'Look-around and back-references are not supported'],
    ['actor.email|re: "("', 'This regular expression cannot be used'],
    ['actor.email|contains: ""', 'Every text matches contains with an empty text'],
    ['actor.email|contains: null', 'contains takes a text, not null'],
    ['actor.email|contains: true', 'contains takes a text, not true'],
    ['actor.email|fieldref: 4', 'fieldref takes the name of a field'],
    ['resource.request.value: off', "Write 'off' in quotes for the text, or true or false"],
    ['actor.id: 12345678901234567890', 'is too large. Write it in quotes'],
    ['actor.id: .inf', 'is too large'],
    ["'': x", 'A field name is missing'],
    ["'|contains': [a, b]", 'They take the modifiers all, cased and re only'],
    ['"|re": "("', 'This regular expression cannot be used'],
  ])('%s: %s', (line, message) => {
    expect(ofLine(line)).toContain(message)
    expect(ofLine(line)).toMatch(/^8:/)
  })

  it('of a rule for any log names the roles', () => {
    expect(ofLine('adress: x', '')).toContain('“adress” is none. Did you mean address?')
    expect(ofLine('actor.email: x', '')).toContain('“actor.email” is none. Did you mean actor?')
    expect(ofLine('verb.x: x', '')).toContain('“verb.x”')
  })
})

describe('a problem of a condition', () => {
  const rest = 'a: { action.type: x }\nb: { action.type: x }\n_c: { action.type: x }\ncondition: '
  it.each([
    ['', 'condition has to be a text'],
    ['[]', 'condition is empty'],
    ['a and b', 'The condition does not use “_c”'],
    ['a and b and _d', 'There is no selection “_d”. Did you mean _c?'],
    ['a and', 'The condition ends too early'],
    ['a b', '“b” is not expected here. Join selections with and or or.'],
    ['(a or b', 'A parenthesis is not closed'],
    ['a or b)', '“)” is not expected here'],
    ['and', '“and” is not expected here. Write the name of a selection.'],
    ['2 of them', '“2 of” is not supported. Write 1 of or all of, or a correlation to count.'],
    ['1 of', '“1 of” is not complete'],
    ['1 of x*', 'No selection matches “x*”'],
    ['a | count() > 5', 'Write a correlation of type event_count'],
    ['a | near b', 'Write a correlation of type event_count'],
    ['near a', 'Write a correlation of type temporal'],
    ['a near b', 'Write a correlation of type temporal'],
    [`${'('.repeat(50)}a${')'.repeat(50)}`, 'nested too deep'],
    [`${'not '.repeat(60)}a`, 'nested too deep'],
    [`a ${'or a '.repeat(2000)}`, 'longer than 4000 characters'],
  ])('%s: %s', (condition, message) => {
    expect(listProblems(toRuleText(rest + condition)).join('\n')).toContain(message)
  })

  it('has the column in the condition', () => {
    const text = toRuleText('a: { action.type: x }\ncondition: a and zzzzz')
    expect(listProblems(text)).toEqual(['8:22 There is no selection “zzzzz”.'])
  })
})

describe('a problem of a selection', () => {
  it.each([
    ['a: text\ncondition: a', '7:8 “a” has to be a map of fields or a list'],
    ['a: {}\ncondition: a', 'The map is empty'],
    ['a: []\ncondition: a', 'The list is empty'],
    ['a: [[x]]\ncondition: a', 'A list in a list is not supported'],
    ['a: [null]\ncondition: a', 'A keyword has to be a text, not null'],
    ['a: { "|all": [x, "*"] }\ncondition: a', 'This keyword matches every entry'],
    ['a: { "|cased": null }\ncondition: a', 'A keyword has to be a text, not null'],
    ['a: ["*"]\ncondition: a', 'This keyword matches every entry'],
    ['and: [x]\ncondition: and', 'A selection cannot be named and'],
    ['"a b": [x]\ncondition: 1 of them', '“a b” cannot be the name of a selection'],
    ['condition: a', 'detection has no selection'],
    ['a: [x]', 'detection has no condition'],
    ['a: [x]\ncondition: a\ntimeframe: 5m', '9:5 timeframe is not supported. Write a correlation'],
    ['a: { action.type: x, action.type: y }\ncondition: a', '“action.type” is written twice'],
  ])('%s: %s', (text, message) => {
    expect(listProblems(toRuleText(text)).join('\n')).toContain(message)
  })
})

describe('a problem of a rule', () => {
  it.each([
    ['titel: x', 'A rule has no “titel”. Did you mean title?'],
    ['levle: high', 'Did you mean level?'],
    ['level: severe', 'level has to be one of informational, low, medium, high, critical.'],
    ['status: done', 'status has to be one of'],
    ['tags: [T1098]', 'needs a namespace and a name in lower case'],
    ['tags: [effect.breaks]', 'There is no tag “effect.breaks”'],
    ['tags: [effect.loosens, effect.tightens]', 'A rule has one effect'],
    ['tags: x', 'tags has to be a list of texts'],
    ['references: [a, a]', '“a” is written twice in references'],
    ['falsepositives: [1]', 'falsepositives has texts only'],
    ['date: 30.11.2026', 'date has to be a date such as 2026-11-30'],
    ['taxonomy: ecs', 'The taxonomy “ecs” is not supported'],
    ['related: [x]', 'related has to be a list of maps'],
    [`related: [{ id: ${toRuleId(2)}, type: old }]`, 'type has to be one of derived'],
    [`related: [{ id: ${toRuleId(2)} }]`, 'A related rule needs its type'],
    ['id: 1', 'id has to be a UUID'],
    ['title: ""', 'title has to be a text'],
    ['next: Ask', 'next has to be a list of texts'],
    ['action: global', 'Collections with action are not supported'],
    ['filter: { rules: any }', 'Sigma filters are not supported'],
    ['generate: true', 'Only a correlation has generate'],
    ['correlation: { type: temporal }', 'Write two rules'],
  ])('%s: %s', (more, message) => {
    expect(listProblems(toRuleText(detection, more)).join('\n')).toContain(message)
  })

  it.each([
    ['service: audit\ncategory: x', 'The logs have no category'],
    ['service: aduit', 'service has to be one of audit, audit_v1'],
    ['service: any', 'service has to be one of'],
    ['service: audit\nproduckt: x', 'logsource has no “produckt”. Did you mean product?'],
    ['service: audit\ndefinition: [x]', 'definition has to be a text'],
  ])('%s: %s', (logsource, message) => {
    expect(listProblems(toRuleText(detection, '', logsource)).join('\n')).toContain(message)
  })

  it('for another product says which logs are read', () => {
    const text = toRuleText(detection).replace('product: cloudflare', 'product: windows')
    expect(listProblems(text)).toEqual([
      '4:14 Only logs of Cloudflare are read: write product: cloudflare. This rule is for “windows”.',
    ])
    const none = toRuleText(detection).replace('    product: cloudflare\n', '')
    expect(listProblems(none).join()).toContain('write product: cloudflare')
  })

  it('is found where parts are missing', () => {
    expect(listProblems('title: x')).toEqual([
      '1:1 The rule has no id. Add one, a new UUID: links and correlations name rules by id.',
      '1:1 The rule needs logsource: a map with product: cloudflare and a service.',
      '1:1 The rule needs detection: a map with selections and a condition.',
    ])
    expect(listProblems('')).toEqual(['1:1 The file has no rule.'])
    expect(listProblems('- a')).toEqual([
      '1:1 A rule has to be a map with title, id, logsource and detection.',
    ])
  })

  it('does not stop the other rules of the file, nor other files', () => {
    const one = toRuleText(detection, `level: no\nid: ${toRuleId(1)}`)
    const two = toRuleText(detection, `id: ${toRuleId(2)}`)
    const three = toRuleText(detection, `id: ${toRuleId(3)}`)
    const { rules, problems } = readRuleFiles([
      { name: 'a.yml', text: `${one}\n---\n${two}` },
      { name: 'b.yml', text: 'a: [' },
      { name: 'c.yml', text: three },
    ])
    expect(rules.map(({ id }) => id)).toEqual([toRuleId(2), toRuleId(3)])
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual(['a.yml:8', 'b.yml:1'])
  })

  it('is an id that another rule has, in any file', () => {
    const text = toRuleText(detection)
    const first = readRuleFiles([
      { name: 'a.yml', text },
      { name: 'b.yml', text },
    ])
    expect(first.rules).toHaveLength(1)
    expect(first.problems).toMatchObject([{ file: 'b.yml', line: 1 }])
    const { problems } = readRuleFiles([{ name: 'c.yml', text }], first.rules)
    expect(problems[0]?.message).toContain('is that of another rule, in a.yml')
  })
})

describe('a problem of a correlation', () => {
  const base = toRuleText(detection, `name: base\nid: ${toRuleId(2)}`)
  const ofCorrelation = (lines: string, name = 'self') =>
    listProblems(
      `${base}\n---\ntitle: C\nname: ${name}\nid: ${toRuleId(3)}\ncorrelation:\n    ${lines.replaceAll('\n', '\n    ')}`,
    ).join('\n')
  const good = 'type: event_count\nrules: [base]\ngroup-by: []\ntimespan: 5m\ncondition: { gte: 5 }'

  it.each([
    [/type: .*/, 'type: event_counts', 'type has to be one of event_count, value_count'],
    [/type: .*/, 'type: value_sum', 'value_sum is not supported'],
    [/type: .*\n/, '', 'correlation needs a type'],
    [/rules: .*\n/, '', 'correlation needs rules'],
    ['[base]', '[bse]', 'There is no rule with the id or name “bse”'],
    ['[base]', `[base, ${toRuleId(2)}]`, 'One rule is listed twice'],
    ['[base]', '[self]', '“C” is a correlation that names itself'],
    ['group-by: []', 'group-by: [actor.emial]', 'Did you mean actor.email?'],
    [/group-by: .*\n/, '', 'correlation needs group-by'],
    ['timespan: 5m', 'timespan: 5 minutes', 'timespan has to be a number and s, m, h or d'],
    ['timespan: 5m', 'timespan: 999d', 'at most 366d'],
    [/timespan: .*\n/, '', 'correlation needs a timespan'],
    ['condition: { gte: 5 }', 'condition: { gte: "5" }', 'gte takes a whole number, not “5”'],
    ['condition: { gte: 5 }', 'condition: { gte: 5, field: actor.id }', 'has no “field”'],
    ['condition: { gte: 5 }', 'condition: {}', 'event_count needs one of gt, gte'],
    ['condition: { gte: 5 }', 'condition: gte 5', 'has to be a map such as { gte: 5 }'],
    [/\ncondition: .*/, '', 'event_count needs a condition'],
    ['type: event_count', 'type: value_count', 'value_count needs a field in its condition'],
    ['type: event_count', 'type: temporal', 'A temporal correlation has no condition'],
    ['type: event_count', 'type: new_terms', 'new_terms has no timespan'],
    ['timespan: 5m', 'timeframe: 5m', 'correlation has no “timeframe”. Write timespan.'],
    ['group-by: []', 'group-by: [x]\naliases: { x: { other: actor.id } }', 'which is not in rules'],
    ['group-by: []', 'group-by: [x]\naliases: { x: {} }', 'aliases has to be a map'],
    ['group-by: []', 'group-by: [x]\naliases: { x: { base: actor.x } }', 'has no field “actor.x”'],
  ])('%s → %s: %s', (from, to, message) => {
    expect(ofCorrelation(good)).toBe('')
    expect(ofCorrelation(good.replace(from, to))).toContain(message)
  })

  it('is a circle of names, and a name of two rules', () => {
    const circle = [1, 2].map(
      (number) =>
        `title: C${number}\nid: ${toRuleId(number)}\ncorrelation:\n    ${good.replace('base', toRuleId(3 - number)).replaceAll('\n', '\n    ')}`,
    )
    expect(listProblems(circle.join('\n---\n')).join()).toContain(
      'names itself, or one that names it',
    )
    const twice = `${base}\n---\n${toRuleText(detection, 'name: base')}`
    const text = `${twice}\n---\ntitle: C\nid: ${toRuleId(3)}\ncorrelation:\n    ${good.replaceAll('\n', '\n    ')}`
    expect(listProblems(text).join()).toContain('Several rules are named “base”')
  })

  it('is reported for a correlation of a correlation by the fields of its rules', () => {
    const inner = `title: I\nname: inner\nid: ${toRuleId(3)}\ncorrelation:\n    ${good.replaceAll('\n', '\n    ')}`
    const outer = (field: string) =>
      `title: O\nid: ${toRuleId(4)}\ncorrelation: { type: temporal, rules: [inner, base], group-by: [${field}], timespan: 1h }`
    expect(listProblems(`${outer('actor.id')}\n---\n${inner}\n---\n${base}`)).toEqual([])
    expect(listProblems(`${outer('actor.x')}\n---\n${inner}\n---\n${base}`).join()).toContain(
      'has no field “actor.x”',
    )
  })
})

describe('a problem of YAML', () => {
  it.each([
    ['title: !!str x', 'The tag'],
    ['title: !x y', '1:8 '],
    ['%YAML 1.1\n---\ntitle: x', 'Remove the %YAML directive'],
    ['title: *a', 'There is no anchor “a” above'],
    ['1: x', 'The key 1 is no text'],
    ['? [a]\n: x', 'A key has to be a plain text'],
    ['title: x\ntitle: y', '2:1 “title” is written twice'],
    ['<<: { title: x }', 'has no title'],
    ['title: "x', 'is no valid YAML'],
    ['title: [x', 'is no valid YAML'],
  ])('%s: %s', (text, message) => {
    expect(listProblems(text).join('\n')).toContain(message)
  })

  it('accepts an alias within its limits', () => {
    const text = toRuleText(
      'a: { action.type: &t [x, "on"] }\nb: { raw.method: *t }\ncondition: a or b',
    )
    expect(listProblems(text)).toEqual([])
  })
})
