/* Writing at the desk. Every form works without this file; it keeps what is typed,
   shows the page beside the text, and gives buttons and keys. */

const form = document.getElementById('desk-form')
const status = document.getElementById('desk-status')

document.getElementById('desk-errors')?.focus()
if (form && status) write(form)

/* The server keeps what it refused: this browser's copy has done its work. */
const refused = document.querySelector('[data-kept]')
if (refused) localStorage.removeItem(`desk|${refused.dataset.kept}`)

function write (form) {
  const words = form.dataset
  const store = `desk|${words.keep}`
  const opened = typed(form)
  let lastSent = opened
  let paused, autosaving, stopped

  offerBrowserCopy()
  if (words.at) focusField(words.at)
  else if (location.hash.startsWith('#id_')) focusField(location.hash.slice(4))
  for (const field of form.querySelectorAll('[data-body]')) addTools(field)
  const preview = document.getElementById('desk-preview')
  if (preview) watchPreview(preview)

  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  let lastField = ''
  form.addEventListener('focusin', function (event) {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) lastField = event.target.name
  })
  form.addEventListener('submit', function (event) {
    refreshToken()
    const at = form.elements.at
    if (event.submitter?.id === 'desk-save') at.value ||= lastField
    if (event.submitter?.name === 'move') at.value = event.submitter.id
  })
  form.addEventListener('keydown', keys)
  window.addEventListener('online', autosave)

  /* --- nothing typed is lost ------------------------------------------------- */

  function changed () {
    clearTimeout(paused)
    paused = setTimeout(keepInBrowser, 300)
    autosaving ??= setTimeout(autosave, 20000)
  }

  function keepInBrowser () {
    const now = typed(form)
    try {
      if (now === opened) localStorage.removeItem(store)
      else localStorage.setItem(store, now)
    } catch { /* a full or closed store: the server's copy is left */ }
    if (now !== opened && !status.textContent) say(words.wordsUnsaved)
  }

  function offerBrowserCopy () {
    let kept
    try { kept = localStorage.getItem(store) } catch { return }
    if (!kept) return
    if (kept === opened) return localStorage.removeItem(store)
    const box = element('div', { className: 'desk-message warning desk-kept', id: 'desk-browser-copy' })
    const back = element('button', { type: 'button', className: 'desk-button', textContent: words.wordsBack })
    const away = element('button', { type: 'button', className: 'desk-plain', textContent: words.wordsAway })
    const row = element('div', { className: 'desk-row' })
    row.append(back, away)
    box.append(element('p', { textContent: words.wordsFound }), row)
    form.before(box)
    back.addEventListener('click', function () {
      putBack(kept)
      box.remove()
      say(words.wordsBackDone)
      changed()
    })
    away.addEventListener('click', function () {
      localStorage.removeItem(store)
      box.remove()
      form.querySelector('textarea, input:not([type=hidden])')?.focus()
    })
  }

  function putBack (kept) {
    for (const [name, value] of JSON.parse(kept)) {
      const field = form.elements[name]
      if (!field) continue
      if (field.type === 'checkbox') field.checked = true
      else if (field.tagName) { field.value = value; field.dispatchEvent(new Event('input', { bubbles: true })) }
    }
  }

  async function autosave () {
    clearTimeout(autosaving)
    autosaving = undefined
    keepInBrowser()
    const now = typed(form)
    if (stopped || now === lastSent) return
    refreshToken()
    const data = new FormData(form)
    data.set('seen', words.seen)
    if ('fresh' in words) data.set('fresh', '1')
    let answer
    try {
      answer = await fetch(words.autosave, { method: 'POST', body: new URLSearchParams(data), redirect: 'manual', headers: { Accept: 'application/json' } })
    } catch { return wait(words.wordsBrowser) }
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) return signedOut()
    if (answer.status === 409) { stopped = true; return say((await answer.json()).words) }
    if (!answer.ok) return wait(words.wordsBrowser)
    const said = await answer.json()
    words.seen = form.elements.rolls.value = said.version
    delete words.fresh
    lastSent = now
    say(said.words)
  }

  function wait (sentence) {
    say(sentence)
    autosaving = setTimeout(autosave, 20000)
  }

  function signedOut () {
    wait(words.wordsSignedOut)
    const way = element('a', { href: words.signIn, target: '_blank', textContent: words.wordsSignIn })
    status.append(' ', way)
  }

  /* A sign-in in another tab changes the token that guards every form. */
  function refreshToken () {
    const cookie = document.cookie.split('; ').find(each => each.startsWith('csrftoken='))
    const field = form.elements.csrfmiddlewaretoken
    if (cookie && field) field.value = cookie.split('=')[1]
  }

  /* --- keys --------------------------------------------------------------------- */

  function keys (event) {
    const command = event.ctrlKey || event.metaKey
    if (command && !event.altKey && event.key.toLowerCase() === 's') return act(event, () => save(event.target.name))
    if (command && event.key === 'Enter') return act(event, () => save(neighbour(event.target, 1) ?? event.target.name))
    if (command && event.shiftKey && event.key.toLowerCase() === 'p' && preview) return act(event, () => preview.click())
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const goal = neighbour(event.target, event.key === 'ArrowUp' ? -1 : 1)
      if (goal) act(event, () => focusField(goal))
    }
  }

  function sectionOf (name) {
    return form.elements[name]?.closest?.('section')?.id.replace('section-', '') ?? ''
  }

  function act (event, what) {
    event.preventDefault()
    what()
  }

  function save (at) {
    form.elements.at.value = at || ''
    form.requestSubmit(document.getElementById('desk-save'))
  }

  function neighbour (field, step) {
    const bodies = [...form.querySelectorAll('.desk-section textarea')]
    const here = bodies.findIndex(each => each.closest('section') === field.closest('section'))
    return bodies[here + step]?.name
  }

  function focusField (name) {
    const field = document.getElementById(`id_${name}`) ?? document.getElementById(name)
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }

  /* --- the page beside the text ---------------------------------------------------- */

  function watchPreview (button) {
    const place = document.getElementById('desk-seen')
    const frames = place.querySelector('.desk-frame')
    let waiting, number = 0
    place.hidden = false
    for (const width of place.querySelectorAll('[data-width]')) {
      width.addEventListener('click', function () {
        frames.classList.toggle('wide', width.dataset.width === 'wide')
        for (const each of place.querySelectorAll('[data-width]')) each.setAttribute('aria-pressed', each === width)
      })
    }
    form.addEventListener('input', function () {
      clearTimeout(waiting)
      waiting = setTimeout(show, 500)
    })
    show()

    function show () {
      const old = frames.querySelector('iframe:not(.coming)')
      frames.querySelector('iframe.coming')?.remove()
      const frame = element('iframe', { name: `desk-preview-${++number}`, title: frames.dataset.title, className: 'coming' })
      frame.setAttribute('sandbox', 'allow-same-origin allow-popups allow-popups-to-escape-sandbox')
      frames.append(frame)
      frame.addEventListener('load', function () {
        const page = frame.contentDocument
        if (!page || page.location.href === 'about:blank') return
        const top = old?.contentWindow?.scrollY ?? 0
        frame.className = ''
        old?.remove()
        const part = page.getElementById(sectionOf(lastField))
        if (part) part.scrollIntoView()
        else frame.contentWindow.scrollTo(0, top)
        showProblems(page)
      })
      send(button.formAction, frame.name)
    }
  }

  function send (action, target) {
    const before = [form.action, form.target]
    refreshToken()
    form.action = action
    form.target = target
    HTMLFormElement.prototype.submit.call(form)
    ;[form.action, form.target] = before
  }

  function showProblems (page) {
    for (const list of form.querySelectorAll('.desk-problems')) {
      const found = page.querySelector(`[data-for="${list.id.replace('-problems', '')}"]`)
      const items = [...(found?.children ?? [])].map(each => element('li', { textContent: each.textContent }))
      list.replaceChildren(...items)
      list.hidden = !items.length
    }
  }

  function say (sentence) { status.textContent = sentence }
}

function typed (form) {
  const left = new Set(['csrfmiddlewaretoken', 'token', 'at', 'rolls'])
  return JSON.stringify([...new FormData(form)].filter(([name]) => !left.has(name)))
}

function element (name, properties) {
  return Object.assign(document.createElement(name), properties)
}

/* --- buttons above a text ---------------------------------------------------------- */

function addTools (field) {
  const area = field.querySelector('textarea')
  const model = document.getElementById('desk-tools')
  if (!area || area.disabled || !model) return
  const tools = model.content.firstElementChild.cloneNode(true)
  tools.setAttribute('aria-label', field.querySelector('label').textContent)
  area.before(tools)
  tools.addEventListener('click', function (event) {
    const button = event.target.closest('button')
    if (button?.dataset.before !== undefined) surround(area, button.dataset.before, button.dataset.after ?? '', button.dataset.line !== undefined)
    if (button?.dataset.pick) pick(area, button.dataset.pick, button.textContent)
  })
}

function surround (area, before, after, ownLine) {
  const { selectionStart: start, selectionEnd: end, value } = area
  before = before.replaceAll('\\n', '\n')
  after = after.replaceAll('\\n', '\n')
  if (ownLine && start > 0 && value[start - 1] !== '\n') before = `\n\n${before}`
  insert(area, before + value.slice(start, end) + after)
  area.setSelectionRange(start + before.length, end + before.length)
}

/* execCommand keeps the browser's own undo; setRangeText does not. */
function insert (area, text) {
  area.focus()
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end')
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

function pick (area, address, title) {
  const dialog = document.getElementById('desk-dialog')
  const heading = dialog.querySelector('h2')
  const search = dialog.querySelector('input')
  const list = dialog.querySelector('[data-list]')
  let waiting
  heading.textContent = title
  search.value = area.value.slice(area.selectionStart, area.selectionEnd).slice(0, 60)
  search.oninput = function () {
    clearTimeout(waiting)
    waiting = setTimeout(find, 250)
  }
  dialog.onclose = () => area.focus()
  dialog.showModal()
  find()

  async function find () {
    const answer = await fetch(`${address}&part=list&q=${encodeURIComponent(search.value)}`, { redirect: 'manual' }).catch(() => null)
    if (!answer?.ok) return
    const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('ul')
    for (const line of found.querySelectorAll('[data-written]')) {
      const button = element('button', { type: 'button' })
      button.append(...line.childNodes)
      line.append(button)
      button.addEventListener('click', function () {
        dialog.close()
        insert(area, line.dataset.written)
      })
    }
    list.replaceChildren(found)
  }
}
