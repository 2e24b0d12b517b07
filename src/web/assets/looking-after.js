// What pages do where there is a script. Without it every page works too, only less smoothly.

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')

focusErrorSummary()
revealConditionals()
ignoreSecondPresses()
clearOthers()
for (const form of document.querySelectorAll('form[data-leave-to]')) leaveAtOnce(form)
for (const input of document.querySelectorAll('input[data-suggest]')) suggest(input)

/** Moves focus to the list of errors, and from an error to its field with the question in sight. */
function focusErrorSummary() {
  const summary = document.querySelector('.nhsuk-error-summary')
  if (!summary) return
  summary.setAttribute('tabindex', '-1')
  summary.addEventListener('blur', () => summary.removeAttribute('tabindex'), { once: true })
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const field = link?.hash && document.getElementById(link.hash.slice(1))
    if (!field) return
    event.preventDefault()
    const question = field.closest('fieldset')?.querySelector('legend') ?? field.labels?.[0] ?? field
    question.scrollIntoView()
    field.focus({ preventScroll: true })
  })
}

/** Shows what belongs to a radio or checkbox while it is chosen. */
function revealConditionals() {
  const inputs = [...document.querySelectorAll('input[data-aria-controls]')]
  const show = () => {
    for (const input of inputs) {
      const id = input.getAttribute('data-aria-controls')
      const kind = input.type === 'radio' ? 'radios' : 'checkboxes'
      input.setAttribute('aria-controls', id)
      if (input.type === 'checkbox') input.setAttribute('aria-expanded', String(input.checked))
      document.getElementById(id)?.classList.toggle(`nhsuk-${kind}__conditional--hidden`, !input.checked)
    }
  }
  if (inputs.length === 0) return
  show()
  document.addEventListener('change', show)
  window.addEventListener('pageshow', show)
}

/** One press a second: a tired thumb does not send a form twice. */
function ignoreSecondPresses() {
  const pressed = new WeakMap()
  document.addEventListener('submit', (event) => {
    const last = pressed.get(event.target) ?? -Infinity
    if (event.timeStamp - last < 1000) event.preventDefault()
    else pressed.set(event.target, event.timeStamp)
  })
}

/** "None of these" clears the others, and the others clear it. */
function clearOthers() {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox' || !target.checked) return
    const isExclusive = (box) => box.hasAttribute('data-checkbox-exclusive')
    for (const box of target.form?.querySelectorAll('input[type=checkbox]') ?? [])
      if (box !== target && box.name === target.name && (isExclusive(target) || isExclusive(box))) box.checked = false
  })
}

/** Goes to another site with nothing left in sight or behind: on the button, or on Escape pressed three times. */
function leaveAtOnce(form) {
  const leave = () => {
    document.documentElement.classList.add('app-gone')
    void fetch(form.action, { method: 'POST', keepalive: true })
    location.replace(form.dataset.leaveTo)
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    leave()
  })
  let presses = []
  document.addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (key !== 'Escape' || repeat) return
    presses = [...presses.filter((earlier) => timeStamp - earlier < 3000), timeStamp]
    if (presses.length === 3) leave()
  })
}

/** Offers what the server suggests for the words typed: `data-suggest` is where to ask, `list` where to put it. */
function suggest(input) {
  const list = input.list
  let last = ''
  let waiting
  const ask = async () => {
    const words = input.value.trim()
    if (words.length < 3 || words === last || !list) return
    last = words
    const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(words)}`).catch(() => null)
    if (!answer?.ok || words !== input.value.trim()) return
    const { suggestions } = await answer.json()
    list.replaceChildren(...suggestions.map((text) => Object.assign(document.createElement('option'), { value: text })))
  }
  input.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, 150)
  })
}
