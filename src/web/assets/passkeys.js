// Asks the browser for a passkey. A form names the work in `data-passkey` (create or use) and, in `data-ask`, where its
// question comes from; the answer goes back as the form's field. Without a script the page says how else to go on.

const forms = document.querySelectorAll('form[data-passkey]')
const usable = typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function' && window.isSecureContext

if (usable)
  for (const form of forms) {
    form.hidden = false
    form.addEventListener('submit', (event) => void answer(event, form))
  }
for (const instead of document.querySelectorAll('[data-passkey-instead]')) instead.hidden = usable

let busy = false

/** Keeps the form back until the browser has the passkey's answer, then sends it. */
async function answer(event, form) {
  event.preventDefault()
  if (busy) return
  busy = true
  say(form, '')
  try {
    form.elements.namedItem('credential').value = JSON.stringify(await ask(form))
    form.submit()
  } catch (error) {
    say(form, wordsFor(error))
  } finally {
    busy = false
  }
}

async function ask(form) {
  const answered = await fetch(form.dataset.ask, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  })
  if (!answered.ok) throw new Error(answered.status === 429 ? 'wait' : 'refused')
  const options = await answered.json()
  const credential =
    form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  return credential.toJSON()
}

/** Browsers do not say whether somebody said no or had nothing to say yes with. */
function wordsFor({ name, message }) {
  if (message === 'wait') return 'There have been many tries. Wait 15 minutes, then try again.'
  if (name === 'InvalidStateError') return 'There is a passkey for you on this device already.'
  if (name === 'SecurityError') return 'This page was opened under another address than its own. Open it by its own.'
  if (name === 'NotAllowedError') return 'No passkey was used. Try again, or use another way below.'
  return 'That did not work. Try again, or use another way below.'
}

/** Says it where it is also read out. */
function say(form, words) {
  const place = form.querySelector('[data-passkey-says]')
  place.textContent = words
  place.hidden = words === ''
}

// Goes on at once where a page is only a step on the way.
const onward = document.querySelector('a[data-follow]')
if (onward) location.replace(onward.href)
