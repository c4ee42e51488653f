/* What stands inside a line of Markdown, read as the site reads it (plugins/reading) and drawn
   as nodes.  Of the preview's scripts (markdown.js) the third.  Each kind of mark is looked
   for in the whole text, in the site's order; what has been found is held in a list, and the
   text keeps its number. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};
  const marks = wenming.marks;

  const HELD = /\u0002(\d+)\u0003/;
  const ESCAPED = "\\`*_{}[]()>#+-.!|";
  const NOTE = /\[\^([^\]\n]{0,100})\]/g;
  const IN_BRACKETS = /<(https?:\/\/[^<>\s]*)>/g;
  const ADDRESS = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/g;
  const SHORTEST = "https://x".length;

  function make(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text || "";
    return made;
  }

  function hold(line, node) {
    return "\u0002" + (line.held.push(node) - 1) + "\u0003";
  }

  // draws a text with held nodes behind what the place holds
  function put(line, text, place) {
    text.split(HELD).forEach(function (piece, index) {
      if (index % 2) {
        place.appendChild(line.held[Number(piece)]);
      } else if (piece) {
        place.appendChild(document.createTextNode(piece));
      }
    });
  }

  // what a text with held nodes says
  function unfold(line, text) {
    return text.split(HELD).map(function (piece, index) {
      return index % 2 ? line.held[Number(piece)].textContent : piece;
    }).join("");
  }

  function holdCode(line, text) {
    const spans = marks.pairTicks(text);
    let out = "";
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      const span = sign === "`" ? spans.get(at) : undefined;
      if (span) {
        out += hold(line, make("code", text.slice(at + span.size, span.end).trim()));
        at = span.end + span.size - 1;
      } else if (sign === "\\" && at + 1 < text.length && ESCAPED.includes(text[at + 1])) {
        at += 1;
        out += hold(line, document.createTextNode(text[at]));
      } else {
        out += sign;
      }
    }
    return out;
  }

  function holdNotes(line, text) {
    return line.notes.length ? text.replace(NOTE, function (written, name) {
      const number = line.notes.indexOf(name) + 1;
      return number ? hold(line, make("sup", String(number))) : written;
    }) : text;
  }

  // ------------------------------------------------------------ links and pictures

  function readTarget(line, written) {
    const inner = written.trim();
    const quote = /["']$/.exec(inner);
    const start = quote ? inner.indexOf(quote[0]) : inner.length;
    const hasTitle = start < inner.length - 1;
    const address = unfold(line, hasTitle ? inner.slice(0, start) : inner).trim();
    return {
      address: /^<[^<>]*>$/.test(address) ? address.slice(1, -1).trim() : address,
      title: hasTitle ? unfold(line, inner.slice(start + 1, -1)).trim() : "",
    };
  }

  // whatever is not on the web leads nowhere here: its words stay
  function makeLink(address, words) {
    const link = make("a", words);
    if (marks.isWebAddress(address)) {
      link.href = address;
      link.rel = "noopener external";
      link.target = "_blank"; // the text that is being written stays open
    } else {
      link.title = address;
    }
    return link;
  }

  function readName(address) {
    try {
      return decodeURIComponent(address);
    } catch (refused) {
      return address; // a stray % stays as it is written
    }
  }

  function makePicture(line, target, words) {
    const name = readName(target.address);
    const isKnown = Object.prototype.hasOwnProperty.call(line.pictures, name);
    const said = "图片 " + name + "：" + (words || "还没有说明");
    const picture = isKnown ? make("img") : make("span", said);
    if (isKnown) {
      picture.alt = words;
      picture.src = line.pictures[name];
    } else {
      picture.className = "preview-picture";
    }
    line.captions.set(picture, target.title);
    return picture;
  }

  function drawLink(line, target, words) {
    const link = makeLink(target.address);
    drawRest(line, holdLinks(line, words, true), link, true);
    return link;
  }

  // of links inside links the outer one counts
  function holdLinks(line, text, isInLink) {
    const pairs = text.includes("](") ? marks.pairSigns(text) : new Map();
    let out = "";
    for (let at = 0; at < text.length; at += 1) {
      const isPicture = text[at] === "!" && text[at + 1] === "[";
      const start = isPicture ? at + 1 : at;
      const middle = isPicture || (text[at] === "[" && !isInLink) ? pairs.get(start) : undefined;
      const end = text[middle + 1] === "(" ? pairs.get(middle + 1) : undefined;
      if (end === undefined) {
        out += text.slice(at, start + 1);
        at = start;
      } else {
        const words = text.slice(start + 1, middle);
        const target = readTarget(line, text.slice(middle + 2, end));
        out += hold(line, isPicture
          ? makePicture(line, target, unfold(line, words))
          : drawLink(line, target, words));
        at = end;
      }
    }
    return out;
  }

  function holdAddresses(line, text) {
    if (!text.includes("http")) {
      return text;
    }
    const plain = text.replace(IN_BRACKETS, function (written, address) {
      return hold(line, makeLink(unfold(line, address), unfold(line, address)));
    });
    let out = "";
    let behind = 0;
    let found;
    ADDRESS.lastIndex = 0;
    while ((found = ADDRESS.exec(plain))) {
      const address = marks.trimAddress(found[0]);
      if (address.length < SHORTEST || /[A-Za-z0-9/]/.test(plain.charAt(found.index - 1))) {
        ADDRESS.lastIndex = found.index + "http".length;
      } else {
        out += plain.slice(behind, found.index) + hold(line, makeLink(address, address));
        behind = ADDRESS.lastIndex = found.index + address.length;
      }
    }
    return out + plain.slice(behind);
  }

  // ------------------------------------------------------------ emphasis and lines

  // draws what is left: bare addresses, forced line breaks, emphasis
  function drawRest(line, text, place, isInLink) {
    const rest = (isInLink ? text : holdAddresses(line, text)).replace(/ {2}\n/g, function () {
      return hold(line, make("br"));
    });
    const around = [place];
    let behind = 0;
    marks.pairEmphasis(rest).forEach(function (mark) {
      const inner = around[around.length - 1];
      put(line, rest.slice(behind, mark.at), inner);
      behind = mark.at + mark.size;
      if (mark.isStart) {
        around.push(inner.appendChild(make(mark.size === 2 ? "strong" : "em")));
      } else {
        around.pop();
      }
    });
    put(line, rest.slice(behind), place);
  }

  function listTexts(node, texts) {
    node.childNodes.forEach(function (child) {
      if (child.nodeType === Node.TEXT_NODE) {
        texts.push(child);
      } else if (child.tagName !== "CODE") {
        listTexts(child, texts);
      }
    });
    return texts;
  }

  function joinLines(place) {
    place.normalize();
    const texts = listTexts(place, []);
    let before = "";
    texts.forEach(function (node, index) {
      const after = index + 1 < texts.length ? texts[index + 1].data : "";
      if (node.data.includes("\n")) {
        node.data = marks.joinText(before, node.data, after);
      }
      before = node.data || before;
    });
  }

  // `known` has the names of the text's notes in order, the addresses of pictures by their
  // names, and a map that takes the captions of the pictures drawn
  wenming.drawInline = function (text, place, known) {
    const line = Object.assign({ held: [] }, known);
    drawRest(line, holdLinks(line, holdNotes(line, holdCode(line, text)), false), place, false);
    joinLines(place);
  };
})();
