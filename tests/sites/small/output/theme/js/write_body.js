/* What people type into a text area, as Markdown that reads the way they meant it: the
   indents, line ends, missing blank lines and typed numbers that the fixer would mend,
   and one thing more: on a phone one press of the return key is a new paragraph.  No word is changed. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const CODE = /^ {0,3}(`{3,}|~{3,})/;
  const HEADING = /^#{1,6}(?:\s|$)/;
  const ITEM = /^( *)(?:([-*+])|\d{1,9}\.) +\S/;
  const QUOTE = /^ {0,3}>/;
  const ROW = /^ {0,3}\||^[^|]*[^|\s][^|]*\|[^|]*\S/;
  const RULE_OF_TABLE = /^[ |:-]*-[ |:-]*\|[ |:-]*$|^ *\|[ :-]*-[ :-]*\|? *$/;
  const NOTE = /^\[\^[^\]]+\]:/;
  const MEANING = /^: /;
  const TYPED_NUMBER = /^ {0,3}(\d{1,3})[、．][ \u3000]*(\S.*)$/;
  const WIDE_INDENT = /^[ \t]*\u3000[ \t\u3000]*(?=\S)/;
  const DEEP_INDENT = /^(?: {4,}|[ ]*\t\s*)(?=[\u3400-\u9fff“‘《（【])/;
  const WIDE_HEADING = /^[ \u3000]{0,3}(?=#*＃)([#＃]{1,6})[ \u3000]*([^#＃].*)$/;
  const WIDE_QUOTE = /^[ \u3000]{0,3}＞[ \u3000]*(.*)$/;

  // marks and indents of one line, told what stands above it
  function mendLine(line, isInList) {
    const heading = WIDE_HEADING.exec(line);
    if (heading) {
      return "#".repeat(Math.max(2, heading[1].length)) + " " + heading[2];
    }
    const quoted = WIDE_QUOTE.exec(line);
    if (quoted) {
      return "> " + quoted[1];
    }
    const flat = line.replace(WIDE_INDENT, "");
    return isInList ? flat : flat.replace(DEEP_INDENT, "");
  }

  function nameKind(line, above) {
    const item = ITEM.exec(line);
    return HEADING.test(line) ? "heading"
      : item ? "item" + item[1].length + (item[2] ? "-" : ".")
        : QUOTE.test(line) ? "quote"
          : NOTE.test(line) ? "note"
            : MEANING.test(line) ? "meaning"
              : /^\s/.test(line) ? (above || "prose")
                : "prose";
  }

  // two lines and more that were numbered by hand, one right after the other, are a list
  function numberLines(lines) {
    const found = lines.map(function (line) {
      return line.isCode ? null : TYPED_NUMBER.exec(line.text);
    });
    return lines.map(function (line, place) {
      return found[place] && (found[place - 1] || found[place + 1])
        ? { text: found[place][1] + ". " + found[place][2], isCode: false } : line;
    });
  }

  // lines with bars are a table where one of them rules it
  function markTables(lines) {
    const isRow = lines.map(function (line) {
      return ROW.test(line) || RULE_OF_TABLE.test(line);
    });
    let first = 0;
    while (first < lines.length) {
      let last = first;
      while (last < lines.length && isRow[last]) {
        last += 1;
      }
      const hasRule = lines.slice(first, last).some(function (line) {
        return RULE_OF_TABLE.test(line);
      });
      for (let place = first; place < last; place += 1) {
        isRow[place] = hasRule;
      }
      first = Math.max(last, first + 1);
    }
    return isRow;
  }

  function isParted(above, kind) {
    const isItem = above.indexOf("item") === 0 && kind.indexOf("item") === 0;
    if (isItem) {
      // two kinds of list on one level; a level deeper belongs to the item above
      return above !== kind && above.slice(0, -1) === kind.slice(0, -1);
    }
    return above !== kind && !(kind === "meaning") || kind === "prose" || kind === "heading";
  }

  // lines as they are meant, and for each whether it is code
  function mendLines(text) {
    let fence = "";
    let isInList = false;
    return text.split("\n").map(function (written) {
      const found = CODE.exec(written);
      const isCode = Boolean(fence || found);
      if (found && !fence) {
        fence = found[1];
      } else if (found && found[1].indexOf(fence) === 0) {
        fence = "";
      }
      const line = isCode ? written : mendLine(written.replace(/[ \t\u3000\u00a0]+$/, ""), isInList);
      if (!isCode && line) {
        isInList = ITEM.test(line) || (isInList && /^\s/.test(line));
      }
      return { text: line, isCode: isCode };
    });
  }

  function cleanBody(typed) {
    const text = wenming.text.dropHidden(typed.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n"));
    const lines = numberLines(mendLines(text));
    const isRow = markTables(lines.map(function (line) {
      return line.isCode ? "" : line.text;
    }));
    const out = [];
    let above = "";
    lines.forEach(function (line, place) {
      if (!line.text && !line.isCode) {
        above = "";
        if (out.length && out[out.length - 1]) {
          out.push("");
        }
        return;
      }
      const kind = line.isCode ? "code" : isRow[place] ? "row" : nameKind(line.text, above);
      if (above && isParted(above, kind)) {
        out.push("");
      }
      out.push(line.text);
      above = kind;
    });
    return out.join("\n").replace(/^\n+|\n+$/g, "");
  }

  wenming.cleanBody = cleanBody;
})();
