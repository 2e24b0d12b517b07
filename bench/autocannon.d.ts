/** The little of autocannon that the benchmarks use; it brings no types of its own. */
declare module 'autocannon' {
  type Running = Promise<{ throughput: { total: number } }> & {
    on(event: 'response', heard: (client: unknown, status: number, bytes: number, millis: number) => void): void
  }
  type Options = {
    url: string
    duration: number
    connections: number
    headers?: Record<string, string>
    requests?: { headers: Record<string, string> }[]
  }
  const autocannon: (options: Options) => Running
  export default autocannon
}
