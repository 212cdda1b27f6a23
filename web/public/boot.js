// Runs before the first paint, and apart from the bundle because the content security policy allows no inline script:
// sets the chosen theme (no flash), and asks for the first page of artists while the bundle is still loading.
(() => {
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be forbidden: then the system's preference stands.
  }
  const { pathname, search } = location;
  if (pathname === '/' && !/[?&](view|page)=/.test(search)) {
    const url = '/v1/artists' + search;
    window.firstAnswer = { url, response: fetch(url, { headers: { accept: 'application/json' } }) };
    window.firstAnswer.response.catch(() => {});
  }
})();
