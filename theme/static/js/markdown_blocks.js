/* Blocks of a Markdown text, read as the site reads them.  Third of the preview's four
   scripts: markdown_marks.js, markdown_inline.js, markdown_blocks.js, markdown.js. */
(function () {
  "use strict";

  window.wenming = window.wenming || {};
})();
