// The screen in the hall: told that something has changed, it asks for the picture again. Without it the page
// reloads itself every quarter of a minute.
(function () {
  'use strict';

  var screen = document.getElementById('hall');
  var lost = document.getElementById('hall-lost');
  if (!screen || !window.EventSource) {
    setInterval(function () { location.reload(); }, 15000);
    return;
  }
  var shown = null;
  var asked = false;

  function say(isLost) { lost.hidden = !isLost; }

  // What comes while the answer is on its way is answered by asking once more.
  function refresh() {
    if (asked) { asked = 'again'; return; }
    asked = true;
    fetch(screen.dataset.part, { credentials: 'same-origin', cache: 'no-store', redirect: 'manual' })
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      })
      .then(function (html) {
        if (html !== shown) { screen.innerHTML = html; shown = html; }
        say(false);
      })
      .catch(function () { say(true); })
      .then(function () {
        var again = asked === 'again';
        asked = false;
        if (again) refresh();
      });
  }

  function follow() {
    var source = new EventSource(screen.dataset.events);
    source.addEventListener('changed', refresh);
    source.addEventListener('open', function () { say(false); });
    source.addEventListener('error', function () {
      say(true);
      // The browser connects again by itself, unless the server said no: then this does, more slowly.
      if (source.readyState === EventSource.CLOSED) { source.close(); setTimeout(follow, 15000); }
    });
  }
  follow();
})();
