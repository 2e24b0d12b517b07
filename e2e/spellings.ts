/** Ways to write a path so that it is another one. */
export const spellings: Record<string, (path: string) => string> = {
  'its last slash encoded': (path) => path.replace(/\/([^/]*)$/, '%2F$1'),
  'its last slash encoded in small letters': (path) => path.replace(/\/([^/]*)$/, '%2f$1'),
  'two slashes before it': (path) => `/${path}`,
  'two slashes within it': (path) => path.replace(/\/([^/]*)$/, '//$1'),
  capitals: (path) => path.replace(/\/\w/g, (start) => start.toUpperCase()),
  'a slash after it': (path) => `${path}/`,
  'a dot after it': (path) => `${path}.`,
  'a dot and an ending after it': (path) => `${path}.json`,
  'a parameter after it': (path) => `${path};x=1`,
  'an encoded space after it': (path) => `${path}%20`,
  'an encoded NUL after it': (path) => `${path}%00`,
  'an encoded question mark after it': (path) => `${path}%3Fx=1`,
  'an encoded backslash before it': (path) => `/%5C${path.slice(1)}`,
  'something internal after it': (path) => `${path}/_internal`,
}
