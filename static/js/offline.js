// The service worker: keeps KEPT (a fixed set, written by /sw.js) and nothing else.
const language = new URL(registration.scope).pathname.split('/')[1]
const pages = KEPT.pages[language] || []
const name = `${language} ${KEPT.version}`
const PATIENCE = 5000 // milliseconds that a kept page waits for a slow network

const store = async () => {
  const cache = await caches.open(name)
  const wanted = [...pages, ...KEPT.files].map(url => new Request(url, {cache: 'no-cache'}))
  await cache.addAll(wanted)
}

const forgetOld = async () => {
  const names = await caches.keys()
  const old = names.filter(each => each.startsWith(`${language} `) && each !== name)
  await Promise.all(old.map(each => caches.delete(each)))
}

const kept = async path => (await caches.open(name)).match(path)

// A page of the set comes from the network, unless that is away, ill or slow.
const page = async (request, path) => {
  const copy = await kept(path)
  const fresh = fetch(request)
  if (!copy) return fresh.catch(async () => await kept(KEPT.away[language]) || Response.error())
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE, copy))
  const good = fresh.then(response => response.status < 500 ? response : copy, () => copy)
  return Promise.race([good, late])
}

addEventListener('install', event => {
  skipWaiting()
  event.waitUntil(store())
})

addEventListener('activate', event => event.waitUntil(forgetOld()))

addEventListener('fetch', event => {
  const {method, mode, url} = event.request
  const {origin, pathname} = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (mode === 'navigate') event.respondWith(page(event.request, pathname))
  else if (KEPT.files.includes(pathname)) {
    event.respondWith(kept(pathname).then(copy => copy || fetch(event.request)))
  }
})
