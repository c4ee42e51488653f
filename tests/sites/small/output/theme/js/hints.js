/* Frequent mistakes of a Markdown text, told while it is written, in the check's own words.
   Not a second check: what is said here the check says, too (tests/test_forms_hints.py); much
   of what it finds is not said here.  Last of the five scripts that it takes:
   markdown_marks.js, markdown_lines.js, prose.js, contacts.js, hints.js. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const HINTS_LIMIT = 10;
  const LENGTH_ADVICE = 350; // plugins/check/rules/paragraph.py

  // plugins/check/marks.py, source_lines.py
  const FULL_HEADING = /^[ \u3000]{0,3}(?=#*＃)[#＃]{1,6}[ \u3000]*([^#＃].*)$/;
  const FULL_QUOTE = /^[ \u3000]{0,3}＞[ \u3000]*(.*)$/;
  const FULL_BULLET = /^[ \u3000]{0,3}(?:[－＊＋][ \u3000]*|[-*+]\u3000)(\S.*)$/;
  const FULL_ROW = /^[ \u3000]{0,3}｜.*｜/;
  const NUMBERED = new RegExp("^[ \\u3000]{0,4}(?:\\d{1,3}[、．)）]|\\d{1,3}\\.(?![\\d\\s])"
    + "|[(（]\\d{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    + "|[①-⑳㈠-㈩])[ \\u3000]*(\\S.*)");
  const DOTTED = /^[ \u3000]{0,4}(?:[•·●○◆■▪◦►▶★☆]|-(?=[\u3400-\u4dbf\u4e00-\u9fff]))[ \u3000]*(\S.*)/;
  const ITEM = /^ {0,3}(?:[-*+]|\d{1,9}\.)[ \t]+\S/;
  const NO_PICTURE_WORDS = /!\[\s*\]\(([^()\s]+)\)/;

  const QUOTED = /“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|《[^《》]*》|<[^<>]*>/g;
  const HALF_WIDTH = /([\u4e00-\u9fff]),(?=[\u4e00-\u9fff])/;
  const NO_PROSE = /^[ \t]*(?:#|>|\||\[\^?[^\]]+\]:)/;
  const ANY_ITEM = /^[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]/;

  const ENDS = wenming.prose.ENDS;
  const CODE = wenming.prose.CODE;
  const FILLER = wenming.prose.FILLER;
  const shorten = wenming.prose.shorten;
  const fillAddresses = wenming.prose.fillAddresses;

  // ------------------------------------------------------------ one line

  function hintFullWidth(text) {
    const written = text.trim();
    const heading = FULL_HEADING.exec(text);
    if (heading) {
      const size = Math.max(2, /^[#＃]*/.exec(written)[0].length);
      return "行首的“＃”是全角的。改成“" + "#".repeat(size) + " " + shorten(heading[1], 60) + "”。";
    }
    const quote = FULL_QUOTE.exec(text);
    if (quote) {
      return "行首的“＞”是全角的。改成“> " + shorten(quote[1], 60) + "”。";
    }
    const bullet = FULL_BULLET.exec(text);
    if (bullet) {
      return "行首的“" + written[0] + "”不会变成列表。要做成列表就改成“- " + shorten(bullet[1], 60) + "”。";
    }
    return FULL_ROW.test(text) ? "行首的“｜”是全角的。整行的竖线都换成半角的“|”。" : "";
  }

  function hintHeading(text) {
    const found = /^#(?!#)(.*)$/.exec(text);
    const words = found ? found[1].replace(/^[# \t]+/, "").replace(/[# \t]+$/, "") : "";
    if (!words || (/#\s*$/.test(text) && /\S/.test(text[1]))) {
      return "";
    }
    return "小标题“" + shorten(words, 30) + "”只有一个 #。改成“## " + shorten(words, 60) + "”。";
  }

  function hintSpacedStrong(text) {
    const places = [];
    fillAddresses(text).replace(/\*\*/g, function (mark, at) {
      places.push(at);
      return mark;
    });
    for (let index = 0; index + 1 < places.length; index += 2) {
      const inner = text.slice(places[index] + 2, places[index + 1]);
      if (inner.trim() && inner !== inner.trim()) {
        const whole = shorten(text.slice(places[index], places[index + 1] + 2), 30);
        return "“" + whole + "”的星号里面有空格，不会变粗。改成“**" + shorten(inner, 30) + "**”。";
      }
    }
    return "";
  }

  // other people's words and titles of works stay as they are
  function hintComma(text) {
    const plain = fillAddresses(text).replace(QUOTED, function (written) {
      return FILLER.repeat(written.length);
    });
    const found = /^[ \t]*>/.test(text) ? null : HALF_WIDTH.exec(plain);
    if (!found) {
      return "";
    }
    const around = plain.slice(Math.max(0, found.index - 3), found.index + 5);
    return "“" + around + "”里的逗号是半角的。改成“" + around.replace(/,/g, "，") + "”。";
  }

  function hasNote(line) {
    return line.includes("[^");
  }

  // of a picture that is shown twice the check speaks where it is named first; one in a note
  // that nobody refers to is not shown
  function hintPicture(text, number, lines) {
    const found = NO_PICTURE_WORDS.exec(text);
    const shown = found ? lines.findIndex(function (line) {
      return line.includes("(" + found[1]);
    }) : -1;
    if (shown + 1 !== number || lines.some(hasNote)) {
      return "";
    }
    const name = shorten(found[1], 40);
    return "图片“" + name + "”没有说明。改成“![图里有什么](" + name + ")”。";
  }

  const LINE_HINTS = [
    { rule: "markdown-mark", find: hintFullWidth },
    { rule: "heading", find: hintHeading },
    { rule: "markdown-mark", find: hintSpacedStrong },
    { rule: "chinese-copy", find: hintComma },
    { rule: "picture", find: hintPicture },
  ];

  // ------------------------------------------------------------ several lines

  function isTableStart(lines, index) {
    const ruler = index + 1 < lines.length ? lines[index + 1].text : "";
    return lines[index].text.includes("|") && /^[|:\- \t]+$/.test(ruler)
      && ruler.includes("|") && ruler.includes("-");
  }

  // a list or a table right below a paragraph with which its block begins
  function hintGap(block) {
    const first = block[0].text;
    if (CODE.test(first) || ITEM.test(first) || /^ {0,3}>/.test(first) || ENDS.test(first) || isTableStart(block, 0)) {
      return null;
    }
    for (let index = 1; index < block.length; index += 1) {
      const line = block[index];
      if (ENDS.test(line.text) || /^ {0,3}>/.test(line.text)) {
        return null;
      }
      if (ITEM.test(line.text.replace(/^ +/, ""))) {
        const words = "列表“" + shorten(line.text, 30) + "”紧跟在一段话后面。在这一行前面加一个空行。";
        return { line: line.number, words: words, rule: "blank-line" };
      }
      if (isTableStart(block, index)) {
        const words = "表格紧跟在一段话后面。在这一行前面加一个空行。";
        return { line: line.number, words: words, rule: "blank-line" };
      }
    }
    return null;
  }

  function hintRun(block, pattern, mark) {
    const at = block.findIndex(function (line, index) {
      return index + 1 < block.length && pattern.test(line.text) && pattern.test(block[index + 1].text);
    });
    if (at < 0) {
      return null;
    }
    const example = mark + shorten(pattern.exec(block[at].text)[1], 60);
    const words = "“" + shorten(block[at].text, 30) + "”和下一行会连成一段。每行改成“" + mark
      + "”开头，例如“" + example + "”。";
    return { line: block[at].number, words: words, rule: "markdown-mark" };
  }

  function listParagraphs(block) {
    const paragraphs = [[]];
    block.forEach(function (line) {
      const isProse = !NO_PROSE.test(line.text);
      if (!isProse || ANY_ITEM.test(line.text)) {
        paragraphs.push([]);
      }
      if (isProse) {
        paragraphs[paragraphs.length - 1].push(line);
      }
    });
    return paragraphs.filter(function (lines) {
      return lines.length;
    });
  }

  function hintLength(lines) {
    const prose = lines.map(function (line) {
      return fillAddresses(line.text);
    }).join("");
    const length = Array.from(prose.replace(/[\ufffc*_[\]`]+/g, "").trim()).length;
    if (length <= LENGTH_ADVICE) {
      return null;
    }
    const isItem = ANY_ITEM.test(lines[0].text);
    const words = (isItem ? "这一条有 " : "这一段有 ") + length + " 个字。在中间的一句后面"
      + (isItem ? "分成两条。" : "空一行，分成两段。");
    return { line: lines[0].number, words: words, rule: "paragraph" };
  }

  function hintBlock(block, lines) {
    const found = [hintGap(block), hintRun(block, NUMBERED, "1. "), hintRun(block, DOTTED, "- ")];
    block.forEach(function (line) {
      LINE_HINTS.forEach(function (each) {
        const words = each.find(line.text, line.number, lines);
        found.push(words ? { line: line.number, words: words, rule: each.rule } : null);
      });
    });
    return found.concat(listParagraphs(block).map(hintLength));
  }

  // `allowed` has the numbers and mailboxes that the city itself publishes.  Returns
  // {line, words, rule} for each hint, the line counted from 1
  wenming.findHints = function (source, allowed) {
    const lines = source.split(/\r\n|\r|\n/);
    const isBeyond = wenming.lines.cutBlocks(source).some(function (block) {
      return block.plain !== undefined; // the check reads no further, either
    });
    const found = wenming.findContacts(lines, allowed || []);
    (isBeyond ? [] : wenming.prose.listBlocks(lines)).forEach(function (block) {
      found.push.apply(found, hintBlock(block, lines).filter(Boolean));
    });
    return found.sort(function (one, other) {
      return one.line - other.line;
    }).slice(0, HINTS_LIMIT);
  };
})();
