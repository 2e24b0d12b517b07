import 'nunjucks'

/** What of nunjucks its types leave out, and the templates use. */
declare module 'nunjucks' {
  namespace lib {
    function escape(text: string): string
  }
  namespace runtime {
    function makeKeywordArgs(options: object): object
  }
  interface Template {
    getExported(done: (error: Error | null, exported: Record<string, (...options: unknown[]) => unknown>) => void): void
  }
}
