/* What stands in the registration form as lines of one table, and that table as a sheet,
   as lists for other programs, and as counts.  Pure: what was filled in and the page's
   facts in, texts out.

   filled: {unit, day, people}; people: by the key of a role, a list of persons; a person:
   texts by the key of a column */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const BEGINNINGS = /^\s*[=+\-@＝＋－＠]/; // a spreadsheet takes what follows for a formula (OWASP, "CSV Injection")
  const PER_LINE = 20; // characters of a cell that stand on one line, roughly
  const LINE = 16; // points
  const WIDTHS = { role: 9, name: 12, unit: 28, mobile: 15, wechat: 20, blog: 26, microblog: 26 };

  // ---- one cell

  // as the check reads it (plugins/registration/form.py, Fault)
  function cleanNumber(text) {
    return text.normalize("NFKC").replace(/[\s\-‐-―−]/g, "").replace(/^(?:\+|00)?86(?=[0-9]{11}$)/, "");
  }

  function cleanCell(key, text, facts) {
    const line = wenming.text.cleanLine(text);
    if (key !== "mobile" && key !== "wechat") {
      return line;
    }
    const number = cleanNumber(line);
    const isMobile = new RegExp(facts.patterns.mobile).test(number);
    return isMobile ? number : line.normalize("NFKC").trim();
  }

  // a mobile apart, such as 139 0000 0000; everything else as it is
  function groupNumber(text, facts) {
    return new RegExp(facts.patterns.mobile).test(text)
      ? text.slice(0, 3) + " " + text.slice(3, 7) + " " + text.slice(7) : text;
  }

  function isEmpty(person) {
    return Object.keys(person).every(function (key) {
      return !person[key];
    });
  }

  // ---- all lines

  function listColumns(facts) {
    return facts.columns.filter(function (column) {
      return column.key !== "role";
    });
  }

  // the people of a role, those that nothing was written of left out
  function listPeople(filled, role) {
    return (filled.people[role.key] || []).filter(function (person) {
      return !isEmpty(person);
    });
  }

  function listRows(filled, facts) {
    return [].concat.apply([], facts.roles.map(function (role) {
      return listPeople(filled, role).map(function (person) {
        return [role.label].concat(listColumns(facts).map(function (column) {
          return person[column.key] || "";
        }));
      });
    }));
  }

  function nameUnit(filled, facts) {
    return facts.units.filter(function (unit) {
      return unit.slug === filled.unit;
    })[0].name;
  }

  function listLines(filled, facts) {
    const labels = facts.columns.map(function (column) {
      return column.label;
    });
    const about = facts.sheet;
    return [[about.title], [about.unit, nameUnit(filled, facts)], [about.day, filled.day], [about.note], labels]
      .concat(listRows(filled, facts));
  }

  // ---- as files

  // the tallest cell decides; readers do not all find the height by themselves
  function findHeight(cells, facts) {
    const lines = cells.map(function (text, place) {
      return Math.ceil(wenming.text.count(text) * PER_LINE / 10 / WIDTHS[facts.columns[place].key]) || 1;
    });
    return (Math.max.apply(null, lines) + 0.5) * LINE;
  }

  function composeSheet(filled, facts) {
    const HEAD = 4;
    const looks = ["title", "plain", "plain", "plain", "head"];
    return {
      name: facts.sheet.name,
      head: HEAD,
      widths: facts.columns.map(function (column) {
        return WIDTHS[column.key];
      }),
      lines: listLines(filled, facts).map(function (cells, place) {
        const look = looks[place] || "cell";
        const isWide = cells.length === 1;
        return { look: look, cells: cells, isWide: isWide,
          height: look === "cell" ? findHeight(cells, facts) : look === "title" ? 2 * LINE : 1.5 * LINE };
      }),
    };
  }

  function guard(text) {
    return BEGINNINGS.test(text) ? "'" + text : text;
  }

  function quote(text) {
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  // RFC 4180, behind the mark by which Excel knows UTF-8
  function composeCsv(filled, facts) {
    return "\ufeff" + listLines(filled, facts).map(function (cells) {
      return cells.map(guard).map(quote).join(",") + "\r\n";
    }).join("");
  }

  // as a block of cells is copied: what was cleaned holds no tabulator
  function composeBlock(filled, facts) {
    return listLines(filled, facts).slice(4).map(function (cells) {
      return cells.map(guard).join("\t");
    }).join("\n");
  }

  // the line for data/teams.csv
  function composeCounts(filled, facts) {
    return [filled.unit, filled.day].concat(facts.roles.map(function (role) {
      return listPeople(filled, role).length;
    })).join(",");
  }

  function nameFile(filled, facts, ending) {
    return facts.sheet.name + "-" + nameUnit(filled, facts) + "-" + filled.day + ending;
  }

  wenming.roster = { cleanCell, cleanNumber, groupNumber, isEmpty, listColumns, listPeople, nameUnit,
    composeSheet, composeCsv, composeBlock, composeCounts, nameFile };
})();
