// Sets the colour scheme before the first paint; a file of its own, because the content policy allows no inline script.
;(() => {
  const stored = localStorage.getItem('hourbook-color-scheme')
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches
  const scheme = stored === 'light' || stored === 'dark' ? stored : prefersDark ? 'dark' : 'light'
  const root = document.documentElement
  root.setAttribute('data-mantine-color-scheme', scheme)
  // The bar of the browser, or of the installed app, is as our own bar below it.
  const paintBar = () => {
    const isDark = root.getAttribute('data-mantine-color-scheme') === 'dark'
    const bar = document.querySelector('meta[name="theme-color"]')
    bar?.setAttribute('content', isDark ? '#111210' : '#f7f7f5')
  }
  paintBar()
  new MutationObserver(paintBar).observe(root, { attributeFilter: ['data-mantine-color-scheme'] })
})()
