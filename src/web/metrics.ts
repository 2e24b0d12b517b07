/** Counts of what was answered, for a monitor to fetch. */
export type Metrics = {
  observe(answer: { method: string; route: string; status: number; seconds: number }): void
  /** The counts as Prometheus reads them. */
  text(): string
}

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Starts counting requests by route pattern and status, and how long each pattern took. */
export function createMetrics(): Metrics {
  const counts = new Map<string, number>()
  const times = new Map<string, { buckets: number[]; sum: number; count: number }>()
  return {
    observe({ method, route, status, seconds }) {
      const labels = `method="${method}",route="${route}",status="${status}"`
      counts.set(labels, (counts.get(labels) ?? 0) + 1)
      const time = times.get(route) ?? { buckets: bounds.map(() => 0), sum: 0, count: 0 }
      times.set(route, time)
      bounds.forEach((bound, i) => seconds <= bound && (time.buckets[i] = (time.buckets[i] ?? 0) + 1))
      time.sum += seconds
      time.count++
    },
    text: () => [...requestLines(counts), ...timeLines(times)].join('\n') + '\n',
  }
}

const requestLines = (counts: Map<string, number>) => [
  '# HELP lay_http_requests_total Requests answered.',
  '# TYPE lay_http_requests_total counter',
  ...[...counts].map(([labels, count]) => `lay_http_requests_total{${labels}} ${count}`),
]

const timeLines = (times: Map<string, { buckets: number[]; sum: number; count: number }>) => [
  '# HELP lay_http_request_seconds Time from the request to the end of its answer.',
  '# TYPE lay_http_request_seconds histogram',
  ...[...times].flatMap(([route, { buckets, sum, count }]) => [
    ...bounds.map((bound, i) => `lay_http_request_seconds_bucket{route="${route}",le="${bound}"} ${buckets[i]}`),
    `lay_http_request_seconds_bucket{route="${route}",le="+Inf"} ${count}`,
    `lay_http_request_seconds_sum{route="${route}"} ${sum.toFixed(6)}`,
    `lay_http_request_seconds_count{route="${route}"} ${count}`,
  ]),
]
