// Sets the colour scheme before the first paint; a file of its own, because the content policy allows no inline script.
;(() => {
  const stored = localStorage.getItem('hourbook-color-scheme')
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches
  const scheme = stored === 'light' || stored === 'dark' ? stored : prefersDark ? 'dark' : 'light'
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
})()
