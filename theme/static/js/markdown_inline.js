/* Marks inside a line of Markdown, read as the site reads them and drawn as nodes.
   First of the preview's three scripts: markdown_inline.js, markdown_blocks.js, markdown.js. */
(function () {
  "use strict";

  window.wenming = window.wenming || {};
})();
