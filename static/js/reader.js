// Aids that need script: listening, printing, and safety pages without a connection.
(() => {
  const words = document.currentScript.dataset
  const lang = document.documentElement.lang
  const body = document.querySelector('.cols')
  const make = (name, how) => Object.assign(document.createElement(name), how)
  const button = (textContent, onclick) => make('button', {className: 'btn', textContent, onclick})

  // Only with a voice on the device: others send the text away.
  const READ = 'h1, .lead, .now :is(h2, li, .alert), .prose > section :is(h2, h3, h4, p, li, caption, th, td, summary, figcaption)'
  const SKIPPED = '#sources *, .cites, form *'
  const speech = self.speechSynthesis
  const tools = make('div', {className: 'row ask start'})
  let queue = [], said, marked

  const voice = () => speech.getVoices().find(each => each.localService &&
    RegExp(`^(${lang === 'nb' ? 'nb|no' : lang})\\b`, 'i').test(each.lang.replace('_', '-')))

  const sentences = element => {
    const copy = element.cloneNode(true)
    copy.querySelectorAll('sup, svg').forEach(each => each.remove())
    copy.querySelectorAll('.lvl').forEach(each => each.append('. '))
    const text = copy.textContent.replace(/\s+/g, ' ').trim()
    if (!text || !self.Intl?.Segmenter) return [[element, text]]
    const parts = new Intl.Segmenter(lang, {granularity: 'sentence'}).segment(text)
    return Array.from(parts, part => [element, part.segment])
  }

  const collect = () => [...document.querySelectorAll(READ)].filter(each =>
    !each.matches(SKIPPED) && !each.querySelector('p, li') && (each.checkVisibility?.() ?? true)
  ).flatMap(sentences)

  const mark = element => {
    if (element === marked) return
    marked?.classList.remove('spoken')
    marked = element
    marked?.classList.add('spoken')
    marked?.scrollIntoView({block: 'nearest'})
  }

  const hush = () => { said = speech.cancel() }

  const next = () => {
    if (!queue.length) return stop()
    const [element, text] = queue[0]
    const now = said = new SpeechSynthesisUtterance(text)
    now.voice = voice() || null
    now.lang = now.voice?.lang || lang
    now.onend = () => { if (said === now && queue.shift()) next() }
    now.onerror = () => { if (said === now) stop() }
    mark(element)
    speech.speak(now)
  }

  // Android's pause() loses the text: here a pause says the sentence again.
  const listen = button(words.listen, () => {
    if (said) {
      hush()
      listen.textContent = words.resume
      return
    }
    if (!queue.length) queue = collect()
    listen.textContent = words.pause
    listen.after(ending)
    next()
  })

  const stop = () => {
    hush()
    mark()
    queue = []
    listen.textContent = words.listen
    if (document.activeElement === ending) listen.focus()
    ending.remove()
  }
  const ending = button(words.stop, stop)

  const offer = () => {
    if (voice()) tools.prepend(listen)
    else if (!queue.length) listen.remove()
  }

  if (body) {
    tools.append(button(words.print, () => print()))
    body.before(tools)
    if (speech) {
      offer()
      speech.onvoiceschanged = offer
      addEventListener('pagehide', stop)
    }
  }

  // The same few pages for everybody, never what was read.
  const workers = navigator.serviceWorker
  if (!workers) return
  const box = document.getElementById('kept')
  const wanted = () => { try { return localStorage.kept !== 'no' } catch {} }
  const keep = () => workers.register('/sw.js', {scope: `/${lang}/`})
  const forget = async () => {
    for (const each of await workers.getRegistrations()) await each.unregister()
    for (const each of await caches.keys()) await caches.delete(each)
  }
  const say = () => {
    for (const each of box.children) each.textContent = each.dataset[wanted() ? 'on' : 'off']
    box.hidden = false
  }
  if (box) {
    box.lastElementChild.onclick = async () => {
      localStorage.kept = wanted() ? 'no' : 'yes'
      await (wanted() ? keep() : forget())
      say()
    }
    say()
  }
  if (wanted() && !navigator.connection?.saveData) addEventListener('load', keep)
})()
