/* The draft: one entry in the device's own storage, words only.  Storage may be refused
   (private windows, some in-app browsers): that is said, and nothing else changes. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const KEY = "draft";

  // as it was found; a page that was reloaded hears of its own last words
  let found = null;

  function attempt(work) {
    try {
      return work();
    } catch (refused) {
      return undefined;
    }
  }

  wenming.draft = {
    // tells whether it is kept
    keep: function (filled, moment) {
      return attempt(function () {
        localStorage.setItem(KEY, JSON.stringify({ moment: moment, filled: filled }));
        return true;
      }) === true;
    },

    // returns {moment, filled}, or nothing where there is none or it is spoilt
    recall: function () {
      const kept = attempt(function () {
        found = localStorage.getItem(KEY);
        return JSON.parse(found);
      });
      return kept && typeof kept === "object" && kept.filled && typeof kept.filled === "object"
        ? kept : null;
    },

    // milliseconds in, month, day and time of Shanghai out
    describe: function (moment) {
      const parts = new Date(moment + 8 * 60 * 60 * 1000).toISOString();
      return Number(parts.slice(5, 7)) + "月" + Number(parts.slice(8, 10)) + "日 " + parts.slice(11, 16);
    },

    forget: function () {
      attempt(function () {
        localStorage.removeItem(KEY);
      });
    },

    // the later of two windows would write over the other's draft without a word
    watch: function (tell) {
      window.addEventListener("storage", function (event) {
        if (event.key === KEY && event.newValue && event.newValue !== found) {
          tell();
        }
      });
    },

    isRefused: function () {
      return attempt(function () {
        localStorage.setItem(KEY + "-try", "");
        localStorage.removeItem(KEY + "-try");
        return false;
      }) !== false;
    },
  };
})();
