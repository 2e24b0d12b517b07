/**
 * Inputs to expect, numbered once and for all. Most are sent to every route that takes their kind; the others name the
 * test that sends them where they belong.
 */
export type Input = { n: number; what: string } & (
  | { query: string }
  | { field: string }
  | { body: string; headers: Record<string, string>; toJson?: true }
  | { proof: string }
)

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

const queries: [number, string, string][] = [
  [1, 'a name twice', 'id=1&id=2'],
  [2, 'a list', 'id[]=1'],
  [3, 'an operator', 'id[$ne]=1'],
  [4, 'a prototype', '__proto__[x]=1&__proto__=1&constructor[prototype][x]=1'],
  [5, 'a page before the first', 'page=-1&from=-1'],
  [6, 'a page far beyond the last', 'page=1e9&from=1e9'],
  [7, 'no number', 'page=NaN&from=NaN'],
  [8, 'a column to sort by', 'sort=password&order=password'],
  [9, 'a percent sign', 'q=%&from=%'],
  [10, 'a NUL', 'q=%00&from=%00'],
  [11, '100 kB', `q=${'x'.repeat(100_000)}`],
  [20, 'another host to go on to', 'next=//evil.example&to=//evil.example'],
  [21, 'the same with a backslash', 'next=/%5Cevil.example&to=/%5Cevil.example'],
  [22, 'a script to go on to', 'next=javascript:alert(1)&to=javascript:alert(1)'],
  [25, 'a day that no year has', 'date=2027-02-30&from=2027-02-30'],
]

const fields: [number, string, string][] = [
  [26, 'a role, and whatever else no field asks for', 'lead_ops'],
  [28, 'a price in a hidden field', '0.00'],
  [39, 'the word null', 'null'],
  [51, 'a NUL', 'A\0mina'],
  [52, 'half of a surrogate pair', 'A\ud800mina'],
  [53, 'a mark that turns the line around', 'A\u202Emina'],
  [54, 'zero-width joiners in an address', 'a\u200Dmina@gmail.com'],
  [55, 'a domain of look-alikes', 'amina@gmаil.com'],
  [56, 'letters and their accents apart', 'ame\u0301lie@gmail.com'],
  [57, 'a dotless i', 'AMINAı@gmail.com'],
  [58, 'a letter that grows as a capital', 'straße@gmail.com'],
  [59, 'a family of four at the edge of 200 characters', `${'x'.repeat(198)}👨‍👩‍👧‍👦`],
  [60, 'as many combining marks as fit', 'a' + '\u0301'.repeat(2_000)],
  [61, 'markup and templates', '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{7*7}}${7*7}<%= 7*7 %>'],
  [62, 'a script as a link', 'javascript:alert(1)'],
  [63, 'a link in markdown', '[a](data:text/html;base64,PHNjcmlwdD4=)'],
  [64, 'lines of a mail’s head', 'Amina\r\nBcc: evil@example.org'],
  [65, 'a formula', '=HYPERLINK("https://evil.example")'],
  [66, 'a quoted address', '"a@evil x"@gmail.com'],
  [67, 'two addresses', 'a@b.org,c@d.org'],
  [68, 'an address with more of a mail’s head', 'a@b.org>\r\nBcc: evil@example.org'],
  [69, 'groups within groups', `${'('.repeat(5_000)}a@b.org${')'.repeat(5_000)}`],
  [70, 'a domain that is a number', 'amina@[127.0.0.1]'],
  [71, 'an encoded domain', 'amina@xn--gmil-6na.com'],
  [72, 'a plus and dots', 'a.m.i.n.a+x@gmail.com'],
  [73, 'an address of 330 characters', `${'a'.repeat(320)}@gmail.com`],
  [74, 'a number that costs', '09061234567'],
  [75, 'a number in other digits', '+44 (0)٧٧٠٠ ٩٠٠١٢٣'],
]

const bodies: [number, string, string, Record<string, string>, true?][] = [
  [30, 'JSON that says it is text', '{"a":1}', { 'content-type': 'text/plain' }],
  [31, 'a type with a tab and more', '{"a":1}', { 'content-type': 'application/json\ta' }],
  [32, 'a type with rubbish', '{"a":1}', { 'content-type': 'application/json garbage' }],
  [34, 'JSON 10,000 levels deep', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), json],
  [35, '1 MB of brackets', '['.repeat(1_000_000), json],
  [37, 'a constructor’s prototype', '{"constructor":{"prototype":{"x":1}}}', json],
  [40, 'parts without a boundary', 'x', { 'content-type': 'multipart/form-data' }],
  [41, 'a thousand parts', '--b\r\n\r\nx\r\n'.repeat(1_000), { 'content-type': 'multipart/form-data; boundary=b' }],
  [
    42,
    'a file named to lie elsewhere',
    '--b\r\nContent-Disposition: form-data; name="file"; filename="../../x"\r\n\r\nx\r\n--b--',
    { 'content-type': 'multipart/form-data; boundary=b' },
  ],
  [
    43,
    'another character set',
    'a=+ADw-script+AD4-',
    { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' },
  ],
  [44, 'a body packed small', 'x', { ...form, 'content-encoding': 'gzip' }],
  [38, 'a list where a text is asked for', '{"start":["x"],"service":["x"],"hold":["x"],"client":[]}', json, true],
  [36, 'numbers that are none', '{"start":1e400,"service":-0,"hold":9007199254740993,"client":1}', json, true],
  [33, 'a name twice', '{"hold":1,"hold":2,"service":1,"service":2}', json, true],
  [29, 'an empty body that says it is JSON', '', json, true],
]

const elsewhere: [number, string, string][] = [
  [12, 'dots encoded in the path', 'src/web/odd.page.test.ts'],
  [13, 'a slash encoded', 'e2e/spellings.e2e.test.ts'],
  [14, 'two slashes', 'e2e/spellings.e2e.test.ts'],
  [15, 'capitals', 'e2e/spellings.e2e.test.ts'],
  [16, 'a parameter of the path', 'e2e/spellings.e2e.test.ts'],
  [17, 'bytes that are no text', 'src/web/odd.page.test.ts'],
  [18, 'an ending', 'e2e/spellings.e2e.test.ts'],
  [19, 'something internal', 'e2e/spellings.e2e.test.ts'],
  [23, 'methods that nobody has', 'e2e/spellings.e2e.test.ts'],
  [24, 'a method named elsewhere', 'e2e/spellings.e2e.test.ts'],
  [27, 'what belongs to somebody else', 'e2e/who-may.e2e.test.ts'],
  [45, 'a body that never ends', 'src/web/sockets.page.test.ts'],
  [46, 'a wrong length', 'src/web/sockets.page.test.ts'],
  [47, 'a later step before an earlier', 'src/booking/booking.page.test.ts'],
  [48, 'the same press twice', 'src/booking/races.db.test.ts'],
  [49, 'a form that was open too long', 'src/booking/journey/kept.page.test.ts'],
  [50, 'a form opened as one person and sent as another', 'src/booking/journey/check.page.test.ts'],
]

export const inputs: readonly Input[] = [
  ...queries.map(([n, what, query]) => ({ n, what, query })),
  ...fields.map(([n, what, field]) => ({ n, what, field })),
  ...bodies.map(([n, what, body, headers, toJson]) => ({ n, what, body, headers, ...(toJson ? { toJson } : {}) })),
  ...elsewhere.map(([n, what, proof]) => ({ n, what, proof })),
].toSorted((a, b) => a.n - b.n)
