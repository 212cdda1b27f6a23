// The single-page application's addresses: anything that is not a file is the page itself.
// Whether an artist exists is the API's to say; the page asks it and shows a real 404 or 410.
function handler(event) {
  var request = event.request;
  if (!/\.[a-z0-9]+$/i.test(request.uri)) {
    request.uri = '/index.html';
  }
  return request;
}
