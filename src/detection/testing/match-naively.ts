/**
 * A second evaluation of rules, for tests: slow and simple, and independent of the parser and of its tree. It works on the
 * YAML as plain objects, with recursion and text functions, and knows rules of one log only.
 */
import { BlockList, isIP } from 'node:net'

type PlainObject = Readonly<Record<string, unknown>>

/** Whether an entry matches a rule that is known to be valid. `otherNames` lists other paths of the same field. */
export function matchesNaively(
  rule: unknown,
  entry: unknown,
  otherNames: (field: string) => readonly string[],
): boolean {
  const detection = (rule as { detection: PlainObject }).detection
  const matches = (name: string) => matchesSelection(detection[name], entry, otherNames)
  const names = Object.keys(detection).filter((name) => name !== 'condition')
  return [detection.condition].flat().some((text) => isTrue(String(text), names, matches))
}

/** Evaluates a condition by replacing its words by T and F until one letter is left. */
function isTrue(
  condition: string,
  names: readonly string[],
  matches: (name: string) => boolean,
): boolean {
  const letter = (value: boolean) => (value ? 'T' : 'F')
  let text = ` ${condition.replace(/[()]/g, ' $& ')} `.replace(/\s+/g, ' ')
  text = text.replace(/ (1|any|all) of ([\w*]+)/g, (_, quantity: string, pattern: string) => {
    const start = pattern === 'them' ? '' : pattern.slice(0, -1)
    const chosen = names.filter((name) =>
      pattern === 'them' ? name[0] !== '_' : name.startsWith(start),
    )
    return ` ${letter(quantity === 'all' ? chosen.every(matches) : chosen.some(matches))}`
  })
  text = text.replace(/[\w]+/g, (word) =>
    ['and', 'or', 'not', 'T', 'F'].includes(word) ? word : letter(matches(word)),
  )
  while (text.includes('(')) {
    text = text.replace(/\(([^()]*)\)/, (_, inner: string) => letter(isFlatTrue(inner)))
  }
  return isFlatTrue(text)
}

function isFlatTrue(text: string): boolean {
  let flat = text
  while (flat.includes('not')) flat = flat.replace(/not\s+T/g, 'F').replace(/not\s+F/g, 'T')
  return flat.split('or').some((part) => !part.includes('F'))
}

function matchesSelection(
  selection: unknown,
  entry: unknown,
  otherNames: (field: string) => readonly string[],
): boolean {
  if (Array.isArray(selection)) {
    return selection.some((item) =>
      typeof item === 'object'
        ? matchesSelection(item, entry, otherNames)
        : hasKeyword(entry, item, []),
    )
  }
  return Object.entries(selection as PlainObject).every(([key, wanted]) => {
    const [field = '', ...modifiers] = key.split('|')
    const wantedValues: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted]
    const matchesOne = (value: unknown) =>
      field === ''
        ? hasKeyword(entry, value, modifiers)
        : matchesField(entry, [field, ...otherNames(field)], value, modifiers, otherNames)
    const isMatch = modifiers.includes('all')
      ? wantedValues.every(matchesOne)
      : wantedValues.some(matchesOne)
    return isMatch !== modifiers.includes('neq')
  })
}

/** All values at a path, through lists and through JSON in texts. */
function collect(value: unknown, keys: readonly string[]): readonly unknown[] {
  const [key, ...rest] = keys
  if (key === undefined) return [value]
  const container = asContainer(value)
  if (Array.isArray(container)) return container.flatMap((item) => collect(item, keys))
  const own = container as PlainObject | undefined
  return own && Object.hasOwn(own, key) ? collect(own[key], rest) : []
}

function asContainer(value: unknown): PlainObject | readonly unknown[] | undefined {
  if (typeof value === 'object') return (value as PlainObject | null) ?? undefined
  if (typeof value !== 'string' || !'[{'.includes(value.trim()[0] ?? 'x')) return undefined
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

function findValues(entry: unknown, paths: readonly string[]): readonly unknown[] {
  return paths.map((path) => collect(entry, path.split('.'))).find(({ length }) => length > 0) ?? []
}

/** The items of lists; a text, number or boolean itself, and an object as JSON. */
function toTexts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(toTexts)
  if (value === null || value === undefined) return []
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)]
}

function matchesField(
  entry: unknown,
  paths: readonly string[],
  wanted: unknown,
  modifiers: readonly string[],
  otherNames: (field: string) => readonly string[],
): boolean {
  const values = findValues(entry, paths)
  if (modifiers.includes('exists')) return values.length > 0 === wanted
  if (wanted === null) {
    // Several values come from a list, and a list is not null.
    return values.length === 0 || (values.length === 1 && values[0] === null)
  }
  const texts = values.flatMap(toTexts)
  if (modifiers.includes('fieldref')) {
    const others = findValues(entry, [String(wanted), ...otherNames(String(wanted))])
    return texts.some((text) =>
      others.flatMap(toTexts).some((other) => compareTexts(text, other, modifiers)),
    )
  }
  return texts.some((text) => matchesText(text, wanted, modifiers))
}

function compareTexts(text: string, other: string, modifiers: readonly string[]): boolean {
  const [one, two] = modifiers.includes('cased')
    ? [text, other]
    : [text.toLowerCase(), other.toLowerCase()]
  if (modifiers.includes('contains')) return one.includes(two)
  if (modifiers.includes('startswith')) return one.startsWith(two)
  return modifiers.includes('endswith') ? one.endsWith(two) : one === two
}

function matchesText(text: string, wanted: unknown, modifiers: readonly string[]): boolean {
  const has = (name: string) => modifiers.includes(name)
  if (has('cidr')) return isInNetwork(text, String(wanted))
  if (has('re')) {
    const flags = ['i', 'm', 's'].filter(has).join('')
    return new RegExp(String(wanted), `u${flags}`).test(text)
  }
  const limit = ['gt', 'gte', 'lt', 'lte'].find(has)
  const isNumber = /^[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$/.test(text)
  if (limit !== undefined) return isNumber && isWithin(Number(text), limit, Number(wanted))
  const isPart = has('contains') || has('startswith') || has('endswith')
  if (typeof wanted === 'number' && !isPart && !has('cased')) {
    return isNumber && Number(text) === wanted
  }
  const before: readonly Sign[] = has('contains') || has('endswith') ? [{ any: true }] : []
  const after: readonly Sign[] = has('contains') || has('startswith') ? [{ any: true }] : []
  const toForm = (each: string) => (has('cased') ? each : each.toLowerCase())
  const signs = [...before, ...toSigns(String(wanted)), ...after].map((sign) =>
    'text' in sign ? { text: toForm(sign.text) } : sign,
  )
  return matchesSigns(signs, [...toForm(text)])
}

function isWithin(number: number, limit: string, wanted: number): boolean {
  if (limit === 'gt') return number > wanted
  if (limit === 'gte') return number >= wanted
  return limit === 'lt' ? number < wanted : number <= wanted
}

function isInNetwork(text: string, network: string): boolean {
  const [address = '', bits = ''] = network.split('/')
  if (isIP(text) === 0 || isIP(text) !== isIP(address)) return false
  const list = new BlockList()
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  list.addSubnet(address, Number(bits), family)
  return list.check(text, family)
}

type Sign = { any: true } | { one: true } | { text: string }

/** The characters of a text of a rule, with its wildcards. */
function toSigns(text: string): readonly Sign[] {
  const [first, second, ...rest] = [...text]
  if (first === undefined) return []
  if (first === '\\' && second !== undefined && '*?\\'.includes(second)) {
    return [{ text: second }, ...toSigns(rest.join(''))]
  }
  const others = toSigns([second ?? '', ...rest].join(''))
  if (first === '*') return [{ any: true }, ...others]
  return [first === '?' ? { one: true } : { text: first }, ...others]
}

function matchesSigns(signs: readonly Sign[], characters: readonly string[]): boolean {
  const [sign, ...rest] = signs
  const [character, ...others] = characters
  if (sign === undefined) return character === undefined
  if ('any' in sign) {
    return (
      matchesSigns(rest, characters) || (character !== undefined && matchesSigns(signs, others))
    )
  }
  if (character === undefined) return false
  return ('one' in sign || sign.text === character) && matchesSigns(rest, others)
}

/** Whether a value or key anywhere in the entry contains the keyword. */
function hasKeyword(value: unknown, wanted: unknown, modifiers: readonly string[]): boolean {
  const own = modifiers.includes('re') ? modifiers : [...modifiers, 'contains']
  const test = (text: string) => matchesText(text, wanted, own)
  const container = asContainer(value)
  const isPlain = typeof value !== 'object'
  if (isPlain && toTexts(value).some(test)) return true
  if (!container) return false
  if (Array.isArray(container)) return container.some((item) => hasKeyword(item, wanted, modifiers))
  return Object.entries(container).some(
    ([key, child]) => test(key) || hasKeyword(child, wanted, modifiers),
  )
}
