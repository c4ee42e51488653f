/* How a text will read: Markdown drawn as nodes, never as markup.  Last of the preview's six
   scripts, each of which needs those before it: markdown_marks.js, markdown_lines.js,
   markdown_inline.js, markdown_lists.js, markdown_blocks.js, markdown.js. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  function make(tag, name) {
    const made = document.createElement(tag);
    if (name) {
      made.className = name;
    }
    return made;
  }

  function makeCode(text) {
    const pre = make("pre");
    pre.appendChild(make("code")).textContent = text;
    return pre;
  }

  // a table in a box that scrolls, told from the text's other tables by its label
  function wrapTable(table, drawing) {
    const box = make("div", "table-scroll");
    drawing.tables += 1;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "表格" + drawing.tables);
    box.tabIndex = 0;
    box.appendChild(table);
    return box;
  }

  // a picture that stands alone, its caption below it
  function makeFigure(picture, drawing) {
    const figure = make("figure");
    const caption = drawing.known.captions.get(picture);
    figure.appendChild(picture);
    if (caption) {
      figure.appendChild(make("figcaption")).textContent = caption;
    }
    return figure;
  }

  function isOnlyAPicture(drawn, drawing) {
    const child = drawn.firstElementChild;
    return drawn.tagName === "P" && drawn.childElementCount === 1
      && drawing.known.captions.has(child) && Array.from(drawn.childNodes).every(function (node) {
        return node === child || !node.textContent.trim();
      });
  }

  function draw(node, drawing) {
    if (node.tag === "pre" || node.tag === "fenced") {
      return makeCode(node.text);
    }
    const drawn = make(node.tag === "plain" ? "p" : node.tag, node.name);
    if (node.tag === "plain") {
      drawn.textContent = node.text;
      return drawn;
    }
    if (node.start > 1 && node.tag === "ol") {
      drawn.start = node.start;
    }
    if (node.text) {
      wenming.drawInline(node.text, drawn, drawing.known);
    }
    drawAll(node.kids, drawn, drawing);
    if (isOnlyAPicture(drawn, drawing)) {
      return makeFigure(drawn.firstElementChild, drawing);
    }
    return node.tag === "table" ? wrapTable(drawn, drawing) : drawn;
  }

  function drawAll(nodes, place, drawing) {
    nodes.forEach(function (node) {
      place.appendChild(draw(node, drawing));
      if (node.tail) {
        wenming.drawInline(node.tail, place, drawing.known);
      }
    });
  }

  function drawNotes(notes, place, drawing) {
    const box = place.appendChild(make("div", "footnote"));
    box.setAttribute("role", "doc-endnotes");
    box.setAttribute("aria-label", "注释");
    box.appendChild(make("hr"));
    const list = box.appendChild(make("ol"));
    notes.forEach(function (note) {
      drawAll(note.kids, list.appendChild(make("li")), drawing);
    });
  }

  // pictures: from a file's name to the address that shows it
  wenming.showMarkdown = function (source, place, pictures) {
    const text = wenming.readMarkdown(source);
    const names = text.notes.map(function (note) {
      return note.name;
    });
    const known = { notes: names, pictures: pictures || {}, captions: new Map() };
    const drawing = { known: known, tables: 0 };
    const drawn = document.createDocumentFragment();
    drawAll(text.kids, drawn, drawing);
    if (text.notes.length) {
      drawNotes(text.notes, drawn, drawing);
    }
    place.textContent = "";
    place.appendChild(drawn);
  };
})();
