/* Blocks of a Markdown text, read as the site's parser reads them: a tree of plain objects
   {tag, text, kids, tail}.  Of the preview's scripts (markdown.js) the fifth.  Not read:
   addresses kept apart from their links, and references to signs, which nobody is taught. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const INDENT = "    ";
  const HEADING = /^(#{1,6})(.*)$/;
  const UNDERLINE = /^(?:=+|-+) *$/;
  const DIVIDER = /^ {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,}) *$/;
  const QUOTE = /^ {0,3}> ?(.*)$/;
  const DEFINITION = /^ {0,3}: {1,3}(.*)$/;
  const NOTE = /^ {0,3}\[\^([^\]]*)\]: *(.*)$/;

  const make = wenming.tree.make;
  const add = wenming.tree.add;
  const last = wenming.tree.last;
  const dedent = wenming.tree.dedent;

  // -1 as the number of the first line that is meant becomes the number of all
  function findLine(lines, isMeant) {
    const found = lines.findIndex(isMeant);
    return found < 0 ? lines.length : found;
  }

  // ------------------------------------------------------------ one block after the other

  // Each reader is asked in the parser's order whether a block is its own.  `to` says where
  // its nodes go: the parent, the state that the parser would be in, how deep, the notes.

  function within(to, parent, state) {
    return Object.assign({}, to, { parent: parent, state: state, depth: to.depth + 1 });
  }

  function readBlocks(to, blocks) {
    while (blocks.length) {
      const lines = blocks.shift();
      if (lines.plain !== undefined || lines.code !== undefined) {
        add(to.parent, lines.code === undefined ? "plain" : "fenced", lines.plain || lines.code);
      } else {
        READERS.some(function (read) {
          return read(to, lines, blocks);
        });
      }
    }
  }

  function readLines(to, lines) {
    readBlocks(to, wenming.lines.splitBlocks(lines.map(function (line) {
      return line.trim() ? line : "";
    })));
  }

  function putBack(blocks, lines) {
    if (lines.length) {
      blocks.unshift(lines);
    }
  }

  // ------------------------------------------------------------ the other blocks

  function readCode(to, lines, blocks) {
    if (!lines[0].startsWith(INDENT)) {
      return false;
    }
    const size = findLine(lines, function (line) {
      return !line.startsWith(INDENT);
    });
    const code = dedent(lines.slice(0, size), 1).join("\n");
    const before = last(to.parent);
    if (before && before.tag === "pre") {
      before.text += "\n\n" + code;
    } else {
      add(to.parent, "pre", code);
    }
    putBack(blocks, lines.slice(size));
    return true;
  }

  // a heading's marks may stand behind it, too
  function trimHeading(text) {
    let end = text.length;
    while (text[end - 1] === "#") {
      end -= 1;
    }
    return text.slice(0, text[end - 1] === "\\" ? end + 1 : end).trim();
  }

  function readHeading(to, lines, blocks) {
    const at = findLine(lines, function (line) {
      return HEADING.test(line);
    });
    if (at === lines.length) {
      return false;
    }
    readBlocks(to, at ? [lines.slice(0, at)] : []);
    const found = HEADING.exec(lines[at]);
    // the page's title is the only heading of the first level
    add(to.parent, "h" + Math.max(2, found[1].length), trimHeading(found[2]));
    const rest = lines.slice(at + 1);
    putBack(blocks, to.state === "looselist" ? dedent(rest, 1) : rest);
    return true;
  }

  function readUnderlined(to, lines, blocks) {
    if (lines.length < 2 || !UNDERLINE.test(lines[1])) {
      return false;
    }
    add(to.parent, "h2", lines[0].trim());
    putBack(blocks, lines.slice(2));
    return true;
  }

  function readDivider(to, lines, blocks) {
    const at = findLine(lines, function (line) {
      return DIVIDER.test(line);
    });
    if (at === lines.length) {
      return false;
    }
    readBlocks(to, at ? [lines.slice(0, at)] : []);
    add(to.parent, "hr");
    putBack(blocks, lines.slice(at + 1));
    return true;
  }

  // what a definition goes on with: what is indented, or all where that begins at once
  function measureDefinition(rest) {
    return rest.length && /^ {0,3}[^ :]/.test(rest[0]) ? rest.length : findLine(rest, function (line) {
      return !line.startsWith(INDENT);
    });
  }

  // terms stand right above, or are the lines of the paragraph before
  function takeTerms(to, lines) {
    const before = last(to.parent);
    const isApart = !lines.length && before.tag === "p";
    const written = isApart ? to.parent.kids.pop().text.split("\n") : lines;
    return { written: written, isApart: isApart };
  }

  function readDefinitions(to, lines, blocks) {
    const at = findLine(lines, function (line) {
      return DEFINITION.test(line);
    });
    const isStray = !at && !last(to.parent);
    if (at === lines.length || isStray || to.depth > wenming.tree.DEEPEST) {
      return false;
    }
    const rest = lines.slice(at + 1);
    const size = measureDefinition(rest);
    const terms = takeTerms(to, lines.slice(0, at));
    const before = last(to.parent);
    const list = before && before.tag === "dl" ? before : add(to.parent, "dl");
    const isLoose = terms.isApart || (!at && Boolean(last(list)) && last(list).kids.length > 0);
    terms.written.forEach(function (term) {
      add(list, "dt", term.trim());
    });
    const inner = [DEFINITION.exec(lines[at])[1]].concat(
      /^ {4}/.test(rest[0]) ? dedent(rest.slice(0, size), 1) : rest.slice(0, size));
    readBlocks(within(to, add(list, "dd"), isLoose ? "looselist" : "list"), [inner]);
    putBack(blocks, rest.slice(size));
    return true;
  }

  function readQuote(to, lines) {
    const at = findLine(lines, function (line) {
      return QUOTE.test(line);
    });
    if (at === lines.length || to.depth > wenming.tree.DEEPEST) {
      return false;
    }
    readBlocks(to, at ? [lines.slice(0, at)] : []);
    const before = last(to.parent);
    const quote = before && before.tag === "blockquote" ? before : add(to.parent, "blockquote");
    readLines(within(to, quote, "blockquote"), lines.slice(at).map(function (line) {
      const found = QUOTE.exec(line);
      return found ? found[1] : line;
    }));
    return true;
  }

  // a note goes on to the next one, and over every indented block behind it
  function readNotes(to, lines, blocks) {
    const at = findLine(lines, function (line) {
      return NOTE.test(line);
    });
    if (at === lines.length) {
      return false;
    }
    let note = [];
    dedent(lines.slice(at), 1).forEach(function (line) {
      const found = NOTE.exec(line);
      if (found) {
        note = [found[2]];
        to.notes.set(found[1], note);
      } else {
        note.push(line);
      }
    });
    while (blocks.length && Array.isArray(blocks[0]) && blocks[0][0].startsWith(INDENT)) {
      note.push.apply(note, [""].concat(dedent(blocks.shift(), 1)));
    }
    putBack(blocks, lines.slice(0, at));
    return true;
  }

  function readParagraph(to, lines) {
    const text = lines.join("\n");
    const before = last(to.parent);
    if (!text.trim()) {
      return true;
    }
    if (to.state !== "list") {
      add(to.parent, "p", wenming.tree.trimStart(text));
    } else if (before) {
      before.tail += "\n" + text;
    } else {
      to.parent.text = to.parent.text ? to.parent.text + "\n" + text : wenming.tree.trimStart(text);
    }
    return true;
  }

  const READERS = [
    wenming.readers.readIndented, readCode, wenming.readers.readTable, readHeading,
    readUnderlined, readDivider, wenming.readers.readList, readDefinitions, readQuote, readNotes,
    readParagraph,
  ];

  // the tree of a text, and its notes: their names and trees, in order
  wenming.readMarkdown = function (source) {
    const to = { parent: make("div"), state: "", depth: 0, notes: new Map(), within, readBlocks, readLines };
    readBlocks(to, wenming.lines.cutBlocks(source));
    const notes = [];
    to.notes.forEach(function (lines, name) { // grows while it is gone through
      const note = within(to, make("li"), "");
      note.parent.tag = "div"; // read as a text of its own, not as a list's item
      readLines(note, lines);
      notes.push({ name: name, kids: note.parent.kids });
    });
    return { kids: to.parent.kids, notes: notes };
  };
})();
