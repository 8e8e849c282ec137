/** What a picture of premiums shows; amounts in whole dollars, ascending. */
export interface Spread {
  readonly title: string
  /** `1,512 vehicles of 1,000 risks`. */
  readonly of: string
  readonly amounts: readonly number[]
  readonly mean: number
  readonly median: number
  readonly low: number
  readonly high: number
}

const WIDTH = 720
const HEIGHT = 300
const LEFT = 24
const RIGHT = 24
const TOP = 84
const BOTTOM = 44
const BARS = 48
/** Of a hundred amounts, those above the last one shown are counted in words. */
const SHOWN = 98

const STYLE = `
    text { font: 12px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #4a4a55 }
    .title { font-size: 15px; font-weight: 600; fill: #1d1d22 }
    .bar { fill: #9db4d0 }
    .inner { fill: #5577a6 }
    .axis { stroke: #c4c4cc }
    .mark { stroke: #1d1d22; stroke-dasharray: 3 3 }
    .mean { stroke: #b3541e }
    .said { fill: #b3541e }
    @media (prefers-color-scheme: dark) {
      text { fill: #b9b9c4 } .title { fill: #f0f0f4 } .bar { fill: #46597a } .inner { fill: #7f9fcf }
      .axis { stroke: #50505c } .mark { stroke: #f0f0f4 } .mean { stroke: #e8935f } .said { fill: #e8935f }
    }`

/** A histogram as SVG, legible on light and dark: the inner nine tenths darker, mean and median marked. */
export function drawSpread(spread: Spread): string {
  const { amounts, mean, median, low, high } = spread
  const most = amounts[Math.floor(((amounts.length - 1) * SHOWN) / 100)] ?? 1
  const step = niceStep(most / 6)
  const end = Math.ceil(most / step) * step
  const x = (amount: number) => LEFT + ((WIDTH - LEFT - RIGHT) * amount) / end
  const width = end / BARS
  const counts = Array.from({ length: BARS }, () => 0)
  for (const amount of amounts) {
    const at = Math.floor(amount / width)
    if (at < BARS) counts[at] = (counts[at] ?? 0) + 1
  }
  const tallest = Math.max(...counts, 1)
  const floor = HEIGHT - BOTTOM
  const bars = counts.flatMap((count, at) => {
    if (count === 0) return []
    const height = ((floor - TOP) * count) / tallest
    const isInner = (at + 1) * width > low && at * width < high
    return [
      `  <rect class="${isInner ? 'inner' : 'bar'}" x="${one(x(at * width) + 0.5)}" y="${one(floor - height)}" width="${one(x(width) - LEFT - 1)}" height="${one(height)}"/>`,
    ]
  })
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => at * step)
  const beyond = amounts.filter((amount) => amount >= end).length
  const meanIsRight = mean >= median
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escaped(`${spread.title}: ${summary(spread)}`)}">`,
    `  <style>${STYLE}\n  </style>`,
    `  <text class="title" x="${LEFT}" y="26">${escaped(spread.title)}</text>`,
    `  <text x="${LEFT}" y="46">${escaped(`${spread.of}; nine in ten cost ${dollars(low)} to ${dollars(high)}`)}</text>`,
    ...bars,
    `  <line class="axis" x1="${LEFT}" y1="${floor}" x2="${WIDTH - RIGHT}" y2="${floor}"/>`,
    ...ticks.map(
      (tick) =>
        `  <text x="${one(x(tick))}" y="${floor + 18}" text-anchor="${tick === 0 ? 'start' : tick === end ? 'end' : 'middle'}">${dollars(tick)}</text>`
    ),
    ...(beyond > 0
      ? [
          `  <text x="${WIDTH - RIGHT}" y="${floor + 36}" text-anchor="end">${grouped(beyond)} above ${dollars(end)}</text>`,
        ]
      : []),
    mark(x(median), 'mark', `median ${dollars(median)}`, meanIsRight ? 'end' : 'start', ''),
    mark(x(mean), 'mark mean', `mean ${dollars(mean)}`, meanIsRight ? 'start' : 'end', 'said'),
    '</svg>',
    '',
  ].join('\n')
}

/** `mean $2,414, median $2,042, nine in ten from $1,214 to $5,176`. */
export function summary({ mean, median, low, high }: Omit<Spread, 'title' | 'of'>): string {
  return `mean ${dollars(mean)}, median ${dollars(median)}, nine in ten from ${dollars(low)} to ${dollars(high)}`
}

function mark(at: number, line: string, words: string, anchor: 'start' | 'end', text: string) {
  const beside = anchor === 'start' ? at + 5 : at - 5
  return [
    `  <line class="${line}" x1="${one(at)}" y1="62" x2="${one(at)}" y2="${HEIGHT - BOTTOM}"/>`,
    `  <text${text && ` class="${text}"`} x="${one(beside)}" y="72" text-anchor="${anchor}">${words}</text>`,
  ].join('\n')
}

/** 1, 2 or 5 times a power of ten, at least as much as asked. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)))
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? power * 10
}

function one(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function dollars(amount: number): string {
  return `$${grouped(amount)}`
}

function grouped(count: number): string {
  return Math.round(count).toLocaleString('en-US')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
