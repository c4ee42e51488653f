/* Lists and tables of a Markdown text, read as the site's parser reads them.  Of the preview's
   scripts (markdown.js) the fourth. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const DEEPEST = 16; // an item in an item is two deep; the site reads no more than six items
  const INDENT = "    ";
  const ITEMS = { ol: /^ {0,3}(\d+)\. +(.*)$/, ul: /^ {0,3}([-*+]) +(.*)$/ };
  const INNER_ITEM = /^ {4,7}(?:\d+\.|[-*+]) /;
  const CELLS_LIMIT = 5000; // an empty cell costs the writer nothing, and the page much

  function make(tag, text) {
    return { tag: tag, text: text || "", kids: [], tail: "" };
  }

  function add(parent, tag, text) {
    const made = make(tag, text);
    parent.kids.push(made);
    return made;
  }

  function last(node) {
    return node.kids[node.kids.length - 1];
  }

  function isList(node) {
    return Boolean(node) && (node.tag === "ul" || node.tag === "ol" || node.tag === "dl");
  }

  function isItem(node) {
    return Boolean(node) && (node.tag === "li" || node.tag === "dd");
  }

  function trimStart(text) {
    return text.replace(/^\s+/, "");
  }

  // takes so many levels of indent off every line that has them
  function dedent(lines, levels) {
    const indent = INDENT.repeat(levels);
    return lines.map(function (line) {
      return line.startsWith(indent) ? line.slice(indent.length) : line;
    });
  }

  // ------------------------------------------------------------ lists

  function wrapText(item) {
    if (item.text) {
      item.kids.unshift(make("p", item.text));
      item.text = "";
    }
  }

  // where in the lists that stand open a block belongs, and how many levels in that is
  function findLevel(to, line) {
    const wanted = Math.floor(/^ */.exec(line)[0].length / INDENT.length);
    let level = to.state === "list" ? 1 : 0;
    let node = to.parent;
    let child = last(node);
    while (wanted > level && (isList(child) || isItem(child))) {
      level += isList(child) ? 1 : 0;
      node = child;
      child = last(node);
    }
    return { level: level, node: node };
  }

  // what is indented below a list's item is part of it
  function readIndented(to, lines) {
    const isInItem = isItem(to.parent);
    const isBelow = isInItem || isList(last(to.parent));
    if (!isBelow || !lines[0].startsWith(INDENT) || to.state === "detabbed") {
      return false;
    }
    const found = findLevel(to, lines[0]);
    const inner = dedent(lines, found.level);
    const item = last(found.node);
    if (isInItem) {
      const list = last(to.parent);
      to.readBlocks(to.within(to, isList(list) ? list : to.parent, "detabbed"), [inner]);
    } else if (isItem(found.node)) {
      to.readBlocks(to.within(to, found.node, "detabbed"), [inner]);
    } else {
      wrapText(item);
      to.readLines(to.within(to, item, "detabbed"), inner);
    }
    return true;
  }

  function cutItems(lines, tag) {
    const items = [];
    lines.forEach(function (line) {
      const found = ITEMS[tag].exec(line);
      const before = items[items.length - 1];
      if (found) {
        items.push([found[2]]);
      } else if (INNER_ITEM.test(line) && !before[0].startsWith(INDENT)) {
        items.push([line]);
      } else {
        before.push(line);
      }
    });
    return items;
  }

  function readItem(to, list, item, state) {
    const isInner = item[0].startsWith(INDENT);
    const parent = isInner ? last(list) : add(list, "li");
    const lines = item[0] ? item : item.slice(1);
    to.readBlocks(to.within(to, parent, state), lines.length ? [lines] : []);
  }

  // an item below a blank line makes paragraphs of itself and of the one before it
  function continueList(to, list, item) {
    const before = last(list);
    wrapText(before);
    const inner = last(before);
    if (inner && inner.tail) {
      add(before, "p", trimStart(inner.tail));
      inner.tail = "";
    }
    readItem(to, list, item, "looselist");
  }

  function readList(to, lines) {
    const tag = ITEMS.ol.test(lines[0]) ? "ol" : "ul";
    const first = ITEMS[tag].exec(lines[0]);
    if (!first || to.depth > DEEPEST) {
      return false;
    }
    const items = cutItems(lines, tag);
    let list = last(to.parent);
    if (list && list.tag === tag) {
      continueList(to, list, items.shift());
    } else {
      list = to.parent.tag === "ul" || to.parent.tag === "ol" ? to.parent : add(to.parent, tag);
      list.start = list.start || Number(first[1]);
    }
    items.forEach(function (item) {
      readItem(to, list, item, "list");
    });
    return true;
  }

  // ------------------------------------------------------------ tables

  function trimSpaces(text) {
    return text.replace(/^ +/, "").replace(/ +$/, "");
  }

  // a bar in code, or behind a backslash, is text
  function splitRow(row, hasBorder) {
    const bare = hasBorder ? row.replace(/^\|/, "") : row;
    const spans = wenming.marks.pairTicks(bare);
    const cells = [""];
    for (let at = 0; at < bare.length; at += 1) {
      const span = spans.get(at);
      const end = span ? span.end + span.size : at + (bare[at] === "\\" ? 2 : 1);
      if (bare[at] === "|") {
        cells.push("");
      } else {
        cells[cells.length - 1] += bare.slice(at, end);
        at = end - 1;
      }
    }
    const isClosed = hasBorder && cells.length > 1 && bare.endsWith("|") && !cells[cells.length - 1];
    return isClosed ? cells.slice(0, -1) : cells;
  }

  function nameAlignment(cell) {
    const ruler = cell.trim();
    const isRight = ruler.endsWith(":");
    if (ruler.startsWith(":")) {
      return isRight ? "align-center" : "align-left";
    }
    return isRight ? "align-right" : "";
  }

  function makeRow(cells, alignments, tag) {
    const row = make("tr");
    alignments.forEach(function (name, place) {
      add(row, tag, trimSpaces(cells[place] || "")).name = name;
    });
    return row;
  }

  // bars around the first row are borders in every row
  function readTable(to, lines) {
    const rows = lines.map(trimSpaces);
    if (rows.length < 2 || !rows[0].includes("|") || !/^[|:\- ]*$/.test(rows[1])) {
      return false;
    }
    const hasBorder = rows[0].startsWith("|") || /(?:^|[^\\])(?:\\\\)*\|$/.test(rows[0]);
    const heads = splitRow(rows[0], hasBorder);
    const rulers = splitRow(rows[1], hasBorder);
    const isOneColumn = heads.length === 1 && !rows.slice(1).every(function (row) {
      return row.startsWith("|") || row.endsWith("|");
    });
    if (heads.length !== rulers.length || isOneColumn || heads.length * rows.length > CELLS_LIMIT) {
      return false;
    }
    const alignments = rulers.map(nameAlignment);
    const table = add(to.parent, "table");
    add(table, "thead").kids.push(makeRow(heads, alignments, "th"));
    const body = add(table, "tbody");
    (rows.length > 2 ? rows.slice(2) : [""]).forEach(function (row) {
      body.kids.push(makeRow(splitRow(row, hasBorder), alignments, "td"));
    });
    return true;
  }

  wenming.tree = { DEEPEST, make, add, last, dedent, trimStart };
  wenming.readers = { readIndented, readList, readTable };
})();
