// What a page can do on top of its forms and links. Everything works without it.
(function () {
  'use strict';

  // A form sent twice by an impatient hand: the button rests, the server would answer the same anyway.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method !== 'post' || form.hasAttribute('hx-post')) return;
    form.dataset.sent = '1';
    // How far it is, while it is done; before that nobody is asked.
    var bar = document.querySelector('[hx-trigger="under-way"]');
    if (bar) setInterval(function () { window.htmx.trigger(bar, 'under-way'); }, 500);
    setTimeout(function () { delete form.dataset.sent; }, 8000);
  });

  // The summary of what is wrong is read first.
  var trouble = document.querySelector('.trouble');
  if (trouble) trouble.focus();

  // Whoever marks people with the keyboard goes on with the next one: the button that was pressed is gone.
  var marking = false;
  document.addEventListener('htmx:beforeSwap', function (event) {
    var row = event.detail.target;
    // The totals are swapped too, and may come before the row has settled.
    if (row.matches('tr[id^="entry-"]')) marking = row.contains(document.activeElement);
  });
  document.addEventListener('htmx:load', function (event) {
    var row = event.detail.elt;
    if (!marking || !row.matches('tr[id^="entry-"]')) return;
    marking = false;
    var own = row.querySelector('a');
    while (row && !row.querySelector('form.act button')) row = row.nextElementSibling;
    var next = row ? row.querySelector('form.act button') : own;
    if (next) next.focus();
  });

  // Printing needs no menu of the browser's.
  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-print]')) window.print();
  });
  document.documentElement.classList.add('scripts');

  // The screen in the hall follows; while nothing has been heard for a while, it says so.
  var place = document.querySelector('[data-follow]');
  if (place && window.EventSource) {
    var lost = document.getElementById('lost');
    var silence;
    var heard = function () {
      lost.hidden = true;
      clearTimeout(silence);
      silence = setTimeout(function () { lost.hidden = false; }, 12000);
    };
    var follow = function () {
      var source = new EventSource(place.dataset.follow);
      source.addEventListener('stage', function (event) { place.innerHTML = event.data; heard(); });
      source.addEventListener('alive', heard);
      source.addEventListener('error', function () {
        // The browser tries again by itself, unless it was refused: the server may be starting.
        if (source.readyState === EventSource.CLOSED) setTimeout(follow, 3000);
      });
    };
    heard();
    follow();
  }
})();
