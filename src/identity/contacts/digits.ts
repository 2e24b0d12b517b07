const decimal = /\p{Nd}/u

/** The text with every decimal digit, of whatever script, written as 0 to 9. */
export const plainDigits = (text: string) => text.replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))

/** Unicode keeps the ten digits of a script together, zero first, and starts each such row afresh. */
function valueOf(digit: string): number {
  const point = digit.codePointAt(0)!
  let zero = point
  while (decimal.test(String.fromCodePoint(zero - 1))) zero--
  return (point - zero) % 10
}
