import { describe, expect, it } from 'vitest'
import {
  addLocalFilter,
  flipLocalFilter,
  removeLocalFilter,
  replaceLocalFilter,
  toggleLocalFilter,
} from './local-filters.ts'
import type { FieldFilter } from './log-query.ts'

const agent: FieldFilter = {
  kind: 'field',
  pointer: '/raw/user_agent',
  mode: 'include',
  text: 'curl',
  isExact: false,
}
const notAgent: FieldFilter = { ...agent, mode: 'exclude' }
const exactly: FieldFilter = { ...agent, isExact: true }

describe('gestures', () => {
  it('add once', () => {
    expect(addLocalFilter([agent], { ...agent })).toEqual([agent])
    expect(addLocalFilter([agent], exactly)).toEqual([agent, exactly])
  })

  it('toggle what is the same in every part', () => {
    expect(toggleLocalFilter([agent, exactly], { ...agent })).toEqual([exactly])
    expect(toggleLocalFilter([exactly], agent)).toEqual([exactly, agent])
    expect(removeLocalFilter([agent, exactly], { ...notAgent })).toEqual([agent, exactly])
  })

  it('flip in place, joined with the opposite when it stands', () => {
    expect(flipLocalFilter([agent, exactly], agent)).toEqual([notAgent, exactly])
    expect(flipLocalFilter([agent, exactly, notAgent], agent)).toEqual([exactly, notAgent])
  })

  it('replace in place, and keep one when both become the same', () => {
    expect(replaceLocalFilter([agent, notAgent], agent, exactly)).toEqual([exactly, notAgent])
    expect(replaceLocalFilter([agent, exactly], agent, exactly)).toEqual([exactly])
    expect(replaceLocalFilter([agent], agent, { ...agent })).toEqual([agent])
  })
})
