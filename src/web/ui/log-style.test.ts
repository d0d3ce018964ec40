import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../catalog/index.ts'
import { findLogStyle } from './log-style.ts'

const css = readFileSync(new URL('../styles/app.css', import.meta.url), 'utf8')

type Color = readonly [lightness: number, chroma: number, hue: number]

/** The lightest and the darkest ground of a row: a chosen row in the light theme, a row under the pointer in the dark one. */
const grounds = { light: [0.93, 0, 0], dark: [0.29, 0, 0] } as const

/** The colors of a log in both themes, in percent and degrees as the style sheet has them. */
function readColors(word: string): { light: Color; dark: Color } {
  const color = String.raw`oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)`
  const found = new RegExp(String.raw`--color-log-${word}: light-dark\(${color}, ${color}\);`).exec(
    css,
  )
  const [l1, c1, h1, l2, c2, h2] = (found ?? []).slice(1).map(Number)
  return {
    light: [(l1 ?? Number.NaN) / 100, c1 ?? 0, h1 ?? 0],
    dark: [(l2 ?? Number.NaN) / 100, c2 ?? 0, h2 ?? 0],
  }
}

/** Relative luminance (WCAG 2) of an OKLCH color within sRGB. */
function toLuminance([lightness, chroma, hue]: Color): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  const [r, g, v] = [red, green, blue].map((each) => Math.min(1, Math.max(0, each)))
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (v ?? 0)
}

function toContrast(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [toLuminance(one), toLuminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('the color of a log', () => {
  it.each(datasets.map(({ word }) => word))(
    '%s can be read on every row in both themes',
    (word) => {
      expect(findLogStyle(word)?.word).toBe(`text-log-${word}`)
      const { light, dark } = readColors(word)
      expect(toContrast(light, grounds.light)).toBeGreaterThanOrEqual(4.5)
      expect(toContrast(dark, grounds.dark)).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('is another one for each log', () => {
    const styles = datasets.map(({ word }) => findLogStyle(word)?.swatch)
    expect(new Set(styles).size).toBe(datasets.length)
  })

  it('is none for a word that no log has', () => {
    expect(['constructor', '', 'toString'].map(findLogStyle)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
