/* How a text will read: Markdown drawn as nodes, never as markup.  Last of the preview's
   four scripts: markdown_marks.js, markdown_inline.js, markdown_blocks.js, markdown.js. */
(function () {
  "use strict";

  window.wenming = window.wenming || {};

  // pictures: from a file's name to the address that shows it
  window.wenming.showMarkdown = function (source, place, pictures) {
    place.textContent = "";
    source.split(/\n\s*\n/).forEach(function (text) {
      const paragraph = document.createElement("p");
      paragraph.textContent = text.trim();
      if (paragraph.textContent) {
        place.appendChild(paragraph);
      }
    });
  };
})();
