/** HTML attributes of an element; one with a value of null is written empty, an `optional` one left out. */
export type Attributes = {
  readonly [name: string]: Attribute | { readonly value: Attribute; readonly optional?: boolean }
}

type Attribute = string | number | boolean | null | undefined
