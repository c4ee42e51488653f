/* The lines of a Markdown text that are prose, told as the check tells them
   (plugins/check/source_lines.py): without code and waivers.  hints.js asks for them. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const FILLER = "\ufffc"; // stands for each sign of code or an address
  const ADDRESS = /(\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|<?https?:\/\/[!-~]+>?/g;
  const DEFINITION = /^ {0,3}\[[^\]]+\]:\s/;
  const OPEN_FENCE = /^(?:```|~~~)/;
  const CODE = /^(?: {4}| {0,3}\t)/;

  // what ends a paragraph without a blank line: headings, dividers
  const ENDS = /^(?:#{1,6}(?!#)| {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,})$|=+ *$)/;

  function shorten(text, limit) {
    const signs = Array.from(text.trim().split(/\s+/).join(" "));
    return signs.length > limit ? signs.slice(0, limit - 1).join("") + "…" : signs.join("");
  }

  function fillAddresses(text) {
    return DEFINITION.test(text) ? FILLER.repeat(text.length) : text.replace(ADDRESS, function (written, bracket) {
      return (bracket || "") + FILLER.repeat(written.length - (bracket || "").length);
    });
  }

  function fillCode(block) {
    const text = block.map(function (line) {
      return line.text;
    }).join("\n");
    let filled = "";
    let behind = 0;
    wenming.marks.pairTicks(text).forEach(function (span, at) {
      const end = span.end + span.size;
      filled += text.slice(behind, at) + text.slice(at, end).replace(/[^\n]/g, FILLER);
      behind = end;
    });
    return (filled + text.slice(behind)).split("\n").map(function (line, index) {
      return { number: block[index].number, text: line };
    });
  }

  // empties fenced code, and blocks from where they are indented as code is: their first
  // line, or one below a heading
  function hideCode(lines) {
    const kept = lines.slice();
    wenming.lines.findFences(lines).forEach(function (fence) {
      kept.fill("", fence.start, fence.end + 1);
    });
    let before = "";
    let isCode = false;
    return kept.map(function (line) {
      const isStart = !before.trim() || ENDS.test(before);
      isCode = Boolean(line.trim()) && (isCode || (isStart && CODE.test(line)));
      before = line;
      return isCode ? "" : line;
    });
  }

  // runs of lines without code and waivers
  function listBlocks(lines) {
    const blocks = [[]];
    wenming.lines.hideWaivers(hideCode(lines)).forEach(function (text, index) {
      if (text.trim()) {
        blocks[blocks.length - 1].push({ number: index + 1, text: text });
      } else {
        blocks.push([]);
      }
    });
    return blocks.filter(function (block) {
      return block.length && !block.some(function (line) {
        return OPEN_FENCE.test(line.text); // what it does is not easily told
      });
    }).map(fillCode);
  }

  wenming.prose = { FILLER, CODE, ENDS, shorten, fillAddresses, listBlocks };
})();
