/* A Markdown text cut into blocks, each a list of lines, as the site's parser cuts it.  Of
   the preview's scripts (markdown.js) the second. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  // beyond these the site reads nothing (plugins/reading/limits.py), and nothing is read here:
  // what there is too much of is shown as it is written
  const BODY_LIMIT = 60000;
  const LINES_LIMIT = 3000;
  const BODY_MARKS_LIMIT = 6000;
  const BLOCK_LIMIT = 6000;
  const BLOCK_LINES_LIMIT = 400;
  const MARKS_LIMIT = 1200;
  const MARKS = /[[\]*_`!<>\\|]/g;

  const FENCE = /^(`{3,}|~{3,}) *(?:\{[^}]*\}|[^\s`~{}]*(?: +hl_lines=\S*)?) *$/;
  const WAIVER = /^<!--[ \t]*放过[^<>\n]*-->[ \t]*$/;

  function expandTabs(line) {
    return line.split("\t").reduce(function (wide, part) {
      return wide + " ".repeat(4 - wide.length % 4) + part;
    });
  }

  function listLines(source) {
    return source.replace(/[\u0002\u0003]/g, "").split(/\r\n|\r|\n/).map(function (line) {
      const wide = line.includes("\t") ? expandTabs(line) : line;
      return /^ *$/.test(wide) ? "" : wide;
    });
  }

  // runs of lines without an empty one
  function splitBlocks(lines) {
    const blocks = [[]];
    lines.forEach(function (line) {
      if (line) {
        blocks[blocks.length - 1].push(line);
      } else if (blocks[blocks.length - 1].length) {
        blocks.push([]);
      }
    });
    return blocks.filter(function (block) {
      return block.length;
    });
  }

  // where fenced code begins and ends; a fence that is never closed is none
  function findFences(lines) {
    const lastSeen = new Map();
    lines.forEach(function (line, number) {
      lastSeen.set(line.replace(/ +$/, ""), number);
    });
    const fences = [];
    for (let start = 0; start < lines.length; start += 1) {
      const fence = FENCE.exec(lines[start]);
      if (fence && lastSeen.get(fence[1]) > start) {
        let end = start + 1;
        while (lines[end].replace(/ +$/, "") !== fence[1]) {
          end += 1;
        }
        fences.push({ start: start, end: end });
        start = end;
      }
    }
    return fences;
  }

  function hideWaivers(lines) {
    return lines.map(function (line) {
      return WAIVER.test(line) ? "" : line;
    });
  }

  // fenced code is a block {code} of its own
  function cutFences(lines) {
    const blocks = [];
    let behind = 0;
    findFences(lines).forEach(function (fence) {
      blocks.push.apply(blocks, splitBlocks(hideWaivers(lines.slice(behind, fence.start))));
      blocks.push({ code: lines.slice(fence.start + 1, fence.end).join("\n") });
      behind = fence.end + 1;
    });
    return blocks.concat(splitBlocks(hideWaivers(lines.slice(behind))));
  }

  function countMarks(text) {
    return (text.match(MARKS) || []).length;
  }

  function isTooMuch(block) {
    const text = block.join("\n");
    return text.length > BLOCK_LIMIT || block.length > BLOCK_LINES_LIMIT
      || countMarks(text) > MARKS_LIMIT;
  }

  function isBeyondLimits(source, lines) {
    return source.length > BODY_LIMIT || lines.length > LINES_LIMIT
      || countMarks(source) > BODY_MARKS_LIMIT;
  }

  // each block a list of lines, or {code}, or {plain}: text that is shown as it is written
  function cutBlocks(source) {
    const lines = listLines(source);
    const isBeyond = isBeyondLimits(source, lines);
    return (isBeyond ? splitBlocks(lines) : cutFences(lines)).map(function (block) {
      const isPlain = block.code === undefined && (isBeyond || isTooMuch(block));
      return isPlain ? { plain: block.join("\n") } : block;
    });
  }

  wenming.lines = { cutBlocks, splitBlocks, findFences, hideWaivers };
})();
