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
  const focused = async (target: Locator) => (await target.and(page.locator(':focus')).count()) === 1
  const inGroup = async (target: Locator) => {
    const name = await target.getAttribute('name')
    return (await page.locator(`input[type=radio][name="${name}"]:focus`).count()) === 1
  }
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
      await until(async () => (await focused(box)) || (await inGroup(box)), 'Tab')
      await until(() => focused(box), 'ArrowDown')
      if (!(await box.isChecked())) await key('Space')
      assert.ok(await box.isChecked())
    },
    write: async (field, text) => {
      await until(() => focused(field), 'Tab')
      await key('Control+A')
      await page.keyboard.type(text)
    },
    press: async (control) => {
      await until(() => focused(control), 'Tab')
      await visible(control)
      await key('Enter')
    },
  }
}
