/* Frequent mistakes of a Markdown text, told while it is written.  Not a second check:
   whatever is said here the check would say, too. */
(function () {
  "use strict";

  window.wenming = window.wenming || {};

  // returns {line, words} for each, the line counted from 1
  window.wenming.findHints = function (source) {
    return [];
  };
})();
