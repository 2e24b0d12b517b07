import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** How somebody uses a page. */
export type Hands = {
  tick(box: Locator): Promise<void>
  write(field: Locator, text: string): Promise<void>
  press(control: Locator): Promise<void>
}

/** With a mouse or a finger. */
export const pointer: Hands = {
  tick: (box) => box.check(),
  write: (field, text) => field.fill(text),
  press: (control) => control.click(),
}

/** With nothing but keys: Tab to get there, arrows among radios, Space to choose, Enter to send or follow. */
export function keyboard(page: Page): Hands {
  const key = (name: string) => page.keyboard.press(name)
  const has = (target: Locator) => target.evaluate((element) => element === document.activeElement)
  const inGroup = (target: Locator) =>
    target.evaluate((element) => {
      const [wanted, now] = [element as HTMLInputElement, document.activeElement as HTMLInputElement | null]
      return wanted.type === 'radio' && now?.type === 'radio' && now.name === wanted.name
    })
  const until = async (there: () => Promise<boolean>, name: string) => {
    for (let presses = 0; !(await there()); presses += 1) {
      assert.ok(presses < 100, `${name} does not lead there`)
      await key(name)
    }
  }
  const visible = async (target: Locator) => {
    const box = await target.boundingBox()
    assert.ok(box && box.width > 0 && box.height > 0, 'what has the focus can be seen')
  }
  return {
    tick: async (box) => {
      await until(async () => (await has(box)) || (await inGroup(box)), 'Tab')
      await until(() => has(box), 'ArrowDown')
      if (!(await box.isChecked())) await key('Space')
      assert.ok(await box.isChecked())
    },
    write: async (field, text) => {
      await until(() => has(field), 'Tab')
      await key('Control+A')
      await page.keyboard.type(text)
    },
    press: async (control) => {
      await until(() => has(control), 'Tab')
      await visible(control)
      await key('Enter')
    },
  }
}
