/* A form's draft: one entry in the device's own storage, words only.  Storage may be refused
   (private windows, some in-app browsers): that is said, and nothing else changes. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const LATEST = 8e15; // milliseconds; a little later no moment has a date (ECMA-262, "Time Values")

  function attempt(work) {
    try {
      return work();
    } catch (refused) {
      return undefined;
    }
  }

  // key: the entry's name
  wenming.makeDraft = function (key) {
    // as it was found; a page that was reloaded hears of its own last words
    let found = null;

    return {
      // tells whether it is kept
      keep: function (filled, moment) {
        return attempt(function () {
          localStorage.setItem(key, JSON.stringify({ moment: moment, filled: filled }));
          return true;
        }) === true;
      },

      // returns {moment, filled}, or nothing where there is none or it is spoilt
      recall: function () {
        const kept = attempt(function () {
          found = localStorage.getItem(key);
          return JSON.parse(found);
        });
        return kept && typeof kept === "object" && kept.filled && typeof kept.filled === "object"
          && Math.abs(kept.moment) < LATEST ? kept : null;
      },

      // milliseconds in, month, day and time of Shanghai out
      describe: function (moment) {
        const clock = wenming.clock;
        return clock.describeDay(clock.nameDay(moment)) + " " + clock.nameTime(moment);
      },

      forget: function () {
        attempt(function () {
          localStorage.removeItem(key);
        });
      },

      // the later of two windows would write over the other's draft without a word
      watch: function (tell) {
        window.addEventListener("storage", function (event) {
          if (event.key === key && event.newValue && event.newValue !== found) {
            tell();
          }
        });
      },

      isRefused: function () {
        return attempt(function () {
          localStorage.setItem(key + "-try", "");
          localStorage.removeItem(key + "-try");
          return false;
        }) !== false;
      },
    };
  };
})();
