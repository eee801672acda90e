// What a page can do on top of its forms and links. Everything works without it.
(function () {
  'use strict';

  // A form sent twice by an impatient hand: the button rests, the server would answer the same anyway.
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method !== 'post' || form.hasAttribute('hx-post')) return;
    form.dataset.sent = '1';
    setTimeout(function () { delete form.dataset.sent; }, 8000);
  });

  // The summary of what is wrong is read first.
  var trouble = document.querySelector('.trouble');
  if (trouble) trouble.focus();

  // Printing needs no menu of the browser's.
  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-print]')) window.print();
  });
  document.documentElement.classList.add('scripts');
})();
