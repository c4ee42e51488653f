/* Blocks of a Markdown text, read as the site reads them.  Second of the preview's three
   scripts: markdown_inline.js, markdown_blocks.js, markdown.js. */
(function () {
  "use strict";

  window.wenming = window.wenming || {};
})();
