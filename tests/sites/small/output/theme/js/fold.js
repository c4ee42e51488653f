/* One fold open at a time, so that a camera never sees two codes.  Newer browsers
   do this by the name alone; WeChat's older ones need to be told. */
(function () {
  "use strict";

  // "toggle" does not bubble, so it is caught on its way down
  document.addEventListener("toggle", function (event) {
    const opened = event.target;
    if (!opened.matches("details[name]") || !opened.open) {
      return;
    }
    const name = opened.getAttribute("name");
    document.querySelectorAll("details[open]").forEach(function (other) {
      if (other !== opened && other.getAttribute("name") === name) {
        other.open = false;
      }
    });
  }, true);
})();
