// Lets a coach move their hours in the week shown: by a pointer, or by the arrow keys on the link of those hours. It changes
// nothing: letting go, or Enter, leads to the page that asks for which days the new hours are.

const week = document.querySelector('.app-week')
const blocks = [...week.querySelectorAll('[data-from]')]
const isGrid = window.matchMedia('(min-width: 60em)')
const step = 15
const hour = 60
const numberOf = (block, name) => Number(block.dataset[name])
const earliest = Math.floor(Math.min(8 * hour, ...blocks.map((block) => numberOf(block, 'from'))) / hour) * hour
const latest = Math.ceil(Math.max(22 * hour, ...blocks.map((block) => numberOf(block, 'until'))) / hour) * hour

week.classList.add('app-week--grid')
week.style.setProperty('--hours', (latest - earliest) / hour)
const said = document.createElement('p')
said.className = 'nhsuk-u-visually-hidden'
said.setAttribute('role', 'status')
const help = document.createElement('p')
help.className = 'app-week__help'
help.id = 'week-help'
help.textContent =
  'Drag hours to change them, or go to their Change link and use the up and down arrow keys, with Shift to move the end. Nothing changes before you say for which days.'
week.before(help)
week.after(said)
for (const block of blocks) prepare(block)

function prepare(block) {
  const link = block.querySelector('a')
  const was = { from: numberOf(block, 'from'), until: numberOf(block, 'until') }
  let is = was
  draw(block, was)
  if (!link) return
  const words = block.querySelector('.app-week__words')
  const address = link.href
  link.draggable = false
  link.setAttribute('aria-describedby', help.id)
  const isMoved = () => is.from !== was.from || is.until !== was.until
  const show = (hours) => {
    is = hours
    draw(block, is)
    words.textContent = `${clock(is.from)} to ${clock(is.until)}`
    link.href = isMoved() ? `${address}&what=${is.from}-${is.until}` : address
    block.classList.toggle('app-week__block--moved', isMoved())
  }
  link.addEventListener('keydown', (event) => {
    if (!isGrid.matches || event.altKey || event.ctrlKey || event.metaKey) return
    const by = { ArrowUp: -step, ArrowDown: step }[event.key]
    if (by === undefined && !(event.key === 'Escape' && isMoved())) return
    event.preventDefault()
    show(by === undefined ? was : event.shiftKey ? ending(is, by) : moved(is, by))
    const next = isMoved() ? '. Enter goes on, Escape puts them back' : ', as they were'
    said.textContent = `${words.textContent}${next}`
  })
  dragging(block, { now: () => is, show, drop: () => isMoved() && window.location.assign(link.href) })
}

/** Follows a mouse or pen: near the top it moves the start, near the bottom the end, between them both. */
function dragging(block, { now, show, drop }) {
  let held = null
  block.addEventListener('pointerdown', (event) => {
    if (!isGrid.matches || event.button !== 0 || event.pointerType === 'touch') return
    const { top, bottom, height } = block.getBoundingClientRect()
    const { from, until } = now()
    const part = event.clientY - top < 8 ? starting : bottom - event.clientY < 8 ? ending : moved
    held = { y: event.clientY, from: { from, until }, part, minutes: (until - from) / height }
  })
  block.addEventListener('pointermove', (event) => {
    if (!held) return
    // Only once it moves: a press that stays is for the link.
    if (!block.hasPointerCapture(event.pointerId)) {
      if (Math.abs(event.clientY - held.y) < 4) return
      block.setPointerCapture(event.pointerId)
    }
    const by = Math.round(((event.clientY - held.y) * held.minutes) / step) * step
    show(held.part(held.from, by))
  })
  const letGo = (event) => {
    if (!held) return
    const start = held.from
    held = null
    if (event.type === 'pointercancel') show(start)
    else drop()
  }
  block.addEventListener('pointerup', letGo)
  block.addEventListener('pointercancel', letGo)
  block.addEventListener('pointerleave', (event) => {
    if (!block.hasPointerCapture(event.pointerId)) held = null
  })
}

const between = (least, at, most) => Math.max(least, Math.min(at, most))
const starting = ({ from, until }, by) => ({ from: between(earliest, from + by, until - step), until })
const ending = ({ from, until }, by) => ({ from, until: between(from + step, until + by, latest) })
function moved({ from, until }, by) {
  const shift = between(earliest - from, by, latest - until)
  return { from: from + shift, until: until + shift }
}

function draw(block, { from, until }) {
  block.style.setProperty('--from', (from - earliest) / hour)
  block.style.setProperty('--long', (until - from) / hour)
}

/** "8:30am", as the page writes times of day. */
function clock(minutes) {
  if (minutes % 1440 === 0) return 'midnight'
  if (minutes === 720) return 'midday'
  const [at, past] = [Math.floor(minutes / 60), minutes % 60]
  return `${at % 12 || 12}${past ? `:${String(past).padStart(2, '0')}` : ''}${at < 12 ? 'am' : 'pm'}`
}
