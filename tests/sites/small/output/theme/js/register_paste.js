/* People from what was copied elsewhere: a block of cells of a spreadsheet, with a head or
   without, or lines of a chat.  Pure: a text and the page's facts in, persons out. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  // how heads and chats call the columns; the first that a head holds is taken
  const CALLED = [
    ["role", /角色|类别|身份/], ["name", /姓名|名字/], ["mobile", /手机|电话|号码/],
    ["wechat", /微信/], ["microblog", /微博/], ["blog", /博客/], ["unit", /单位|部门/],
  ];
  const LABEL = /(姓名|名字|工作单位|所在单位|单位|部门|联系电话|手机号码|手机号|手机|电话|微信号|微信|博客|微博)[ \u3000]*[:：]/;
  const SPLIT_NUMBER = /(^|[^0-9])((?:(?:\+|00)?86[\s-]*)?1[3-9][0-9](?:[\s-]*[0-9]){8})(?![0-9])/;
  const NUMBERING = /^\s*[(（]?[0-9]{1,3}[.、．)）]\s*/;
  const ORDINAL = /^[0-9]{1,4}[.、．)）]?$/;
  const SPLIT_NAME = /^([一-鿿])[ \u3000]+([一-鿿])(?=$|[\s，,、；;|｜])/;
  const GUARDED = /^'(?=[=+\-@])/;

  // ---- cells

  // a cell that begins with a quotation mark ends with one, and holds two for each of its own
  function splitCells(text) {
    const rows = [[]];
    const CELL = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/g;
    for (let found = CELL.exec(text); found; found = CELL.exec(text)) {
      rows[rows.length - 1].push((found[1] === undefined ? found[2] : found[1].replace(/""/g, '"')).trim().replace(GUARDED, ""));
      if (!found[3]) {
        break; // the end of the text
      }
      if (found[3] !== "\t") {
        rows.push([]);
      }
    }
    return rows.filter(function (cells) {
      return cells.some(Boolean);
    });
  }

  function findRole(text, facts) {
    return facts.roles.filter(function (role) {
      return text.indexOf(role.label) === 0 && !/[一-鿿]/.test(text.slice(role.label.length).replace(/[共有人位名]/g, ""));
    })[0];
  }

  function readNumber(text, facts) {
    const number = wenming.roster.cleanNumber(text, facts);
    return new RegExp(facts.patterns.mobile).test(number) ? number : "";
  }

  // ---- one person's cells

  function placeInOrder(cells, facts) {
    const person = {};
    wenming.roster.listColumns(facts).forEach(function (column, place) {
      person[column.key] = cells[place] || "";
    });
    return person;
  }

  function recognize(text, person, facts) {
    const isWechat = new RegExp(facts.patterns.wechat).test(text);
    return readNumber(text, facts) && !person.mobile ? "mobile"
      : /weibo|微博/i.test(text) ? "microblog"
        : text.indexOf("://") >= 0 || /博客|blog/i.test(text) ? "blog"
          : !person.name ? "name"
            : isWechat && !person.wechat ? "wechat" : "unit";
  }

  function placeByLooks(cells, facts) {
    return cells.filter(Boolean).reduce(function (person, text) {
      const key = recognize(text, person, facts);
      person[key] = person[key] ? person[key] + " " + text : text;
      return person;
    }, placeInOrder([], facts));
  }

  // in the form's order where the mobile stands in its place, else by what each looks like
  function placeCells(cells, facts) {
    const at = cells.findIndex(function (text) {
      return readNumber(text, facts);
    });
    const third = wenming.roster.listColumns(facts).findIndex(function (column) {
      return column.key === "mobile";
    });
    return at === third || (at < 0 && cells.length > 2) ? placeInOrder(cells, facts) : placeByLooks(cells, facts);
  }

  function placeByHead(cells, keys, facts) {
    return keys.reduce(function (person, key, place) {
      if (key && key !== "role") {
        person[key] = cells[place] || "";
      }
      return person;
    }, placeInOrder([], facts));
  }

  // ---- a block of cells

  function readHead(cells) {
    const left = CALLED.slice();
    const keys = cells.map(function (text) {
      const at = left.findIndex(function (called) {
        return called[1].test(text);
      });
      return at < 0 ? "" : left.splice(at, 1)[0][0];
    });
    return keys.includes("name") && keys.length > 1 ? keys : null;
  }

  function readBlock(text, facts, role) {
    const rows = splitCells(text);
    const head = rows.findIndex(readHead);
    const keys = head < 0 ? null : readHead(rows[head]);
    let known = role;
    return rows.slice(head + 1).map(function (cells) {
      const at = keys ? keys.indexOf("role") : cells.findIndex(function (text) {
        return findRole(text, facts);
      });
      known = (findRole(cells[at] || "", facts) || { key: known }).key;
      const plain = cells.filter(function (text, place) {
        return place !== at && !(place === 0 && ORDINAL.test(text));
      });
      return { role: known, person: keys ? placeByHead(cells, keys, facts) : placeCells(plain, facts) };
    });
  }

  // ---- lines of a chat

  function readLabelled(line, facts) {
    const parts = line.split(LABEL);
    const person = placeInOrder([], facts);
    for (let place = 1; place < parts.length; place += 2) {
      const key = readHead([parts[place], "姓名"])[0] || "name";
      person[key] = parts[place + 1].replace(/^[\s，,、；;|｜。]+|[\s，,、；;|｜。]+$/g, "");
    }
    return person;
  }

  function readLine(line, facts) {
    const plain = line.replace(NUMBERING, "").trim();
    const whole = plain.replace(SPLIT_NUMBER, function (found, before, number) {
      return before + " " + wenming.roster.cleanNumber(number, facts) + " ";
    }).trim().replace(SPLIT_NAME, "$1$2");
    const cells = whole.split(/[，,、；;|｜\s]+/);
    return placeByLooks(ORDINAL.test(cells[0]) ? cells.slice(1) : cells, facts);
  }

  function addTo(person, more) {
    Object.keys(more).forEach(function (key) {
      person[key] = person[key] || more[key];
    });
  }

  function readChat(text, facts, role) {
    const found = [];
    let known = role;
    text.split(/[\r\n]+/).filter(function (line) {
      return line.trim();
    }).forEach(function (line) {
      const heading = findRole(line.trim(), facts);
      if (heading) {
        known = heading.key;
        return;
      }
      const person = LABEL.test(line) ? readLabelled(line, facts) : readLine(line, facts);
      const last = found[found.length - 1];
      if (LABEL.test(line) && !person.name && last) {
        addTo(last.person, person);
      } else if (!wenming.roster.isEmpty(person)) {
        found.push({ role: known, person: person });
      }
    });
    return found;
  }

  // role: the key of the role of those with whom none stands.  Returns {role, person} objects.
  wenming.readPasted = function (text, facts, role) {
    const found = text.indexOf("\t") >= 0 ? readBlock(text, facts, role) : readChat(text, facts, role);
    return found.filter(function (each) {
      return !wenming.roster.isEmpty(each.person);
    });
  };

  // the cells of a block, to be laid over the form from one of its cells on
  wenming.readCells = splitCells;
})();
