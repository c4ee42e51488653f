/* Which marks of a Markdown text belong together, told from the text alone.  Of the preview's
   scripts (markdown.js) the first.  Nothing here looks at a sign more than a few times. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  // what Python's \w and the ranges of plugins/reading/prose.py hold
  const WORD = new RegExp("[0-9A-Za-z_\\u00aa-\\u00ba\\u00c0-\\u1fff\\u2c00-\\u2dff\\u3005-\\u3007"
    + "\\u3021-\\u9fff\\ua000-\\ufdff\\uff10-\\uff19\\uff21-\\uff3a\\uff41-\\uff5a\\uff66-\\uffdc"
    + "\\ud800-\\udfff]");
  const WIDE = "[\\u2e80-\\u303f\\u3040-\\u30ff\\u3100-\\u312f\\u3400-\\u4dbf\\u4e00-\\u9fff"
    + "\\uf900-\\ufaff\\uff00-\\uff60\\uffe0-\\uffe6\\u2018\\u2019\\u201c\\u201d\\u2026\\u2014"
    + "\\u{20000}-\\u{3ffff}]";
  const WIDE_END = new RegExp(WIDE + "$", "u");
  const WIDE_START = new RegExp("^" + WIDE, "u");
  const NOT_IN_ADDRESS = /[\s"<>\\^`{|}“”\u0000-\u001f\u007f-\u009f]/;

  // ------------------------------------------------------------ code

  function listTicks(text) {
    const runs = [];
    const ticks = /\\\\|(\\?)(`+)/g;
    let found;
    while ((found = ticks.exec(text))) {
      if (found[2]) {
        const isEscaped = found[1] === "\\";
        runs.push({ at: found.index + found[1].length, size: found[2].length, opens: !isEscaped });
      }
    }
    return runs;
  }

  // for the place of each run of ticks that begins code: its size, and where its like stands;
  // where all behind it are shorter, so much of it begins code as the longest has
  function pairTicks(text) {
    const runs = listTicks(text);
    const next = new Map();
    let longest = null;
    runs.slice().reverse().forEach(function (run) {
      const isLonger = longest && longest.size < run.size;
      run.closer = next.get(run.size) || (isLonger ? longest : undefined);
      longest = longest && longest.size > run.size ? longest : run;
      next.set(run.size, run);
    });
    const spans = new Map();
    let behind = 0;
    runs.forEach(function (run) {
      if (run.at >= behind && run.opens && run.closer) {
        spans.set(run.at, { size: run.closer.size, end: run.closer.at });
        behind = run.closer.at + run.closer.size;
      }
    });
    return spans;
  }

  // ------------------------------------------------------------ brackets, addresses

  // where each opening sign is closed, brackets and parentheses counted apart
  function pairSigns(text) {
    const pairs = new Map();
    const open = { "]": [], ")": [] };
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      if (sign === "[" || sign === "(") {
        open[sign === "[" ? "]" : ")"].push(at);
      } else if ((sign === "]" || sign === ")") && open[sign].length) {
        pairs.set(open[sign].pop(), at);
      }
    }
    return pairs;
  }

  function isWebAddress(address) {
    const host = /^https?:\/\/([^/?#]*)/i.exec(address);
    return Boolean(host) && /^[^:@]+(?::\d*)?$/.test(host[1]) && !NOT_IN_ADDRESS.test(address);
  }

  // a bare address without the marks of the sentence that it stands in
  function trimAddress(written) {
    let end = written.length;
    let open = written.split("(").length - written.split(")").length;
    while (end && (".,;:!?'".includes(written[end - 1]) || (written[end - 1] === ")" && open < 0))) {
      end -= 1;
      open += written[end] === ")" ? 1 : 0;
    }
    return written.slice(0, end);
  }

  // ------------------------------------------------------------ emphasis

  function listRuns(text) {
    const runs = [];
    text.replace(/\*+|_+/g, function (written, at) {
      const before = text.charAt(at - 1);
      const after = text.charAt(at + written.length);
      const isSmart = written[0] === "_"; // means nothing beside a letter
      runs.push({
        sign: written[0],
        start: at,
        end: at + written.length,
        size: written.length,
        opens: /\S/.test(after) && !(isSmart && WORD.test(before)),
        closes: /\S/.test(before) && !(isSmart && WORD.test(after)),
      });
      return written;
    });
    return runs;
  }

  // one of three may not meet two, where either may both open and close (CommonMark 0.31, 6.2)
  function mayPair(opener, closer) {
    const isClear = !(opener.closes || closer.opens) || (opener.size + closer.size) % 3 !== 0;
    return opener.sign === closer.sign && (isClear || opener.size % 3 + closer.size % 3 === 0);
  }

  // where the last of the open runs stands that a run may close, above the place below which
  // there is none
  function findOpener(open, closer, floor) {
    let place = open.length - 1;
    while (place >= 0 && open[place].start >= floor && !mayPair(open[place], closer)) {
      place -= 1;
    }
    return place >= 0 && open[place].start >= floor ? place : -1;
  }

  // one mark for `em`, two for `strong`; of three and three the inner one is `em`
  function pairRun(opener, closer) {
    const left = opener.end - opener.start;
    const right = closer.end - closer.start;
    const size = left === 3 && right >= 3 ? 1 : Math.min(2, left, right);
    opener.end -= size;
    closer.start += size;
    return [
      { at: opener.end, size: size, isStart: true },
      { at: closer.start - size, size: size, isStart: false },
    ];
  }

  // the starts and ends of emphasis, in order; what lies between two that meet is plain
  function pairEmphasis(text) {
    const marks = [];
    const open = [];
    const floors = new Map();
    listRuns(text).forEach(function (closer) {
      const kind = closer.sign + closer.opens + closer.size % 3;
      while (closer.closes && closer.start < closer.end) {
        const place = findOpener(open, closer, floors.get(kind) || 0);
        if (place < 0) {
          floors.set(kind, closer.start);
          break;
        }
        marks.push.apply(marks, pairRun(open[place], closer));
        open.length = open[place].start < open[place].end ? place + 1 : place;
      }
      if (closer.opens && closer.start < closer.end) {
        open.push(closer);
      }
    });
    return marks.sort(function (one, other) {
      return one.at - other.at;
    });
  }

  // ------------------------------------------------------------ lines broken in Chinese text

  // the text without its line breaks between two wide signs; `before` and `after` stand
  // around it
  function joinText(before, text, after) {
    const lines = text.split("\n");
    return lines.reduce(function (joined, line, number) {
      const left = joined.replace(/ +$/, "") || before;
      const right = line.replace(/^ +/, "") || (number === lines.length - 1 ? after : "");
      const isWide = WIDE_END.test(left.slice(-2)) && WIDE_START.test(right.slice(0, 2));
      return isWide ? joined.replace(/ +$/, "") + line.replace(/^ +/, "") : joined + "\n" + line;
    });
  }

  wenming.marks = { pairTicks, pairSigns, isWebAddress, trimAddress, pairEmphasis, joinText };
})();
