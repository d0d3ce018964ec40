import { describe, expect, it, vi } from 'vitest'
import type { Rule } from '../../detection/rule.ts'
import { createRuleLibrary, type RuleFiles } from './rule-library.ts'

const toRule = (id: string): Rule => ({
  kind: 'detection',
  id,
  title: id,
  description: '',
  level: 'low',
  tags: [],
  references: [],
  falsePositives: [],
  next: [],
  file: `${id}.yml`,
  service: 'audit',
  expression: { kind: 'and', of: [] },
})

/** A file has the id of its rule, and after a colon the id of a rule that has to be known. */
const read: RuleFiles['read'] = (files, known) => {
  const results = files.map(({ name, text }) => {
    const [id = '', needed] = text.split(':')
    const isKnown = needed === undefined || known.some((rule) => rule.id === needed)
    const problem = { file: name, line: 1, column: 1, message: `no rule ${needed}` }
    return isKnown ? { rules: [toRule(id)], problems: [] } : { rules: [], problems: [problem] }
  })
  return {
    rules: results.flatMap((each) => each.rules),
    problems: results.flatMap((each) => each.problems),
  }
}
const toFiles = (...texts: string[]) => texts.map((text, at) => ({ name: `${at}.yml`, text }))

describe('the rules of the page', () => {
  it('are read one file in each task, once', async () => {
    const log: string[] = []
    const library = createRuleLibrary(
      async () => ({
        files: toFiles('a', 'b'),
        read(files, known) {
          log.push(files.map(({ text }) => text).join())
          return read(files, known)
        },
      }),
      async () => void log.push('task'),
    )
    expect(library.get().status).toBe('unread')
    await Promise.all([library.read(), library.read()])
    expect(log).toEqual(['task', 'a', 'task', 'b'])
    expect(library.get()).toMatchObject({ status: 'read', problems: [] })
    expect([...library.get().byId.keys()]).toEqual(['a', 'b'])
  })

  it('may refer to rules of a later file, and one without that rule is a problem', async () => {
    const library = createRuleLibrary(async () => ({
      files: toFiles('c:b', 'b:a', 'a', 'd:nothing'),
      read,
    }))
    await library.read()
    const { rules, problems } = library.get()
    expect(rules.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(problems).toMatchObject([{ file: '3.yml', message: 'no rule nothing' }])
  })

  it('are read again after a failure', async () => {
    const load = vi.fn(async () => ({ files: toFiles('a'), read }))
    load.mockRejectedValueOnce(new Error('The file is gone.'))
    const library = createRuleLibrary(load)
    await library.read()
    expect(library.get().status).toBe('failed')
    await library.read()
    expect(library.get().status).toBe('read')
  })
})

describe('own rules', () => {
  function createChanging<T>(first: T) {
    let value = first
    const listeners = new Set<() => void>()
    return {
      get: () => value,
      subscribe(listener: () => void) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      set(next: T) {
        value = next
        for (const listener of listeners) listener()
      },
    }
  }
  const toOwn = (...texts: string[]) => texts.map((text) => ({ name: `own/${text}.yml`, text }))

  it('are read after the others, may refer to them, and again when they change', async () => {
    const own = createChanging(toOwn('mine:a'))
    const reads: string[] = []
    const library = createRuleLibrary(async () => ({
      files: toFiles('a'),
      read(files, known) {
        reads.push(files.map(({ text }) => text).join())
        return read(files, known)
      },
      own,
    }))
    await library.read()
    expect([...library.get().own]).toEqual(['mine'])
    expect(library.get().rules.map(({ id }) => id)).toEqual(['a', 'mine'])
    expect(library.get().texts.get('own/mine:a.yml')).toBe('mine:a')
    own.set(toOwn('other'))
    await expect.poll(() => [...library.get().own]).toEqual(['other'])
    expect(library.get().status).toBe('read')
    expect(reads).toEqual(['a', 'mine:a', 'other'])
  })

  it('that are changed while they are read are read anew', async () => {
    const own = createChanging(toOwn('one'))
    const library = createRuleLibrary(async () => ({ files: [], read, own }))
    await library.read()
    own.set(toOwn('two'))
    own.set(toOwn('three'))
    await expect.poll(() => [...library.get().own]).toEqual(['three'])
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([...library.get().own]).toEqual(['three'])
  })

  it('and others that are switched off are known, and lists are not searched by them', async () => {
    const off = createChanging<readonly string[]>(['b'])
    const library = createRuleLibrary(async () => ({ files: toFiles('a', 'b'), read, off }))
    await library.read()
    const before = library.get()
    expect(before.rules.map(({ id }) => id)).toEqual(['a'])
    expect([...before.byId.keys()]).toEqual(['a', 'b'])
    off.set(['b'])
    expect(library.get()).toBe(before)
    off.set([])
    expect(library.get().rules.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(library.get().revision).toBeGreaterThan(before.revision)
  })
})
