/* The draft: one entry in the device's own storage, words only.  Storage may be refused
   (private windows, some in-app browsers): that is said, and nothing else changes. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const KEY = "draft";
  const LATEST = 8e15; // milliseconds; a little later no moment has a date (ECMA-262, "Time Values")

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
        return JSON.parse(localStorage.getItem(KEY));
      });
      return kept && typeof kept === "object" && kept.filled && typeof kept.filled === "object"
        && Math.abs(kept.moment) < LATEST ? kept : null;
    },

    forget: function () {
      attempt(function () {
        localStorage.removeItem(KEY);
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
