/* The large-text switch: puts itself into the place the header keeps for it and
   remembers the reader's choice on the reader's own device. */
(function () {
  "use strict";

  const KEY = "text";
  const LARGE = "large";

  // storage may be refused (private windows, some in-app browsers): the switch
  // then works for this page only
  function recall() {
    try {
      return localStorage.getItem(KEY);
    } catch (refused) {
      return null;
    }
  }

  function remember(isLarge) {
    try {
      if (isLarge) {
        localStorage.setItem(KEY, LARGE);
      } else {
        localStorage.removeItem(KEY);
      }
    } catch (refused) {
      // nothing is lost but the memory
    }
  }

  function show(button, isLarge) {
    if (isLarge) {
      document.documentElement.dataset.text = LARGE;
    } else {
      delete document.documentElement.dataset.text;
    }
    button.setAttribute("aria-pressed", String(isLarge));
  }

  const place = document.querySelector('[data-place="switch"]');
  if (!place) {
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "switch";
  button.textContent = "大字";
  button.addEventListener("click", function () {
    const isLarge = button.getAttribute("aria-pressed") !== "true";
    show(button, isLarge);
    remember(isLarge);
  });
  show(button, recall() === LARGE);
  place.appendChild(button);
})();
