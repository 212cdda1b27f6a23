// What CloudFront does with the addresses of pages and files. PAGES and FILES are put before this by stacks/web.py.
// On the way in, a page becomes the application's shell and an unknown address the not-found page; on the way out, that
// page gets its status. (An answer made here, on the way in, would go out without the security headers.)
function handler(event) {
  var uri = event.request.uri;
  if (event.context.eventType === 'viewer-response') {
    if (!isPage(uri) && !isFile(uri)) {
      event.response.statusCode = 404;
      event.response.statusDescription = 'Not Found';
    }
    return event.response;
  }
  if (!isFile(uri)) event.request.uri = isPage(uri) ? '/index.html' : '/not-found.html';
  return event.request;
}

function isPage(uri) {
  var parts = uri.replace(/\/$/, '').split('/');
  return PAGES.some(function (page) {
    var wanted = page.replace(/\/$/, '').split('/');
    return wanted.length === parts.length && wanted.every(function (part, n) {
      return part.charAt(0) === ':' ? parts[n] !== '' : part === parts[n];
    });
  });
}

function isFile(uri) {
  return uri.indexOf('/assets/') === 0 || FILES.indexOf(uri) >= 0;
}
