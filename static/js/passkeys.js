/* What a passkey needs is shown only where the browser has passkeys; its errors are said. */
if (window.PublicKeyCredential) {
  for (const each of document.querySelectorAll('[data-passkey-only]')) each.hidden = false
}
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  const said = document.getElementById('passkey_error')
  const place = document.querySelector('main h1')
  if (place) place.after(said)
  said.hidden = false
})
